"""Custom requests: a bag to be made, asked of one artisan or of those whose turn it is, answered with offers.

An offer that is taken is an order note (`order_notes`). A request for many bags is filled by several makers.
"""
