"""Questions from buyers to makers about a bag, and the answers, without an account and without a checkout.

What is agreed on WhatsApp is not known here. Orders and reviews have their own packages; the artisan's
inbox page lives in studio.
"""
