"""Feeds of what is new. They answer conditional requests by what stands in them; no moment of the last change could be
told, for a certificate ends at midnight without anybody doing anything. They are kept as pages are."""

from __future__ import annotations

from flask import Response, json, make_response

from marketplace.catalogue.makers import shop_of
from marketplace.feeds import news
from marketplace.feeds.formats import JSON_TYPE, RSS_TYPE, News, as_json, as_rss
from marketplace.feeds.views.blueprint import blueprint
from marketplace.listings.shop import newest
from marketplace.records.queries import withdrawn
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.kept_pages import hangs_on

MOST = 50


@blueprint.get("/feeds/new.xml")
@public(kept=True)
def new_bags_rss() -> Response:
    """The newest bags, as RSS."""
    return _rss(_new_bags())


@blueprint.get("/feeds/new.json")
@public(kept=True)
def new_bags_json() -> Response:
    """The newest bags, as JSON Feed."""
    return _json(_new_bags())


@blueprint.get("/artisans/<slug>/feed.xml")
@public(kept=True)
def bags_of_rss(slug: str) -> Response:
    """The newest bags of one artisan, as RSS."""
    return _rss(_bags_of(slug))


@blueprint.get("/artisans/<slug>/feed.json")
@public(kept=True)
def bags_of_json(slug: str) -> Response:
    """The newest bags of one artisan, as JSON Feed."""
    return _json(_bags_of(slug))


@blueprint.get("/withdrawn.xml")
@public(kept=True)
def withdrawals_rss() -> Response:
    """The newest withdrawals, as RSS."""
    return _rss(_withdrawals())


@blueprint.get("/withdrawn.json")
@public(kept=True)
def withdrawals_json() -> Response:
    """The newest withdrawals, as JSON Feed."""
    return _json(_withdrawals())


def _new_bags() -> News:
    today = toolbox().today()
    return news.new_bags(newest(MOST, today), today)


def _bags_of(slug: str) -> News:
    today = toolbox().today()
    shop = shop_of(slug, "", today)
    hangs_on(shop.artisan.id)
    return news.bags_of(shop.artisan, shop.bags, today)


def _withdrawals() -> News:
    rows, _ = withdrawn()
    return news.withdrawals(rows, toolbox().today())


def _rss(found: News) -> Response:
    answer = make_response(as_rss(found))
    answer.content_type = f"{RSS_TYPE}; charset=utf-8"
    return answer


def _json(found: News) -> Response:
    answer = make_response(json.dumps(as_json(found), ensure_ascii=False))
    answer.content_type = JSON_TYPE
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
