"""Rosters: the lists of results that certifying bodies file, and the rows artisans claim from them.

`forgetting` drops what identifies people, `columns` guesses what the rest means, `reading` makes rows of it,
`judging` says what an import would do, `operations` does it, `claims` lets an artisan take her row. A claim that
matches makes a certificate through `certificates.operations`; nothing here writes a certificate's status. Results
"not yet competent" never leave the officers' area. Who certifying bodies are, beyond the name typed with a list, does
not belong here.
"""
