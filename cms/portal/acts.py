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
        except ValidationError as refused:
            _tell(form, refused)
        except PermissionDenied as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, chosen.done)
            return redirect(document.path)
    context = {"document": document, "act": chosen, "form": form}
    return render(request, "portal/act.html", context, status=422 if form.errors else 200)


def _tell(form, refused: ValidationError) -> None:
    """Each reason beside its field, or above the form when it asks for no such field."""
    by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
    for name, reasons in by_field.items():
        form.add_error(name if name in form.fields else None, reasons)
