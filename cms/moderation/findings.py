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

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import plugins
from cms.texts import texts_of

__all__ = ["AXES", "Check", "Facts", "Finding", "answer", "installed", "run", "store"]

# The axes of the review form (domain.md 2.2)
AXES = {
    "truth": gettext_lazy("真实性"),
    "credibility": gettext_lazy("可信性"),
    "legality": gettext_lazy("合法性"),
    "confidentiality": gettext_lazy("保密"),
    "text": gettext_lazy("文字"),
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


# At the submission and after it ------------------------------------------------------------------------------------------


def store(release, draft) -> None:
    """Keep what the checks find in this submitted draft, for the reviewers to answer."""
    from .models import MachineFinding

    known = {check.slug: check for check in installed()}
    MachineFinding.objects.bulk_create(
        MachineFinding(
            release=release,
            check_slug=finding.check,
            axis=known[finding.check].axis,
            field=finding.field,
            message=finding.message,
            quote=finding.quote[:200],
            others=list(finding.others),
            must_answer=known[finding.check].answered,
        )
        for finding in run(draft)
    )


def answer(release, answers: dict[int, dict], *, passing: bool) -> list:
    """The release's findings with these answers, unsaved: {finding's id: {"answer": accept or dismiss, "reason": …}}.

    Whoever passes has every finding answered, by themselves or at an earlier stage, each as checked and right (核实无误) with
    the reason; what is true (属实) goes back to its author. Raises ValidationError under `findings`.
    """
    changed, errors = [], []
    # as JSON has them, keys are strings
    answers = {str(key): value for key, value in answers.items()} if isinstance(answers, dict) else {}
    for finding in release.findings.all():
        given = answers.get(str(finding.pk))
        if isinstance(given, dict) and given.get("answer"):
            finding.answer, finding.reason = str(given["answer"]), str(given.get("reason", "") or "").strip()
            changed.append(finding)
        if finding.answer and finding.answer not in dict(finding.ANSWERS):
            errors.append(_("“%(message)s”：答复只能是“属实”或“核实无误”。") % {"message": finding.message})
        elif len(finding.reason) > 300:
            errors.append(_("“%(message)s”：理由不超过300字。") % {"message": finding.message})
        elif finding.answer == finding.DISMISS and not finding.reason:
            errors.append(_("“%(message)s”：请写明核实的依据。") % {"message": finding.message})
        elif passing and finding.must_answer and not finding.answer:
            errors.append(_("请答复机器核查发现：%(message)s") % {"message": finding.message})
        elif passing and finding.answer == finding.ACCEPT:
            errors.append(_("“%(message)s”属实的，请退回修改。") % {"message": finding.message})
    if errors:
        raise ValidationError({"findings": errors})
    return changed
