"""Photographs people send, and the light copies the site shows of them.

A picture is kept once however many bags show it: its identity is the digest of the bytes that were sent. Renditions
are made by a job, never in a request. Scans of certificates are not pictures in this sense; they stay private in
`certificates`.
"""
