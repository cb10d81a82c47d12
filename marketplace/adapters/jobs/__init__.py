"""Work for later as rows: written in the caller's transaction, leased by a worker, done once.

Nothing is promised for work that rolled back, and nothing is lost by a kill: a lease that runs out makes the
job free again. What a job does is said in the `jobs.py` of a feature, never here.
"""
