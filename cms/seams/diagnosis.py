"""诊断: what was found on the spot (带着问题下基层), handed to the module that keeps diagnoses. Answered by the module that offers
`diagnosis`: a function (committee, sheet) that says the sheet in the words of its draft."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms import plugins

__all__ = ["DiagnosisSheet", "Finding", "draft_diagnosis"]


@dataclass(frozen=True)
class Finding:
    """A problem (问题点) with its cause, what is to be done, by whom and until when. settled_on: the day on which a re-diagnosis
    (复诊) found it solved."""

    problem: str
    action: str
    owner: str
    due: datetime.date | None
    cause: str = ""
    settled_on: datetime.date | None = None


@dataclass(frozen=True)
class DiagnosisSheet:
    """A visit to the unit on a day by these persons. answers: (what was asked, what was found), for the draft's text.
    again: a re-diagnosis (复诊) of an earlier one."""

    unit: object
    on: datetime.date
    team: Sequence[int]
    findings: Sequence[Finding]
    answers: Sequence[tuple[str, str]] = ()
    strengths: str = ""
    again: bool = False


def draft_diagnosis(committee, sheet: DiagnosisSheet, by) -> object | None:
    """A draft of the committee's diagnosis of the unit, written by the user `by`, its information officer, as a program would write
    it; the page, or None when no module keeps diagnoses. It may be unfinished: what is lacking stands in its form.

    Raises PermissionDenied for others, ValidationError where the committee has no such section or a value is not in order.
    """
    from cms.drafting import actions as drafting
    from cms.tree import Section

    for plugin, offered in plugins.offers("diagnosis"):
        section = Section.objects.child_of(committee).live().filter(module=plugin.label).first()
        if section is None:
            raise ValidationError(
                _("%(unit)s没有开设“%(module)s”栏目。") % {"unit": committee.title, "module": plugin.zh}
            )
        return drafting.create(section, by, offered(committee, sheet))
    return None
