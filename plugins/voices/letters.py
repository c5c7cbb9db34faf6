"""来信: written, moderated by whoever handles the unit's letters, answered in seven working days; and what may be published of it.

Nobody but its writer and its handlers reads a letter. An anonymous one is written without its writer's person, account, address,
session or time, and without an entry in any log; a code that its writer alone has leads to the answer.
"""

import datetime
import hashlib
import secrets

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from cms.access import SEES_EMPLOYEES, Viewer
from cms.days import working_days_after
from cms.people import Membership, Role
from cms.tree import Unit

from . import limits
from .acting import note, person_of
from .models import ADOPTIONS, Letter, Mailbox

__all__ = [
    "accept", "answer", "boxes", "by_code", "handled", "handled_units", "judge", "may_handle", "mix", "new_code", "own", "refuse", "release",
    "released", "set_mailbox", "write",
]  # fmt: skip

ANSWER_WITHIN = 7  # working days: 意见征集 of the catalogue
MOST_A_DAY = 5  # letters of one person
MOST_ANONYMOUS = 3  # the same, without a name
MOST_OF_A_UNIT = 50  # letters without a name to one unit in a day, of whomever
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another


# Writing ----------------------------------------------------------------------------------------------------------------


def boxes(viewer: Viewer) -> list[tuple[Unit, Mailbox]]:
    """To whom the viewer may write: their units, those above, where somebody reads letters and the unit takes them."""
    mine = {unit for role, unit in viewer.roles if role in SEES_EMPLOYEES}
    paths = Unit.objects.filter(pk__in=mine).values_list("path", flat=True)
    above = {path[:length] for path in paths for length in range(Unit.steplen, len(path) + 1, Unit.steplen)}
    handled = Membership.objects.on().filter(role=Role.SECRETARY, person__user__is_active=True).values("unit")
    found = list(Unit.objects.filter(path__in=above, live=True, pk__in=handled).order_by("-depth", "path"))
    set_up = Mailbox.objects.in_bulk([unit.pk for unit in found])
    pairs = [(unit, set_up.get(unit.pk) or Mailbox(unit=unit)) for unit in found]
    return [(unit, box) for unit, box in pairs if box.is_open]


def new_code() -> str:
    """查询码: 75 bits, in groups to be written down."""
    code = "".join(secrets.choice(LETTERS) for _place in range(15))
    return "-".join(code[start : start + 5] for start in range(0, 15, 5))


def _digest(code: str) -> str:
    plain = "".join(sign for sign in code.upper() if sign in LETTERS)
    return hashlib.sha256(f"plugins.voices:{plain}".encode()).hexdigest()


@sensitive_variables()
@transaction.atomic
def write(by, unit, *, kind: str, subject: str, content: str, anonymous: bool, code: str) -> Letter:
    """A letter to this unit; sent twice (the same `code`), it is there once.

    by: who writes, of whom nothing is kept when it is anonymous. code: of `new_code()`. Raises PermissionDenied, ValidationError by field.
    """
    viewer = person_of(by)
    box = next((box for found, box in boxes(viewer) if found.pk == unit.pk), None)
    if box is None:
        raise PermissionDenied(_("您不能给这个单位写信，或者它现在不接收来信。"))
    if anonymous and not box.anonymous:
        raise ValidationError({"anonymous": _("这个单位不接收匿名来信，请署名。")})
    if (twice := Letter.objects.filter(code_digest=_digest(code)).first()) is not None:
        return twice
    today = timezone.localdate()
    letter = Letter(
        unit=unit,
        kind=kind,
        subject=subject.strip(),
        content=content.strip(),
        person_id=None if anonymous else viewer.person_id,
        code_digest=_digest(code),
        received_on=today,
        due_on=working_days_after(today, ANSWER_WITHIN),
    )
    letter.full_clean(exclude=["unit", "person", "answered_by"])
    _check_limits(letter, viewer)
    letter.save(force_insert=True)
    return letter


