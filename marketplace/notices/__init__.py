"""What an account is told: a row in its feed always, a letter as its owner chose.

`accounts/mails.tell` is how features tell somebody; `telling` hears every call and keeps it in the same transaction.
"""
