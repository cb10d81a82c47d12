"""ZIP archives: what is in them, and one file at a time out of them, when the whole archive can be trusted.

`names`, `sizes` and `entries` are plain rules. `directory` and `contents` read what a stranger packed and run in
`child`, a process with limits; `isolation` is how others ask. What the files are for is not known here.
"""
