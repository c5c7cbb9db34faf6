"""消息: the page of one's own notices. Plain forms: it works without JavaScript."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.access import viewer_of
from cms.portal.responses import reader_page

from . import reading
from .words import spoken

PER_PAGE = 30


def own(request):
    """The viewer, who must be a person: only persons are told anything."""
    viewer = viewer_of(request.user)
    if viewer.person_id is None:
        raise Http404
    return viewer


@reader_page
@login_required
def index(request):
    """All, or with `?unread=1` the unread ones, the newest first."""
    viewer = own(request)
    only_unread = request.GET.get("unread") == "1"
    found = reading.unread(viewer) if only_unread else reading.notices(viewer)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    newest = reading.notices(viewer).values_list("pk", flat=True).first() or 0
    context = {
        "page": page,
        "items": spoken(page.object_list, request.user),
        "only_unread": only_unread,
        "unread": reading.unread(viewer).count(),
        "newest": newest,
        "mail_possible": settings.MAIL_CONFIGURED,
        "address": request.user.email,
        "by_mail": reading.wants_mail(viewer),
    }
    return render(request, "notifications/list.html", context)


@require_safe
@never_cache
@login_required
def open_notice(request, pk):
    """What a link in an e-mail leads to: to the thing itself, and the notice counts as read. Somebody else's is no page."""
    viewer = own(request)
    notice = get_object_or_404(reading.notices(viewer), pk=pk)
    reading.mark_read(viewer, pk)
    address = reading.target(notice, request.user)
    if not address:
        messages.info(request, _("这件事已经办结，或者不再由您办理。"))
        return redirect("notifications:list")
    return redirect(address)


@require_POST
@login_required
def read(request):
    """Mark one (`notice`) or all up to the newest that was shown (`newest`) as read."""
    viewer = own(request)
    one, newest = request.POST.get("notice", ""), request.POST.get("newest", "")
    if _is_id(one):
        reading.mark_read(viewer, int(one))
    elif _is_id(newest):
        reading.mark_all_read(viewer, int(newest))
    else:
        raise Http404
    only_unread = request.POST.get("unread") == "1"
    response = redirect("notifications:list")
    if only_unread:
        response["Location"] += "?unread=1"
    return response


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 19


@require_POST
@login_required
def mail(request):
    viewer = own(request)
    wanted = request.POST.get("by_mail") == "1"
    reading.set_mail(viewer, wanted)
    messages.success(request, _("消息会同时发到您的邮箱。") if wanted else _("不再发送邮件，消息只在站内查看。"))
    return redirect("notifications:list")