def _check_limits(letter: Letter, viewer: Viewer) -> None:
    refused = ValidationError(_("今天写的信已经够多了，请明天再写。"))
    today = Letter.objects.filter(received_on=letter.received_on)
    if not letter.anonymous:
        if today.filter(person_id=viewer.person_id).count() >= MOST_A_DAY:
            raise refused
        return
    if today.filter(person=None, unit_id=letter.unit_id).count() >= MOST_OF_A_UNIT:
        raise ValidationError(_("这个信箱今天收到的匿名来信已经太多，请明天再写，或者署名。"))
    if not limits.take(viewer.person_id, MOST_ANONYMOUS):
        raise refused


def own(viewer: Viewer) -> QuerySet[Letter]:
    """What the viewer wrote by name, the latest first."""
    found = Letter.objects.filter(person_id=viewer.person_id) if viewer.person_id else Letter.objects.none()
    return found.select_related("unit", "answered_by").order_by("-received_on", "pk")


def by_code(code: str) -> Letter | None:
    """The anonymous letter whose writer has this code."""
    return Letter.objects.filter(code_digest=_digest(code), person=None).select_related("unit", "answered_by").first()


def judge(letter: Letter, satisfied: bool) -> Letter:
    """满意度 of the writer, once, of an answer. Whoever calls has asked that it is the writer: `own()` or `by_code()`."""
    changed = Letter.objects.filter(pk=letter.pk, state=Letter.ANSWERED, satisfied=None).update(satisfied=satisfied)
    if not changed:
        raise ValidationError(_("只能评价一次，答复之后评价。"))
    return Letter.objects.get(pk=letter.pk)


def mix() -> int:
    """Write anonymous letters of earlier days anew in random order, once a night; how many.

    The number of the transaction that wrote a row, and its place in the table, would tell when in the day that was.
    """
    found = Letter.objects.filter(person=None, received_on=timezone.localdate() - datetime.timedelta(days=1))
    with transaction.atomic():
        letters = list(found.select_for_update().order_by("?"))
        Letter.objects.filter(pk__in=[letter.pk for letter in letters]).delete()
        Letter.objects.bulk_create(letters)
    return len(letters)


# Handling ---------------------------------------------------------------------------------------------------------------


def handled_units(viewer: Viewer) -> dict[int, bool]:
    """{unit: whether the viewer reads its 书记信箱 too}: that is the secretary's alone, and no delegate's. Suggestions and
    questions also are the reviewer's and, of a committee, the Party office's."""
    lent = {(role, unit) for role, unit, _person in viewer.acts_for}
    shared = (Role.REVIEWER, Role.PARTY_OFFICE, Role.SECRETARY)
    found = {unit: False for role, unit in viewer.roles if role in shared}
    return found | {unit: True for role, unit in viewer.roles - lent if role == Role.SECRETARY}


def handled(viewer: Viewer) -> QuerySet[Letter]:
    """The letters that the viewer handles, what is due first at the top."""
    units = handled_units(viewer)
    secretary = [unit for unit, all_of_them in units.items() if all_of_them]
    rule = Q(unit_id__in=secretary) | (Q(unit_id__in=list(units)) & ~Q(kind=Letter.MAILBOX))
    return Letter.objects.filter(rule).select_related("unit", "person", "answered_by").order_by("due_on", "pk")


def may_handle(viewer: Viewer, letter: Letter) -> bool:
    units = handled_units(viewer)
    return letter.unit_id in units and (units[letter.unit_id] or letter.kind != Letter.MAILBOX)


@transaction.atomic
def accept(letter: Letter, by) -> Letter:
    """受理: it will be answered."""
    letter, _viewer = _open(letter, by, Letter.RECEIVED)
    letter.state = Letter.ACCEPTED
    letter.save(update_fields=["state"])
    note(letter, "voices.letter.accept", by)
    return letter


