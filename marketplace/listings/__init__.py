"""The bags: what is offered, in which state, by whom it was made.

A bag is never certified: it may carry its maker's badge, and `badges.badge` alone decides when. Finding and
sorting bags is the business of catalogue, editing them of studio, pictures of pictures.
"""
