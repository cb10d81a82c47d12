"""Bags that a helper drafted and the artisan approves: by the link in her letter, once, or signed in.

What she is asked about is the draft as it was then (`rules.shape_of`); any change of it ends what was asked. The rows
are also the log of who drafted, who answered, when and by which way.
"""
