"""An artisan's sales book: what was agreed here and handed over, and what she sold elsewhere and wrote down by hand.

Only she sees it. Nothing is worked out that was not recorded: an amount nobody wrote stays blank, and is in no sum.
"""
