"""What a group is told, asked when it is sent: titles only of what all employees may see at that moment."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.access import Viewer, in_date
from cms.delivery.models import Document
from cms.delivery.reading import documents
from cms.moderation.models import Release

from .models import Robot, RobotNote

__all__ = ["Line", "heading", "left_out", "lines_of", "test_line"]

# Whoever is in a group is taken for an employee and for nothing more
EMPLOYEE = Viewer(audiences=frozenset({"public", "employees"}))
LONGEST_TITLE = 60
REVIEW, OVERDUE, RETURNED, PUBLISHED, AGAIN = "review", "overdue", "returned", "published", "again"


@dataclass(frozen=True)
class Line:
    """One sentence and where it leads. count: of how many things it tells."""

    words: str
    address: str
    count: int = 1


def heading(robot: Robot) -> str:
    return f"{settings.WAGTAIL_SITE_NAME} · {robot.unit.title}"


def test_line(robot: Robot) -> Line:
    words = _("这是一条测试消息。群机器人“%(name)s”已经接通，今后的通知会发到这里。")
    return Line(words % {"name": robot.name}, _site(reverse("notifications:list")))


def left_out(count: int) -> tuple[str, str]:
    words = ngettext("另有%(count)s条，请登录查看", "另有%(count)s条，请登录查看", count)
    return words % {"count": count}, _site("/")


def lines_of(notes: Iterable[RobotNote]) -> list[Line]:
    """These notes in words. What was settled or is published no more is left out; a fixed number of queries."""
    notes = [note for note in notes if not note.settled]
    published = [note for note in notes if note.kind in (PUBLISHED, AGAIN)]
    parts = _parts([note for note in published if note.kind == PUBLISHED])
    pages = {note.page_id for note in published} | {page for found in parts.values() for page in found}
    columns = ("pk", "kind", "title", "path", "unit__title")
    seen = {row.pk: row for row in documents(EMPLOYEE).filter(pk__in=pages).select_related("unit").only(*columns)}
    standing = set(Document.objects.filter(in_date(), pk__in=pages).values_list("pk", flat=True))
    found, counted = [], {}
    for note in notes:
        of_it = parts.get(note.release_id) or [note.page_id]
        if note.kind in (PUBLISHED, AGAIN) and standing.isdisjoint(of_it):
            continue
        known = [seen[page] for page in of_it if page in seen]
        if note.kind == PUBLISHED and known:
            found.append(_published(known))
        elif note.kind == AGAIN and known:
            found.append(_again(note, known[0]))
        else:
            counted.setdefault(note.kind, []).append(note)
    return [*(_counted(kind, of_it) for kind, of_it in counted.items()), *found]


def _parts(notes: list[RobotNote]) -> dict[int, list[int]]:
    """{release: the pages of the package that it came in} of what is told once of a whole package."""
    packages = {note.release_id: note for note in notes if note.key.startswith("published:package:")}
    if not packages:
        return {}
    of_package = dict(Release.objects.filter(pk__in=packages).values_list("package_id", "pk"))
    found: dict[int, list[int]] = {}
    spent = Release.objects.filter(package_id__in=of_package, spent_at__isnull=False, void_at=None).order_by("pk")
    for package, page in spent.values_list("package_id", "page_id"):
        found.setdefault(of_package[package], []).append(page)
    return found


def _published(of_it: list[Document]) -> Line:
    first = of_it[0]
    named = {"title": _title(first), "unit": first.unit.title, "count": len(of_it)}
    if first.kind == Document.UNIT:
        words = _("%(unit)s的主页有更新")
    else:
        words = _("%(unit)s发布了“%(title)s”") if len(of_it) == 1 else _("%(unit)s发布了“%(title)s”等%(count)s份")
    return Line(words % named, _site(first.path), len(of_it))


def _again(note: RobotNote, document: Document) -> Line:
    words = _("%(unit)s的“%(title)s”应在%(day)s复审，请核对更新")
    day = date_format(note.day, "DATE_FORMAT") if note.day else ""
    named = {"title": _title(document), "unit": document.unit.title, "day": day}
    return Line(words % named, _site(f"{reverse('notifications:about', args=[document.pk])}?edit=1"))


def _counted(kind: str, notes: list[RobotNote]) -> Line:
    """Of what not all employees may see: how much there is. One thing has a link of its own, which asks who opens it."""
    count = len(notes)
    words = {
        REVIEW: ngettext("有%(count)s份稿件待审核，请登录查看", "有%(count)s份稿件待审核，请登录查看", count),
        OVERDUE: ngettext("有%(count)s份稿件审核逾期，请登录查看", "有%(count)s份稿件审核逾期，请登录查看", count),
        RETURNED: ngettext("有%(count)s份稿件被退回修改，请登录查看", "有%(count)s份稿件被退回修改，请登录查看", count),
        PUBLISHED: ngettext("有%(count)s份新内容，请登录查看", "有%(count)s份新内容，请登录查看", count),
        AGAIN: ngettext("有%(count)s份内容到期复审，请登录查看", "有%(count)s份内容到期复审，请登录查看", count),
    }[kind] % {"count": count}
    if count == 1:
        address = reverse("notifications:about", args=[notes[0].page_id])
        return Line(words, _site(f"{address}?edit=1" if kind in (RETURNED, AGAIN) else address))
    place = {REVIEW: "portal:reviews", OVERDUE: "portal:reviews", RETURNED: "portal:drafts", AGAIN: "portal:drafts"}
    return Line(words, _site(reverse(place[kind]) if kind in place else "/"), count)


def _title(document: Document) -> str:
    return Truncator(document.title).chars(LONGEST_TITLE)


def _site(path: str) -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{iri_to_uri(path)}"
