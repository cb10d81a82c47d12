"""The outside world: storage, mail, jobs and pictures, each behind one small port.

Adapters know their library and nothing of the business: they take and give bytes, letters and payloads.
What a picture is for, who may read a scan or what a letter says belongs to the features above.
"""
