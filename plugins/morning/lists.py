"""Who sees which lists of questions: the office of the committee, and, of what was handed to them, its information officers."""

from django.db.models import Count, Q, QuerySet

from cms.access import Viewer
from cms.people import Role

from .models import QuestionList

__all__ = ["find", "handed", "keeps", "lists", "offices"]

OFFICE = (Role.PARTY_OFFICE, Role.APPROVER)


def offices(viewer: Viewer) -> list[int]:
    """The committees whose lists the viewer keeps."""
    return sorted({unit for role, unit in viewer.roles if role in OFFICE})


def keeps(viewer: Viewer, unit) -> bool:
    """Whether the viewer makes and fills in lists for this unit."""
    return unit.committee_id in offices(viewer)


def lists(viewer: Viewer) -> QuerySet[QuestionList]:
    """The lists that the viewer may see, the newest visit first; nobody else learns that there are any."""
    drafting = [unit for role, unit in viewer.roles if role == Role.DRAFTER]
    rule = Q(committee_id__in=offices(viewer)) | Q(committee_id__in=drafting, handed_at__isnull=False)
    found = QuestionList.objects.filter(rule, unit__practice=False).order_by("-visit_on", "-pk")
    return found.select_related("unit", "committee", "visitor")


def listed(viewer: Viewer) -> QuerySet[QuestionList]:
    """The same with how many questions, answers and problems there are (`asked`, `answered`, `problems`, `settled`)."""
    return lists(viewer).annotate(
        asked=Count("questions"),
        answered=Count("questions", filter=~Q(questions__answer="")),
        problems=Count("questions", filter=Q(questions__is_problem=True)),
        settled=Count("questions", filter=Q(questions__is_problem=True, questions__settled=True)),
    )


def find(viewer: Viewer, pk: int, *, lock: bool = False) -> QuestionList | None:
    """The list of this id, or None when there is none that the viewer may see."""
    found = lists(viewer).filter(pk=pk)
    return found.select_for_update(of=("self",)).first() if lock else found.first()


def handed(viewer: Viewer) -> int:
    """How many lists wait for this information officer's diagnosis. No query for who drafts nowhere."""
    drafting = [unit for role, unit in viewer.roles if role == Role.DRAFTER]
    if not drafting:
        return 0
    waiting = QuestionList.objects.filter(committee_id__in=drafting, handed_at__isnull=False, diagnosis_id=None)
    return waiting.filter(unit__practice=False).count()
