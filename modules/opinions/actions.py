"""What comes in after a call for opinions is published, and what the unit answers.

Whoever may read the record reads every line: what its author wants kept from others is answered in person and not entered.
"""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import viewer_of
from cms.moderation import after_release
from cms.people import Role

from .models import ADOPTIONS, OpinionRecord, OpinionReply, OpinionSubmission

__all__ = ["ANSWER", "NOTE_SUBMISSION", "SET_ADOPTION", "answer", "note_submission", "set_adoption"]

NOTE_SUBMISSION = "opinions.note_submission"
ANSWER = "opinions.answer"
SET_ADOPTION = "opinions.set_adoption"


@transaction.atomic
def note_submission(
    record: OpinionRecord,
    by,
    content: str,
    *,
    raised_by: str = "",
    category: str = "",
    visibility: str = "open",
    received_at: datetime.datetime | None = None,
) -> OpinionRecord:
    """登记意见: an opinion that came in. Returns the record as it is then.

    by: the secretary or information officer of the unit. raised_by: empty for an anonymous one, where those are allowed.
    visibility: `summary` when `content` is no more than a summary. received_at: now, or earlier.
    Raises PermissionDenied for others, ValidationError by column.
    """
    page, _actor = _open(record, by)
    if visibility == "closed":
        raise ValidationError({"visibility": _("不公开的意见不在网上登记，请当面或书面答复。")})
    if not raised_by.strip() and not page.anonymous_allowed:
        raise ValidationError({"raised_by": _("本次征集不允许匿名，须写明提出人。")})
    received_at = received_at or timezone.now()
    if received_at > timezone.now() or timezone.localdate(received_at) < page.opened_on:
        raise ValidationError({"received_at": _("收到时间须在开始日期之后、现在之前。")})
    row = OpinionSubmission(
        received_at=received_at,
        raised_by=raised_by.strip(),
        content=content.strip(),
        category=category,
        visibility=visibility,
    )
    row.clean_fields(exclude=["page"])
    return after_release.change(page, by, NOTE_SUBMISSION, submissions=[*page.submissions.all(), row])


@transaction.atomic
def answer(record: OpinionRecord, by, number: int, reply: str, satisfied: bool | None = None) -> OpinionRecord:
    """答复: the unit's answer to the opinion in line `number` (from 1), once. Returns the record as it is then.

    by: as for `note_submission()`; whoever answers is named. satisfied: what the author said of the answer, if known.
    Raises PermissionDenied for others, ValidationError by column.
    """
    page, person_id = _open(record, by)
    submissions, replies = list(page.submissions.all()), list(page.replies.all())
    if not 1 <= number <= len(submissions):
        raise ValidationError({"submission": _("没有第%(number)s条意见。") % {"number": number}})
    mark = f"第{number}条："
    if any(row.submission.startswith(mark) for row in replies):
        raise ValidationError({"submission": _("第%(number)s条意见已经答复。") % {"number": number}})
    row = OpinionReply(
        submission=f"{mark}{submissions[number - 1].content}"[:200],
        reply=reply.strip(),
        replied_by_id=person_id,
        replied_on=timezone.localdate(),
        satisfied=satisfied,
    )
    row.clean_fields(exclude=["page"])
    return after_release.change(page, by, ANSWER, replies=[*replies, row])


@transaction.atomic
def set_adoption(record: OpinionRecord, by, adoption: str) -> OpinionRecord:
    """采纳情况: what became of the opinions as a whole. Returns the record as it is then.

    by: as for `note_submission()`. Raises PermissionDenied for others, ValidationError when nothing came in or the word is none.
    """
    page, _actor = _open(record, by)
    if not page.submissions.all():
        raise ValidationError({"adoption": _("还没有意见，谈不上采纳。")})
    # Django asks no field that is not editable for its choices
    if adoption not in dict(ADOPTIONS):
        raise ValidationError({"adoption": _("请选择采纳情况。")})
    return after_release.change(page, by, SET_ADOPTION, adoption=adoption)


def _open(record: OpinionRecord, by) -> tuple[OpinionRecord, int]:
    """The record as it is now, kept from others until the act is done, and the person who acts for its unit."""
    viewer = viewer_of(by)
    if not any(viewer.has_role(role, record.owning_unit_id) for role in (Role.SECRETARY, Role.DRAFTER)):
        raise PermissionDenied(_("只有本单位的书记和信息员可以登记和答复意见。"))
    return OpinionRecord.objects.select_for_update().get(pk=record.pk), viewer.person_id
