from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse


class Links:
    """Absolute addresses for one answer: of pages of the site, and of the API's own operations."""

    def __init__(self, request: HttpRequest):
        self._site = request.build_absolute_uri("/")[:-1]
        self._api = self._site + reverse("api-1:api-root")

    def page(self, path: str) -> str:
        """The portal's page at this path of the site."""
        return self._site + path

    def api(self, *parts: str | int, **query) -> str:
        """The operation at this place: api("records", section=7) → …/api/v1/records?section=7."""
        address = self._api + "/".join(map(str, parts))
        return f"{address}?{urlencode(query)}" if query else address

    def following(self, request: HttpRequest, cursor: str) -> dict:
        """`{next, next_href}` of a list: this request again, behind `cursor`; both null when there is no more."""
        if not cursor:
            return {"next": None, "next_href": None}
        query = request.GET.copy()
        query["after"] = cursor
        return {"next": cursor, "next_href": f"{self._site}{request.path}?{query.urlencode()}"}
