"""The journal: who did what to which thing, and when. Append-only.

Every decision, look at a private scan and change of rights leaves an entry here, in the transaction of the deed
itself. What the entry means to a reader is said by the page that shows it; business state does not belong here.
"""
