"""django-oscar with so many products, measured as `bench/pages.py` measures us. Run by a Python that has it installed:

    VENV/bin/python bench/oscar_site.py --database NAME --products 1000 [--host 127.0.0.1 --port 5432 --user USER] [--requests 30]

`bench/oscar_environment.py` makes the environment; `bench/pages.py --oscar` runs all of it.

A project of its own with Oscar's settings, PostgreSQL, DEBUG off, cached templates, the cache in memory. It fills the
database when it is empty: each product with one picture, stock, price and attributes. Prints one line of JSON: milliseconds of
processor time per request and statements per page. No web server on either side: the WSGI application is called.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from importlib import metadata
from io import BytesIO
from pathlib import Path

ARGS = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ARGS.add_argument("--database", required=True)
ARGS.add_argument("--host", default="127.0.0.1")
ARGS.add_argument("--port", default="5432")
ARGS.add_argument("--user", default="postgres")
ARGS.add_argument("--products", type=int, default=1000)
ARGS.add_argument("--requests", type=int, default=30)
ARGS.add_argument("--folder", type=Path, default=Path("/tmp/oscar-bench"))
chosen = ARGS.parse_args()

from django.conf import settings
from oscar import defaults

FOLDER = chosen.folder
APPS = """django.contrib.admin django.contrib.auth django.contrib.contenttypes django.contrib.sessions
django.contrib.messages django.contrib.staticfiles django.contrib.sites django.contrib.flatpages oscar.config.Shop
oscar.apps.analytics.apps.AnalyticsConfig oscar.apps.checkout.apps.CheckoutConfig oscar.apps.address.apps.AddressConfig
oscar.apps.shipping.apps.ShippingConfig oscar.apps.catalogue.apps.CatalogueConfig
oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig oscar.apps.communication.apps.CommunicationConfig
oscar.apps.partner.apps.PartnerConfig oscar.apps.basket.apps.BasketConfig oscar.apps.payment.apps.PaymentConfig
oscar.apps.offer.apps.OfferConfig oscar.apps.order.apps.OrderConfig oscar.apps.customer.apps.CustomerConfig
oscar.apps.search.apps.SearchConfig oscar.apps.voucher.apps.VoucherConfig oscar.apps.wishlists.apps.WishlistsConfig
oscar.apps.dashboard.apps.DashboardConfig oscar.apps.dashboard.reports.apps.ReportsDashboardConfig
oscar.apps.dashboard.users.apps.UsersDashboardConfig oscar.apps.dashboard.orders.apps.OrdersDashboardConfig
oscar.apps.dashboard.catalogue.apps.CatalogueDashboardConfig oscar.apps.dashboard.offers.apps.OffersDashboardConfig
oscar.apps.dashboard.partners.apps.PartnersDashboardConfig oscar.apps.dashboard.pages.apps.PagesDashboardConfig
oscar.apps.dashboard.ranges.apps.RangesDashboardConfig oscar.apps.dashboard.reviews.apps.ReviewsDashboardConfig
oscar.apps.dashboard.vouchers.apps.VouchersDashboardConfig
oscar.apps.dashboard.communications.apps.CommunicationsDashboardConfig
oscar.apps.dashboard.shipping.apps.ShippingDashboardConfig widget_tweaks haystack treebeard sorl.thumbnail
django_tables2""".split()
MIDDLEWARE = """django.middleware.security.SecurityMiddleware django.contrib.sessions.middleware.SessionMiddleware
django.middleware.csrf.CsrfViewMiddleware django.contrib.auth.middleware.AuthenticationMiddleware
django.contrib.messages.middleware.MessageMiddleware django.middleware.http.ConditionalGetMiddleware
django.middleware.common.CommonMiddleware oscar.apps.basket.middleware.BasketMiddleware""".split()
PROCESSORS = """django.template.context_processors.request django.contrib.auth.context_processors.auth
django.template.context_processors.debug django.template.context_processors.i18n
django.template.context_processors.media django.template.context_processors.static
django.contrib.messages.context_processors.messages oscar.apps.search.context_processors.search_form
oscar.apps.checkout.context_processors.checkout oscar.apps.communication.notifications.context_processors.notifications
oscar.core.context_processors.metadata""".split()
LOADERS = [
    (
        "django.template.loaders.cached.Loader",
        ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
    )
]

settings.configure(
    **{name: getattr(defaults, name) for name in dir(defaults) if name.isupper()},
    DEBUG=False,
    SECRET_KEY="only for measuring",
    ALLOWED_HOSTS=["*"],
    SITE_ID=1,
    INSTALLED_APPS=APPS,
    MIDDLEWARE=MIDDLEWARE,
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    LANGUAGE_CODE="en-gb",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": LOADERS, "context_processors": PROCESSORS}}],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql", "NAME": chosen.database, "HOST": chosen.host, "PORT": chosen.port,
            "USER": chosen.user, "CONN_MAX_AGE": 600,
        }
    },
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    HAYSTACK_CONNECTIONS={"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
    AUTHENTICATION_BACKENDS=("oscar.apps.customer.auth_backends.EmailBackend", "django.contrib.auth.backends.ModelBackend"),
    MEDIA_ROOT=str(FOLDER / "media"),
    MEDIA_URL="/media/",
    STATIC_URL="/static/",
    STATIC_ROOT=str(FOLDER / "static"),
    LOGGING_CONFIG=None,
)  # fmt: skip

import django

django.setup()

from django.apps import apps
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.urls import include, path

urlpatterns = [path("i18n/", include("django.conf.urls.i18n")), path("", include(apps.get_app_config("oscar").urls[0]))]


def fill() -> None:
    from django.core.files.base import ContentFile
    from oscar.core.loading import get_model
    from PIL import Image

    model = lambda app, name: get_model(app, name)
    Product, Class, Category = model("catalogue", "Product"), model("catalogue", "ProductClass"), model("catalogue", "Category")
    if Product.objects.exists():
        return
    model("address", "Country").objects.create(iso_3166_1_a2="ID", printable_name="Indonesia", is_shipping_country=True)
    kind = Class.objects.create(name="Bag", track_stock=True)
    size = model("catalogue", "ProductAttribute").objects.create(product_class=kind, name="Colour", code="colour", type="text")
    partner = model("partner", "Partner").objects.create(name="Maker")
    shelves = [Category.add_root(name=f"Kind {number}") for number in range(8)]
    drawn = BytesIO()
    Image.new("RGB", (640, 800), "#7a9").save(drawn, "JPEG")
    for number in range(chosen.products):
        bag = Product.objects.create(product_class=kind, title=f"Tote Ombak {number}", upc=str(number), description="Dirajut rapat. " * 12)
        model("catalogue", "ProductCategory").objects.create(product=bag, category=shelves[number % 8])
        model("catalogue", "ProductAttributeValue").objects.create(product=bag, attribute=size, value_text="navy")
        model("partner", "StockRecord").objects.create(product=bag, partner=partner, partner_sku=str(number), price=200_000 + number, num_in_stock=5)
        image = model("catalogue", "ProductImage")(product=bag, display_order=0)
        if number:
            image.original = first
        else:
            image.original.save("bag.jpg", ContentFile(drawn.getvalue()), save=False)
            first = image.original.name
        image.save()


def took(application: WSGIHandler, address: str, least: int) -> tuple[float, int]:
    """Milliseconds of processor time per request, and statements; the page must name bags so many times at least."""

    def once() -> None:
        said: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": "", "SERVER_NAME": "shop", "SERVER_PORT": "80",
            "wsgi.url_scheme": "http", "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr, "wsgi.version": (1, 0),
            "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False, "HTTP_HOST": "shop",
            "HTTP_ACCEPT_ENCODING": "gzip, br",
        }  # fmt: skip
        answer = application(environ, lambda status, headers, problem=None: said.append(status))
        body = b"".join(answer)
        answer.close()
        assert said[0].startswith("200") and body.count(b"Tote Ombak") >= least, (address, said, body.count(b"Tote Ombak"))

    once(), once()
    asked: list[str] = []

    def note(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        once()
    best = 1e9
    for _ in range(3):
        begun = time.process_time()
        for _ in range(chosen.requests):
            once()
        best = min(best, (time.process_time() - begun) / chosen.requests)
    return best * 1000, len(asked)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.chdir(FOLDER)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    fill()
    from oscar.core.loading import get_model

    bag = get_model("catalogue", "Product").objects.order_by("id")[3]
    application = WSGIHandler()
    product, listing = took(application, bag.get_absolute_url(), 1), took(application, "/catalogue/", 20)
    told = {"version": metadata.version("django-oscar"), "products": get_model("catalogue", "Product").objects.count()}
    print(json.dumps({**told, "product_ms": product[0], "product_statements": product[1], "listing_ms": listing[0], "listing_statements": listing[1]}))


if __name__ == "__main__":
    main()
