"""Pictures: bytes in, bytes out. The only room that knows Pillow, pillow-heif and pypdfium2.

`inspection` reads headers without decoding and is safe in the web process, as are `formats`, `results` and
`isolation`. Everything that decodes (`decoding`, `encoding`, `coaching`, `renditions`, `scans`, `shrunk`, `cards`)
runs in `child`, a process with limits. Which listing a picture belongs to, and where its bytes are kept, is not known
here.
"""