@transaction.atomic
def refuse(letter: Letter, by, reason: str) -> Letter:
    """不予受理, with the reason that its writer reads."""
    letter, viewer = _open(letter, by, Letter.RECEIVED, Letter.ACCEPTED)
    if not reason.strip():
        raise ValidationError({"reason": _("请写明不予受理的原因，写信人会看到。")})
    letter.state, letter.answer = Letter.REFUSED, reason.strip()
    letter.answered_by_id, letter.answered_on = viewer.person_id, timezone.localdate()
    letter.full_clean(exclude=["unit", "person", "answered_by"])
    letter.save()
    note(letter, "voices.letter.refuse", by)
    return letter


@transaction.atomic
def answer(letter: Letter, by, words: str, adoption: str) -> Letter:
    """答复, once. Raises PermissionDenied for others, ValidationError by field."""
    letter, viewer = _open(letter, by, Letter.RECEIVED, Letter.ACCEPTED)
    if letter.person_id == viewer.person_id:
        raise PermissionDenied(_("自己写的信不能由自己答复。"))
    if not words.strip():
        raise ValidationError({"answer": _("请写明答复。")})
    if adoption not in dict(ADOPTIONS):
        raise ValidationError({"adoption": _("请选择采纳情况。")})
    letter.state, letter.answer, letter.adoption = Letter.ANSWERED, words.strip(), adoption
    letter.answered_by_id, letter.answered_on = viewer.person_id, timezone.localdate()
    letter.full_clean(exclude=["unit", "person", "answered_by"])
    letter.save()
    note(letter, "voices.letter.answer", by)
    return letter


@transaction.atomic
def release(letter: Letter, by, *, title: str, text: str, answer: str) -> Letter:
    """确定公开内容: in these words, without the writer's name, the unit's information officers may make a record of it; all empty:
    they may not."""
    letter, _viewer = _open(letter, by, Letter.ANSWERED)
    given = {"title": title.strip(), "text": text.strip(), "answer": answer.strip()}
    if any(given.values()) and not all(given.values()):
        raise ValidationError({name: _("要公开的，三项都要填写。") for name, value in given.items() if not value})
    if letter.draft_id:
        raise ValidationError(_("已经生成稿件，请在稿件中修改。"))
    letter.public_title, letter.public_text, letter.public_answer = given["title"], given["text"], given["answer"]
    letter.full_clean(exclude=["unit", "person", "answered_by"])
    letter.save()
    note(letter, "voices.letter.release", by)
    return letter


def released(viewer: Viewer) -> QuerySet[Letter]:
    """What may become records, for the information officers of the units. Of these only the public words may be shown."""
    units = [unit for role, unit in viewer.roles if role == Role.DRAFTER]
    found = Letter.objects.filter(unit_id__in=units).exclude(public_title="").select_related("unit")
    return found.only(
        "unit", "kind", "public_title", "public_text", "public_answer", "draft_id", "answered_on"
    ).order_by("-answered_on", "pk")


def _open(letter: Letter, by, *states: str) -> tuple[Letter, Viewer]:
    """The letter as it is now, kept from others, and who handles it. Raises PermissionDenied, ValidationError when it is past that."""
    viewer = person_of(by)
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if not may_handle(viewer, letter):
        raise PermissionDenied(_("只有收信单位的书记等经办人可以办理来信。"))
    if letter.state not in states:
        raise ValidationError(_("这封信的状态已经变了，请重新打开。"))
    return letter, viewer


# Setting up -------------------------------------------------------------------------------------------------------------


def may_set_up(viewer: Viewer, unit) -> bool:
    """The unit's secretary, and the Party office of its committee."""
    return viewer.has_role(Role.SECRETARY, unit.pk) or viewer.has_role(Role.PARTY_OFFICE, unit.committee_id)


@transaction.atomic
def set_mailbox(unit, by, *, is_open: bool, anonymous: bool) -> Mailbox:
    """信箱设置. Raises PermissionDenied for others."""
    if not may_set_up(person_of(by), unit):
        raise PermissionDenied(_("只有本单位书记和上级党务室可以设置信箱。"))
    box, _made = Mailbox.objects.update_or_create(unit=unit, defaults={"is_open": is_open, "anonymous": anonymous})
    note(box, "voices.mailbox.change", by)
    return box
