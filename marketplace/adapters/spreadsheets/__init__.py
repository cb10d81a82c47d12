"""Spreadsheets: bytes in, a table of short texts out, and back (`writing`). The only room that knows python-calamine.

`tables`, `isolation` and `writing` are safe in the web process. Everything that opens a file (`containers`,
`workbooks`, `separated`, `reading`) runs in `child`, a process with limits, since a spreadsheet is a zip of XML from a stranger.
What the columns mean, and which of them must be forgotten at once, is not known here.
"""
