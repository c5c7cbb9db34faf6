"""Wagtail's API as its documentation sets it up, with the fields that our own API shows."""

from django.urls import path
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from cms.tree import Record

Record.api_fields = [
    APIField(name)
    for name in ("occurred_on", "period", "summary", "body", "source_kind", "source_ref", "disclosure_scope")
]

router = WagtailAPIRouter("plain")
router.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [path("api/v2/", router.urls)]
