"""Questions anybody may ask about a bag in public, and the artisan's answers, which everybody reads.

Private talks between a buyer and an artisan are `inquiries`; doubts about a record or a bag, with a clock and an
outcome, are `reports`.
"""
