"""Plugins that offer to the seams (`cms.seams`) what a test says, and nothing else does."""

import pytest
from django.apps import apps

from cms import plugins

__all__ = ["offering"]


def offering(monkeypatch: pytest.MonkeyPatch, **functions) -> None:
    """Until the test ends these places (`tile_states=…`, `concerns=…`) are offered by one plugin, with these functions."""
    ask, plugin = plugins.offers, apps.get_app_config("guides")
    monkeypatch.setattr(
        plugins, "offers", lambda what: [(plugin, functions[what])] if what in functions else ask(what)
    )  # fmt: skip
