"""Pages of approvals: the one on which an artisan answers, by the link in her letter; what a helper asked."""

from marketplace.approvals.views.asking import blueprint as blueprint
