"""People and how they come in: accounts, passwords, sign-ins, consents, second factors, reset and invitation.

What a role may do is the business of access; what an artisan shows the public lives in artisans. The pages
here are sign-up, sign-in and one's own account; staff look after other people's accounts in desk.
"""
