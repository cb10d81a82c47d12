"""How we know: every look a person took at a certificate's source, what came of it, and what was left unanswered.

Events are appended and never changed. The newest match gives a certificate its day and way of checking; what that is
worth is still said by `certificates.rules.standing` alone.
"""
