"""What a buyer and an artisan agreed, written down so that both hold the same words: the order note.

No money passes through here and nothing is sold here; the note says what was agreed, on which day, by whom, and how the
bag and its maker's record stood at that moment. Talks are `inquiries`; what buyers say afterwards is `reviews`.
"""
