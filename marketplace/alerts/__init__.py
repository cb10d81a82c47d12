"""Letters about bags that come in: saved searches, and artisans somebody follows; with an account or by e-mail alone.

Keeps the question itself and asks the catalogue anew; each bag is told of once. What a search means belongs to
`catalogue`; favourites belong to `favourites`.
"""
