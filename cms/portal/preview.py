"""A draft as readers would see it: for the editor's preview and for reviewers, who must read what they pass."""

from django.shortcuts import render

from cms.access import viewer_of
from cms.delivery import documents
from cms.delivery.models import Document
from cms.moderation.models import Release

from .home import home
from .places import Home
from .record import record_context, templates_for

__all__ = ["preview"]


def preview(request, page, viewer=None):
    """The portal's page of this draft (a specific instance), built but not stored; marked as a preview.

    viewer: as whom it is read, for those who check it; else as the user.
    """
    viewer = viewer or viewer_of(request.user)
    document, _files = documents.build(page, Release(unit=page.owning_unit))
    if document.kind == Document.UNIT:
        return render(request, "portal/unit.html", home(viewer, Home(page, document)) | {"preview": True})
    content = documents.read(document, viewer)
    context = record_context(viewer, document, content, []) | {"preview": True}
    return render(request, templates_for(document), context)
