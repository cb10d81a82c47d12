"""What buyers browse: bags, artisans, one artisan's page.

Parse, call, render. The artisans' pages hang on the artisans' blueprint, because they join her bags and certificates.
"""

from marketplace.catalogue.views import artisans as artisans
from marketplace.catalogue.views import bags as bags
from marketplace.catalogue.views import suggestions as suggestions
from marketplace.catalogue.views.blueprint import blueprint as blueprint
