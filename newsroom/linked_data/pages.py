"""Pages in schema.org: the site with its search, a list of things, the way to a page."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from newsroom.linked_data.site import Node, Site
from newsroom.register.models import Item
from newsroom.register.pages import title


def website(site: Site) -> Node:
    """The site, and how to search it."""
    home = site.absolute(reverse("home"))
    search = f"{site.absolute(reverse('search'))}?q={{search_term_string}}"
    return {
        "@type": "WebSite",
        "@id": f"{home}#website",
        "url": home,
        "name": site.name,
        "publisher": site.publisher(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    }


def listing(heading: str, address: str, items: Iterable[Item], site: Site) -> Node:
    """A list of things in its order."""
    elements = [
        {"@type": "ListItem", "position": at, "url": site.address(item), "name": title(item)}
        for at, item in enumerate(items, 1)
    ]
    return {
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": heading,
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(elements),
            "itemListElement": elements,
        },
    }


def breadcrumb(steps: Iterable[tuple[Any, str]]) -> Node:
    """The way to a page from the top: names and addresses, the page itself last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": str(name), "item": {"@id": address}}
            for at, (name, address) in enumerate(steps, 1)
        ],
    }
