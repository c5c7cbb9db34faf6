"""消息 and 消息设置: one's own notices, and how one wants them. Plain forms: it works without JavaScript."""

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
from cms.portal.responses import private_page, reader_page

from . import choices, reading
from .forms import SettingsForm
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
        **_mail(request, choices.preference_of(viewer.person_id)),
    }
    return render(request, "notifications/list.html", context)


@require_safe
@never_cache
@login_required
def open_notice(request, pk):
    """What a link in an e-mail leads to: to the thing itself, and the notice counts as read. Somebody else's is no page."""
    viewer = own(request)
    notice = get_object_or_404(reading.told(viewer), pk=pk)
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


@private_page("GET", "POST")
@login_required
def settings_page(request):
    """消息设置: what one is told of, on which channel and when."""
    viewer = own(request)
    wishes = choices.preference_of(viewer.person_id)
    form = SettingsForm(request.POST or None, instance=wishes)
    if request.method == "POST" and form.is_valid():
        choices.save(form.save())
        messages.success(request, _("消息设置已保存。"))
        return redirect("notifications:settings")
    return render(request, "notifications/settings.html", {"form": form, **_mail(request, wishes)})


@require_safe
@never_cache
@login_required
def about(request, pk):
    """Where a message in a group leads: to what this reader has to do with the page. What is not theirs looks like what is not there."""
    own(request)
    address = reading.about(pk, request.user, to_edit=request.GET.get("edit") == "1")
    if not address:
        messages.info(request, _("这件事已经办结，或者不由您办理。"))
        return redirect("notifications:list")
    return redirect(address)


def _mail(request, wishes) -> dict:
    """What the pages say of e-mail: whether it can be sent, where to, and how it was chosen."""
    return {"mail_possible": settings.MAIL_CONFIGURED, "address": request.user.email, "wishes": wishes}
