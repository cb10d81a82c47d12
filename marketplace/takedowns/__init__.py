"""Bags that officers have taken down: why, what the maker answers, and what another officer decides on it.

Whether a bag is down is its state, and `listings` alone writes that; doubts of the public, which may lead here and need
not, are `reports`.
"""
