"""Reading what strangers send in a process of its own: limits, pipes, and what a child's death means.

`children` is the parent's side, `serving` the child's, `frames` what passes between them. What is read (pictures,
spreadsheets) belongs to the packages that use this one; nothing here knows a file format.
"""
