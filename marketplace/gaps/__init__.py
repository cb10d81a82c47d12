"""What was looked for and not there, or wished for: counted by day and known words, without anything about whom.

Searching itself is `catalogue`; what was found is not counted here, nor is a word we do not know.
"""
