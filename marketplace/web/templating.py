"""What every template may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, g
from jinja2 import StrictUndefined

from marketplace.access.roles import STAFF, Role
from marketplace.settings import PROJECT, Settings
from marketplace.toolbox import toolbox
from marketplace.web import compiled_templates, formatting, sentences
from marketplace.web.assets import load_assets
from marketplace.web.content import content
from marketplace.web.csrf import csrf_field
from marketplace.web.identity import maybe_actor
from marketplace.web.labels import label, message
from marketplace.web.links import absolute_url, alternates, canonical_url, hreflang
from marketplace.web.locale import current_locale
from marketplace.web.private_links import private_url
from marketplace.web.pure_macros import QuickTemplate
from marketplace.web.renditions import sources, zoom
from marketplace.web.stories import folded
from marketplace.web.thrift import spares_data


@dataclass(frozen=True, slots=True)
class Site:
    """What templates may know of the installation."""

    name: str
    city: str
    demo: bool


def media_url(key: str) -> str:
    """The address of a public file."""
    return f"{toolbox().settings.media_url}/{key}"


def whole_media(key: str) -> str:
    """The address of a public file with its host, for readers who are elsewhere."""
    address = media_url(key)
    return toolbox().settings.base_url + address if address.startswith("/") else address


def install(app: Flask, settings: Settings) -> None:
    """Set the filters and globals; a name a template misspells is an error, not an empty place."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.template_class = QuickTemplate
    if not settings.testing:
        app.jinja_env.bytecode_cache = compiled_templates.opened(settings.data_dir)
    sentences.install(app)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        rupiah=formatting.rupiah,
        from_price=formatting.from_price,
        date_long=formatting.date_long,
        day_from_iso=formatting.day_from_iso,
        moment_from_iso=formatting.moment_from_iso,
        date_short=formatting.date_short,
        time_short=formatting.time_short,
        moment=formatting.moment,
        ago=formatting.ago,
        day_of=formatting.day_of,
        decimal=formatting.decimal,
        mobile=formatting.mobile,
        folded=folded,
        label=label,
        message=message,
    )
    app.jinja_env.globals.update(
        asset=load_assets(PROJECT / "static"),
        media_url=media_url,
        csrf_field=csrf_field,
        content=content,
        absolute_url=absolute_url,
        private_url=private_url,
        sources=sources,
        spares_data=spares_data,
        zoom=zoom,
        site=Site(settings.site_name, settings.city, settings.demo),
        Role=Role,
        STAFF=STAFF,
    )

    @app.context_processor
    def _page() -> dict[str, Any]:
        return {
            "actor": maybe_actor(),
            "locale": current_locale(),
            "today": toolbox().today(),
            "now": toolbox().clock(),
            "alternates": alternates(),
            "canonical_url": canonical_url(),
            "hreflang": hreflang(),
            "request_id": g.get("request_id", ""),
        }
