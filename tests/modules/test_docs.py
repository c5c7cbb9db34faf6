"""docs/modules.md says what is installed."""

from cms import plugins
from tools.console import ROOT
from tools.modules_doc import render


def test_the_document_of_the_modules_is_what_the_registry_says():
    assert (ROOT / "docs" / "modules.md").read_text(encoding="utf-8") == render(), "make modules"


def test_a_module_that_no_preset_opens_does_not_change_it(monkeypatch):
    """Otherwise adding one (`startmodule`) would touch more than its own folder."""
    added = plugins.find_module("featured_work")
    assert "`featured_work`" in render()
    monkeypatch.setattr(added, "optional", True)
    assert "`featured_work`" not in render()
