"""The makers as buyers meet them: name, story, place, techniques, reply hours, and the places themselves.

Whether a maker is certified is answered in certificates, never kept here. Their bags live in listings, the
pages on which they edit all this in studio.
"""
