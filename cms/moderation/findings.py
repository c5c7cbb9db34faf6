"""Machine checks (机器核查): what a program finds in a draft before anybody reads it, and the contract for adding a check.

A check looks and never decides: what it finds is a hint to whoever writes, and after the submission a finding that the
reviewers must answer. A plugin lists its checks in `<app>/veracity.py` as `checks`:

    class Exclamation(Check):
        slug, label, axis = "exclamation", _("感叹号"), "text"

        def find(self, draft, facts):
            for field, text in facts.texts:
                if "！" in text:
                    yield Finding(_("公文中一般不用感叹号。"), field=field, quote=text[:40])

    checks = [Exclamation()]
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import plugins
from cms.texts import texts_of

__all__ = ["AXES", "Check", "Facts", "Finding", "installed", "run"]

# The axes of the review form (domain.md 2.2)
AXES = {
    "truth": _("真实性"),
    "credibility": _("可信性"),
    "legality": _("合法性"),
    "confidentiality": _("保密"),
    "text": _("文字"),
}


@dataclass(frozen=True)
class Finding:
    """One thing found. `message`: what is wrong, for whoever wrote it. `field`: the field or table it is in, by name, or ''.
    `quote`: the passage. `others`: ids of records that it was compared with. `check`: filled by `run()`."""

    message: str
    field: str = ""
    quote: str = ""
    others: tuple[int, ...] = ()
    check: str = ""


class Check:
    """One check. slug: identity for ever. label: what it looks for. axis: one of AXES. answered: whether reviewers must answer
    what it finds (else it is a hint only)."""

    slug: ClassVar[str] = ""
    label: ClassVar[Any] = ""
    axis: ClassVar[str] = "truth"
    answered: ClassVar[bool] = True

    def find(self, draft, facts: "Facts") -> Iterable[Finding]:
        """What it finds in this draft (a specific page, in memory)."""
        raise NotImplementedError


class Facts:
    """What several checks ask of one draft, made once."""

    def __init__(self, draft):
        self.draft = draft

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        """(field, text) of everything that somebody typed, rich text as plain words."""
        return texts_of(self.draft)

    @cached_property
    def unit(self):
        return self.draft.owning_unit

    @cached_property
    def entered_at(self) -> datetime.datetime:
        """When it was entered: its first revision, or now."""
        first = self.draft.revisions.order_by("created_at").first() if self.draft.pk else None
        return first.created_at if first else timezone.now()


def installed() -> list[Check]:
    """Every check of the installed plugins, in the order of the plugins."""
    return [check for _plugin, check in _with_plugins()]


def _with_plugins() -> list[tuple[plugins.Plugin, Check]]:
    return [(plugin, check) for plugin, offered in plugins.offers("checks") for check in offered]


def run(draft) -> list[Finding]:
    """What all installed checks find in this draft, in the order of the checks. A check that fails is left out and reported."""
    facts, found = Facts(draft), []
    for plugin, check in _with_plugins():
        with plugins.isolated(plugin, f"check {check.slug}"):
            found += [
                replace(finding, check=check.slug, message=str(finding.message)) for finding in check.find(draft, facts)
            ]
    return found
