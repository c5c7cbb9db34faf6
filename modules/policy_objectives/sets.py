"""A unit's objectives of one year, taken together."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from cms.access import may_draft
from cms.moderation.actions import submit
from cms.moderation.packages import submit_package
from cms.tree import Section

from .models import ObjectiveRecord

__all__ = ["Part", "drafts_of", "objectives_of", "parts_of", "set_faults", "submit_set", "together"]

# The drafts that are being submitted as one set, by page: each is judged beside the others as they will be
_together: ContextVar[dict[int, ObjectiveRecord]] = ContextVar("policy_objectives.together", default={})  # noqa: B039


@contextmanager
def together(drafts: dict[int, ObjectiveRecord]) -> Iterator[None]:
    token = _together.set(drafts)
    try:
        yield
    finally:
        _together.reset(token)


def objectives_of(unit, year: int) -> list[ObjectiveRecord]:
    """The unit's objectives of the year that count: those published, as published, and those under review, as submitted.

    Drafts that nobody submitted bind nobody, and what was withdrawn is gone.
    """
    drafts = _together.get()
    found = []
    for page in _pages(unit):
        if page.pk in drafts:
            page = drafts[page.pk]
        elif not page.live:
            if not page.workflow_in_progress:
                continue
            page = page.get_latest_revision_as_object()
        if page.year == year:
            found.append(page)
    return found


def _pages(unit) -> list[ObjectiveRecord]:
    section = Section.objects.child_of(unit).filter(module=ObjectiveRecord.module_label()).first()
    return list(ObjectiveRecord.objects.child_of(section).order_by("path")) if section else []


def set_faults(unit, year: int) -> list[str]:
    """What keeps the unit's objectives of the year from being a set: no objective, weights that do not make 100 %, a code twice."""
    objectives = objectives_of(unit, year)
    if not objectives:
        return [_("%(unit)s没有%(year)s年的方针目标。") % {"unit": unit, "year": year}]
    faults = []
    total = sum(objective.weight or 0 for objective in objectives)
    if total != 100:
        faults.append(_("各项目标的权重合计为%(total)s %%，应为 100 %%。") % {"total": f"{total:f}"})
    codes = [objective.code.strip() for objective in objectives]
    if doubled := sorted({code for code in codes if codes.count(code) > 1}):
        faults.append(_("目标编号重复：%(codes)s。") % {"codes": "、".join(doubled)})
    return faults


class Part:
    """One objective of a set as it would be: the latest draft. state: published, review, changed (a published one), draft."""

    def __init__(self, page: ObjectiveRecord):
        self.page = page
        self.draft = page.get_latest_revision_as_object() if page.latest_revision_id else page
        if page.workflow_in_progress:
            self.state = "review"
        elif page.live:
            self.state = "changed" if page.has_unpublished_changes else "published"
        else:
            self.state = "draft"

    @property
    def to_submit(self) -> bool:
        return self.state in ("changed", "draft")


def parts_of(unit, year: int) -> list[Part]:
    """Every objective of the unit and year, drafts included, as their latest drafts are; for who works on them."""
    parts = [Part(page) for page in _pages(unit) if page.live or page.first_published_at is None]
    return [part for part in parts if part.draft.year == year]


def drafts_of(parts: list[Part]) -> dict[int, ObjectiveRecord]:
    return {part.page.pk: part.draft for part in parts}


def submit_set(unit, year: int, by):
    """整套报送: submit whatever of the unit's objectives of the year is not yet submitted, as one package; its Package, or the
    one Release when it is a single record.

    All weights together must make 100 %, each judged beside the others as they will be. Raises PermissionDenied for others than
    the unit's information officers, ValidationError when it is no set or there is nothing to submit, PartsRefused by part.
    """
    if not may_draft(by, unit.pk):
        raise PermissionDenied(_("只有本单位的信息员可以报送。"))
    parts = parts_of(unit, year)
    waiting = [part.page for part in parts if part.to_submit]
    if not waiting:
        raise ValidationError(_("%(year)s年的目标没有待报送的改动。") % {"year": year})
    with together(drafts_of(parts)):
        if faults := set_faults(unit, year):
            raise ValidationError(faults)
        if len(waiting) == 1:
            return submit(waiting[0], by)
        return submit_package(waiting, by, _("%(year)s年方针目标（整套）") % {"year": year})
