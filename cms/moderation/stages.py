"""The three stages of review and who holds them: 一审一校 → 二审二校 → 三审三校签发."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.days import working_days_after
from cms.people import Role

WORKFLOW_NAME = "三审三校"


@dataclass(frozen=True)
class Stage:
    """slug: identity. role: who decides, held in the owning unit or (`at_committee`) in its nearest committee.

    axes: which parts of the review form it answers. days: working days until the decision is due, where no policy says
    otherwise (`Release.due`). rejects: whether it may end the case for good (不予发布).
    """

    slug: str
    order: int
    name: str
    role: str
    axes: tuple[str, ...]
    days: int = 2
    at_committee: bool = False
    rejects: bool = False

    def unit_id_for(self, unit) -> int | None:
        return unit.committee_id if self.at_committee else unit.pk

    def due(self, arrived: datetime.datetime) -> datetime.date:
        """The last day on which a decision about what arrived then is in time, where no policy says otherwise."""
        return working_days_after(timezone.localdate(arrived), self.days)


STAGES = (
    Stage("first", 1, _("一审一校"), Role.REVIEWER, ("truth", "credibility", "text")),
    Stage(
        "second",
        2,
        _("二审二校"),
        Role.SECRETARY,
        ("truth", "credibility", "legality", "confidentiality"),
        rejects=True,
    ),
    Stage(
        "final",
        3,
        _("三审三校签发"),
        Role.APPROVER,
        ("legality", "confidentiality", "text"),
        at_committee=True,
        rejects=True,
    ),
)
# 保密审查: an extra gate before whichever stage it is asked for at, held by the committee's secrecy officer (`Referral`)
SECRECY = Stage("secrecy", 0, _("保密审查"), Role.SECRECY_OFFICER, ("confidentiality",), at_committee=True)
BY_SLUG = {stage.slug: stage for stage in STAGES}

# Coded reasons for a return; they feed the quarter's list of problems (domain.md 2.2).
REASONS = [
    ("facts_unclear", _("事实不清")),
    ("numbers_differ", _("数字不符")),
    ("elements_missing", _("要素不全")),
    ("wording", _("表述不当")),
    ("secrecy_risk", _("涉密风险")),
    ("personal_data", _("个人信息")),
    ("typos", _("文字差错")),
]
