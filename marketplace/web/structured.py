"""What pages tell machines, in schema.org's words: the parts that belong to no single feature.

A page carries one document with all its nodes (`components/structured.html` prints it). It is data: no browser runs it,
so the security policy has nothing to allow.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import current_app

from marketplace.toolbox import toolbox
from marketplace.web.links import absolute_url

Node = dict[str, Any]
SEARCH_TERM = "search_term_string"
"""Google, "Sitelinks search box structured data": the name in the address and in `query-input`."""


def document(*nodes: Node | None) -> Node:
    """Return the nodes of one page as a JSON-LD document; those that are None are left out."""
    return {"@context": "https://schema.org", "@graph": [node for node in nodes if node]}


def without_gaps(node: Node) -> Node:
    """Return the node without properties nothing was recorded for."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def trail(*steps: tuple[str, str]) -> Node:
    """Return the way to a page: (name, absolute address) from the front page's neighbour to the page itself."""
    whole = [(toolbox().settings.site_name, absolute_url("pages.home")), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(whole, start=1)
        ],
    }


def item_list(addresses: Iterable[str], first: int = 1) -> Node | None:
    """Return a list of pages by their addresses; `first` is the position of its first. None for an empty one."""
    items = [
        {"@type": "ListItem", "position": position, "url": address}
        for position, address in enumerate(addresses, start=first)
    ]
    return {"@type": "ItemList", "itemListElement": items} if items else None


def website() -> Node:
    """Return the document of the front page: who runs the site, and how it is searched."""
    settings = toolbox().settings
    home = absolute_url("pages.home", locale=settings.locale)
    search = f"{absolute_url('catalogue.browse')}?q={{{SEARCH_TERM}}}"
    logo = current_app.jinja_env.globals["asset"]("icons/mark.svg")  # type: ignore[operator] # `templating` put it there
    organization = {
        "@type": "Organization",
        "@id": f"{home}#organization",
        "name": settings.site_name,
        "url": home,
        "logo": settings.base_url + logo,
        "areaServed": {"@type": "City", "name": settings.city},
    }
    site = {
        "@type": "WebSite",
        "@id": f"{home}#website",
        "name": settings.site_name,
        "url": absolute_url("pages.home"),
        "publisher": {"@id": organization["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": f"required name={SEARCH_TERM}",
        },
    }
    return document(organization, site)
