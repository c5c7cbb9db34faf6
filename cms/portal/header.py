"""What plugins put into the head of every page for whoever has signed in: a link with a number that asks for attention."""

from cms import plugins
from cms.access import viewer_of

__all__ = ["header_links"]


def header_links(request) -> list[dict]:
    """`[{"label", "url", "count", "icon"}, …]` of all plugins, asked once in a request. Nothing for visitors."""
    links = getattr(request, "_header_links", None)
    if links is None:
        links = request._header_links = _links(viewer_of(getattr(request, "user", None)))
    return links


def _links(viewer) -> list[dict]:
    found = []
    if viewer.signed_in:
        for plugin, offered in plugins.offers("header"):
            with plugins.isolated(plugin, "header"):
                found += [
                    {
                        "label": str(link["label"]),
                        "url": str(link["url"]),
                        "count": link.get("count", 0),
                        "icon": link.get("icon", ""),
                    }
                    for link in offered(viewer)
                ]
    return found
