"""Who sits at the studio's pages."""

from __future__ import annotations

import pytest

from marketplace.artisans.models import Artisan
from tests.factories.make import Make
from tests.order_notes.conftest import agreed as agreed
from tests.order_notes.conftest import bag as bag
from tests.order_notes.conftest import propose as propose
from tests.proofreading import ProofreadingClient
from tests.reviews.conftest import hand_over as hand_over
from tests.reviews.conftest import handed as handed
from tests.studio.certificate_browser import Browser, SignIn


@pytest.fixture
def artisan(make: Make) -> Artisan:
    return make.artisan(name="Siti Rahmawati")


@pytest.fixture
def browser(client: ProofreadingClient, sign_in: SignIn, artisan: Artisan) -> Browser:
    sign_in(client, artisan.account)
    return Browser(client)
