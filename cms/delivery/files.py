"""Serving images and attachments: never from MEDIA_ROOT directly, always after asking who is looking.

Somebody may see a file when they see a document that shows it, or when they work on the unit's drafts that it belongs to.
"""

import mimetypes
import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers

from cms.access import reaches, viewer_of, visible
from cms.media import Attachment, Image
from cms.people import Role
from cms.tree import Unit

from .models import Document, DocumentFile

RENDITION = re.compile(r"^renditions/(\d+)/[^/]+$")
# Types that a browser may show inside the page; everything else is saved as a file
INLINE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf"})


def may_see(user, kind: str, pk: int, collection_id: int | None) -> bool:
    """Whether this user may have the image or attachment (`kind`: image or attachment)."""
    viewer = viewer_of(user)
    shown = DocumentFile.objects.filter(**{f"{kind}_id": pk}).select_related("document")
    seen = shown.filter(document__in=Document.objects.filter(visible(viewer)))
    if any(not item.privacy or reaches(viewer, item.privacy, item.document) for item in seen):
        return True
    return works_on(viewer, collection_id)


def works_on(viewer, collection_id: int | None) -> bool:
    """Whether the viewer drafts or reviews for the unit that this collection is of."""
    unit = Unit.objects.filter(collection_id=collection_id).values_list("pk", "committee_id").first()
    if unit is None:
        return False
    desk = any(viewer.has_role(role, unit[0]) for role in (Role.DRAFTER, Role.REVIEWER, Role.SECRETARY))
    return desk or f"office:{unit[1]}" in viewer.audiences


def media(request, path):
    """What MEDIA_URL leads to: originals and renditions of images. Attachments have an address of their own."""
    match = RENDITION.match(path)
    image = Image.objects.filter(pk=match[1]) if match else Image.objects.filter(file=path)
    pk, collection = image.values_list("pk", "collection_id").first() or (None, None)
    if pk is None or not may_see(request.user, "image", pk, collection):
        raise Http404
    return _serve(request, default_storage, path)


def attachment(request, document_id, document_filename):
    """What `{% url 'wagtaildocs_serve' %}` leads to."""
    found = get_object_or_404(Attachment, pk=document_id)
    if not may_see(request.user, "attachment", found.pk, found.collection_id):
        raise Http404
    return _serve(request, found.file.storage, found.file.name, name=download_name(found))


def download_name(found: Attachment) -> str:
    extension = "." + found.file_extension if found.file_extension else ""
    return found.title if found.title.lower().endswith(extension.lower()) else found.title + extension


def _serve(request, storage, path, name=""):
    if not storage.exists(path):
        raise Http404
    # Stored names are never reused, so the name is the validator
    etag = f'"{path.rpartition("/")[2]}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        mime = mimetypes.guess_type(path)[0] or "application/octet-stream"
        inline = mime in INLINE
        response = FileResponse(storage.open(path, "rb"), as_attachment=not inline, filename=name or None, content_type=mime)
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ["Cookie"])
    return response
