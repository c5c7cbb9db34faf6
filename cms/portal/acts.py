"""Doing something with a published record: the page with the act's form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cms import plugins
from cms.access import viewer_of
from cms.acts import acts_of
from cms.delivery import reading
from cms.delivery.models import Document
from cms.moderation import status

from .responses import dress, refuse

__all__ = ["act"]


@require_http_methods(["GET", "HEAD", "POST"])
def act(request, record: int, slug: str):
    """GET the form, POST does it and leads back to the record. What somebody may not do is not there."""
    return dress(_answer(request, record, slug))


def _answer(request, record: int, slug: str):
    viewer = viewer_of(request.user)
    document = reading.record(viewer, record)
    if document is None or document.kind != Document.RECORD:
        return refuse(request)
    page = plugins.find_module(document.module).model.objects.filter(pk=record).first()
    chosen = next((one for one in acts_of(page, viewer) if one.slug == slug), None) if page else None
    if chosen is None:
        return refuse(request)
    form = chosen.form(request.POST or None, page=page, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        try:
            chosen.run(page, request.user, **form.cleaned_data)
        except (ValidationError, PermissionDenied) as refused:
            status.refuse(form, refused)
        else:
            messages.success(request, chosen.done)
            return redirect(document.path)
    context = {"document": document, "act": chosen, "form": form}
    return render(request, "portal/act.html", context, status=422 if form.errors else 200)
