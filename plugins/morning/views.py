"""每日一览: one page, read with GET; what is new counts from the last visit, which a plain form sets back."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.access import viewer_of
from cms.portal.overview import by_place
from cms.portal.responses import reader_page, refuse
from cms.seams.concerns import watched

from . import lists, reading, visits

# Units with something to look at on one page
PER_PAGE = 40


@reader_page
def index(request):
    """What there is to look at; `?kind=`, `plant=`, `unit=` and `new=1` narrow it. Looking is remembered."""
    viewer = viewer_of(request.user)
    if viewer.person_id is None:
        return refuse(request)
    narrowed = reading.Narrowed.read(request.GET)
    found = reading.morning(viewer, visits.since_of(viewer.person_id), narrowed)
    if found is None:
        return refuse(request)
    if request.method == "GET":
        visits.look(viewer.person_id)
    page = Paginator(found.groups, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "page": page,
        "places": by_place(page.object_list),
        "changes": reading.changes(viewer, found.units, found.since),
        "offices": lists.offices(viewer),
        "query": urlencode({name: value for name, value in vars(found.narrowed).items() if value}),
        "now": timezone.localtime(),
        "starts": _starts(),
    }
    return render(request, "morning/index.html", context)


def _starts() -> list[tuple[str, str]]:
    """(moment, words) from which what is new may be counted instead."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - datetime.timedelta(days=today.weekday())
    starts = [
        (today - datetime.timedelta(days=1), _("昨天零时")),
        (monday, _("本周一")),
        (monday - datetime.timedelta(days=7), _("上周一")),
        (today.replace(day=1), _("本月1日")),
    ]
    return [(f"{moment:%Y-%m-%dT%H:%M}", words) for moment, words in starts]


@require_POST
@login_required
def since(request):
    """Count as new what began after `since`, a local time; `since=now`: everything was read."""
    viewer = viewer_of(request.user)
    if viewer.person_id is None or not watched(viewer).exists():
        raise Http404
    given = request.POST.get("since", "").strip()
    try:
        visits.start_from(viewer.person_id, timezone.now() if given == "now" else _moment(given))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        words = _("都已看过：从现在起出现的才标为新。") if given == "now" else _("“新”的起点已改。")
        messages.success(request, words)
    return redirect("morning:index")


def _moment(given: str) -> datetime.datetime:
    try:
        moment = parse_datetime(given)
    except ValueError:
        moment = None
    if moment is None:
        raise ValidationError({"since": _("请写明日期和时间，如 2026-03-05 08:00。")})
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
