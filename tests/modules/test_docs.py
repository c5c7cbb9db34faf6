"""docs/modules.md says what is installed."""

from tools.console import ROOT
from tools.modules_doc import render


def test_the_document_of_the_modules_is_what_the_registry_says():
    assert (ROOT / "docs" / "modules.md").read_text(encoding="utf-8") == render(), "make modules"
