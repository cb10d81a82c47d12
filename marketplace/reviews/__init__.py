"""What buyers say of an order that was agreed on here and handed over; one review of each note, one reply.

A review is about an order. What an officer checked is the certificate, which no review touches.
"""
