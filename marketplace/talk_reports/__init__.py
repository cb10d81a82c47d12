"""Reports of talks: what one side says is wrong, what an officer then reads, and the outcome.

Nobody but the two sides reads a talk until one of them reports it; then officers read it as it stood at that moment.
"""
