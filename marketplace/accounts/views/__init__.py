"""The pages of accounts, one noun per file; importing the package hangs their routes on the blueprint.

Parse, call, render. What staff see of other people's accounts is in desk.
"""

from marketplace.accounts.views import account as account
from marketplace.accounts.views import invitation as invitation
from marketplace.accounts.views import reset as reset
from marketplace.accounts.views import second_factor as second_factor
from marketplace.accounts.views import sign_in as sign_in
from marketplace.accounts.views import sign_up as sign_up
from marketplace.accounts.views.blueprint import blueprint as blueprint
