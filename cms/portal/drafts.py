"""我的稿件 on a phone: where each of an information officer's records is, what happens next, and why it came back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import orphans
from cms.access import may_draft
from cms.moderation import actions, queue, status
from cms.moderation.page import ModeratedPage
from cms.permissions import drafting_units

from .responses import private_page, refuse

__all__ = ["drafts", "submit", "take_back"]

SIZE = 20


@private_page("GET")
def drafts(request):
    return _list(request) if drafting_units(request.user) else refuse(request)


def _list(request, refused: dict[int, list[str]] | None = None):
    """`refused`: {page's id: why it was not submitted}."""
    found = queue.drafts(request.user, queue.Narrowed.read(request.GET), SIZE)
    for item in found.items:
        item.refused = (refused or {}).get(item.page_id, [])
    return render(request, "portal/drafts.html", {"queue": found}, status=422 if refused else 200)


@private_page("GET", "POST")
def submit(request, page_id: int):
    """报送: POST does it; what is in the way is said beside the record."""
    page = _own(request.user, page_id)
    if page is None:
        return refuse(request)
    if request.method == "POST":
        try:
            actions.submit(page, request.user)
        except ValidationError as error:
            return _list(request, {page.pk: status.spoken(page, error)})
        except PermissionDenied as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("已报送“%(title)s”。") % {"title": page.get_admin_display_title()})
    return redirect("portal:drafts")


@private_page("GET", "POST")
def take_back(request, page_id: int):
    """撤回报送: POST does it."""
    page = _own(request.user, page_id)
    if page is None:
        return refuse(request)
    if request.method == "POST":
        try:
            actions.take_back(page, request.user)
        except PermissionDenied as error:
            messages.error(request, str(error))
        else:
            title = page.get_admin_display_title()
            messages.success(request, _("已撤回“%(title)s”的报送，可以继续修改。") % {"title": title})
    return redirect("portal:drafts")


def _own(user, page_id: int) -> ModeratedPage | None:
    """A record or home page of a unit that this user writes for."""
    page = orphans.known(Page.objects.filter(pk=page_id)).first() if drafting_units(user) else None
    page = page.specific if page else None
    return page if isinstance(page, ModeratedPage) and may_draft(user, page.owning_unit_id) else None
