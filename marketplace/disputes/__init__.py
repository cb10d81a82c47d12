"""Disputes over order notes: what one side says, the other side's reply, and how it ended.

They hold no money and touch no certificate: an officer's outcome is a recommendation, kept with what was said.
"""
