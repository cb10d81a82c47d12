"""Public odds and ends: home, the programme, legal texts, media, health, robots.

Nothing here owns a table. A page about one kind of thing belongs to that thing's feature.
"""
