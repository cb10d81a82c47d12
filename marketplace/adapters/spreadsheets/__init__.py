"""Spreadsheets: bytes in, a table of short texts out, and back (`writing`). The only room that knows python-calamine.

`tables`, `isolation` and `writing` are safe in the web process. Everything that opens a file (`containers`,
`workbooks`, `separated`, `reading`) runs in `child`, a process with limits: a spreadsheet is a stranger's zip of XML.
What the columns mean, and which of them must be forgotten at once, is not known here.
"""
