"""What a closed quarter hands to the module that publishes it. Answered by the module that offers `bulletin`."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cms import plugins
from cms.moderation.stages import REASONS

__all__ = ["BulletinLine", "QuarterFigures", "draft_bulletin", "reason_words"]


@dataclass(frozen=True)
class BulletinLine:
    """One unit's figures: 应更新、报送、有效更新、及时率(%)、退回、更正、空白模块、质量分、总分、等次."""

    unit_id: int
    due: int
    submitted: int
    effective: int
    on_time_rate: Decimal | None
    returned: int
    corrected: int
    empty_modules: int
    quality: Decimal | None
    total: Decimal
    grade: str


@dataclass(frozen=True)
class QuarterFigures:
    """reasons: coded return reasons and how often (存在问题). featured: the ids of selected featured work.

    supplement: why figures that were published already are other ones now (补充通报); lines then has only those that changed.
    """

    quarter: str
    scheme: str
    frozen_at: datetime.datetime
    lines: Sequence[BulletinLine]
    reasons: dict[str, int]
    featured: Sequence[int] = ()
    supplement: str = ""


def draft_bulletin(committee, figures: QuarterFigures, by) -> object | None:
    """A draft of the committee's bulletin with these figures and texts to edit, written by the user `by`; the page, or None when
    no module publishes bulletins. Again for the same quarter: its figures are those of now, and texts that were edited stay.

    Raises PermissionDenied as drafting does, ValidationError as well and while the quarter's bulletin is under review or published;
    with `supplement`, while it is not published.
    """
    for _plugin, offered in plugins.offers("bulletin"):
        return offered(committee, figures, by)
    return None


def reason_words() -> dict[str, str]:
    """{code: words} of the reasons for which reviewers return records, in the order of the review form."""
    return {code: str(words) for code, words in REASONS}
