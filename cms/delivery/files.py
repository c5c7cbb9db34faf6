"""Serving images and attachments: never from MEDIA_ROOT directly, always after asking who is looking.

Somebody may see a file when they see a document that shows it, or when they work on the unit's drafts that it belongs to; a secrecy
officer while a draft with it waits for them.
"""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.access import reaches, viewer_of, visible
from cms.media import Attachment, Image, Rendition
from cms.moderation import secrecy
from cms.moderation.content import file_references
from cms.people import Role
from cms.tree import Unit

from .media import type_of
from .models import Document, DocumentFile

RENDITION = re.compile(r"^renditions/(\d{1,18})/[^/]+$")
# What a download's name must not contain: control characters would break the header, the others mean folders to some systems
UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
# Types that a browser may show inside the page; everything else is saved as a file
INLINE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf"})


def may_see(user, kind: str, pk: int, collection_id: int | None) -> bool:
    """Whether this user may have the image or attachment (`kind`: image or attachment)."""
    viewer = viewer_of(user)
    shown = DocumentFile.objects.filter(**{f"{kind}_id": pk}).select_related("document")
    seen = shown.filter(document__in=Document.objects.filter(visible(viewer)))
    if any(not item.privacy or reaches(viewer, item.privacy, item.document) for item in seen):
        return True
    return works_on(viewer, collection_id) or reads_for_secrecy(user, kind, pk)


def works_on(viewer, collection_id: int | None) -> bool:
    """Whether the viewer drafts or reviews for the unit that this collection is of, or releases what it writes."""
    unit = Unit.objects.filter(collection_id=collection_id or 0).values_list("pk", "committee_id").first()
    if unit is None:
        return False
    desk = any(viewer.has_role(role, unit[0]) for role in (Role.DRAFTER, Role.REVIEWER, Role.SECRETARY))
    return desk or viewer.has_role(Role.APPROVER, unit[1])


def reads_for_secrecy(user, kind: str, pk: int) -> bool:
    """Whether the file is in a draft that waits for this user as secrecy officer; of the unit's other files they see none."""
    if not viewer_of(user).has_role(Role.SECRECY_OFFICER):
        return False
    wanted = ("file" if kind == "attachment" else kind, pk)
    waiting = Page.objects.filter(pk__in=secrecy.waiting_for(user).values("release__page_id"))
    drafts = (page.get_latest_revision_as_object() for page in waiting.specific())
    return any(wanted == reference[:2] for draft in drafts for reference in file_references(draft))


@require_safe
def media(request, path):
    """What MEDIA_URL leads to: originals and renditions of images. Attachments have an address of their own."""
    if "\x00" in path:  # PostgreSQL takes none
        raise Http404
    if match := RENDITION.match(path):
        found = Rendition.objects.filter(image_id=match[1], file=path).values_list("image_id", "image__collection_id")
    else:
        found = Image.objects.filter(file=path).values_list("pk", "collection_id")
    pk, collection = found.first() or (None, None)
    if pk is None or not may_see(request.user, "image", pk, collection):
        raise Http404
    return _serve(request, default_storage, path)


@require_safe
def attachment(request, document_id, document_filename):
    """What `{% url 'wagtaildocs_serve' %}` leads to."""
    found = get_object_or_404(Attachment, pk=document_id)
    if not may_see(request.user, "attachment", found.pk, found.collection_id):
        raise Http404
    return _serve(request, found.file.storage, found.file.name, name=download_name(found))


def download_name(found: Attachment) -> str:
    """The title with the file's own extension, fit for a header and for every file system."""
    extension = "." + found.file_extension if found.file_extension else ""
    title = UNFIT.sub("_", found.title).strip(" .") or "file"
    return title if title.lower().endswith(extension.lower()) else title + extension


def _serve(request, storage, path, name=""):
    # Stored names are never reused, so the name is the validator
    etag = f'"{path.rpartition("/")[2]}"'
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != 304:
        response = _file(storage, path, name)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ["Cookie"])
    return response


def _file(storage, path, name) -> HttpResponse:
    try:
        stream = storage.open(path, "rb")
    except FileNotFoundError:
        raise Http404 from None
    mime = type_of(path)
    response = FileResponse(stream, as_attachment=mime not in INLINE, filename=name or None, content_type=mime)
    # Whatever the bytes are, as a page of ours they run nothing
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
