"""Readers of the portal: browsers that are signed in as somebody."""

import pytest
from django.test import Client

from cms.delivery.models import Document


@pytest.fixture
def reader(world):
    """A function (role, unit) → a browser in which the person who holds the role in the unit (the branch) is signed in."""

    def signed_in(role="employee", unit=None) -> Client:
        client = Client()
        client.force_login(world.user(role, unit))
        client.get("/sign-in/")  # a session's first page writes down when it was seen; the tests are of those after it
        return client

    return signed_in


@pytest.fixture
def address():
    """A function (page) → the page's address on the portal."""
    return lambda page: Document.objects.get(pk=page.pk).path
