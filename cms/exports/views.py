"""The addresses of exports: /exports/records/ID.xlsx of what is published, /exports/drafts/ID.xlsx of a draft; .pdf likewise.

A record is exported as its reader sees it, a draft for whoever may see the draft now. What somebody may not see is not there.
"""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms import plugins
from cms.access import viewer_of
from cms.delivery import documents, reading
from cms.delivery.files import UNFIT
from cms.delivery.models import Document
from cms.drafting import previews
from cms.orphans import known
from cms.signals import exported

from . import pdf as papers
from .sheets import Sheet
from .workbook import workbook

__all__ = ["draft", "has_sheet", "links", "record"]

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def has_sheet(label: str) -> bool:
    """Whether records of this module can be had as files."""
    return _maker(label) is not None


def links(document: Document, *, draft: bool = False) -> dict:
    """`{xlsx, pdf}`: the addresses of a record's files, pdf '' where none can be made; {} for a module without a sheet."""
    if not has_sheet(document.module):
        return {}
    name = "export_draft" if draft else "export"
    kinds = ["xlsx", *(["pdf"] if papers.available() else [])]
    return {"xlsx": "", "pdf": ""} | {kind: reverse(name, args=[document.pk, kind]) for kind in kinds}


@require_safe
def record(request, pk: int, kind: str):
    """A published record as a file."""
    found = reading.record(viewer_of(request.user), pk)
    if kind not in TYPES or found is None or found.kind != Document.RECORD:
        raise Http404
    return _answer(request, found, documents.read(found, viewer_of(request.user)), kind, draft=False)


@require_safe
def draft(request, pk: int, kind: str):
    """The latest draft of a record as a file, marked as one, for those who work on it or whose turn it is to review it."""
    page = known(Page.objects.filter(pk=pk)).first() if request.user.is_authenticated else None
    page = page.specific if page else None
    is_record = getattr(page, "is_record", False) and page.latest_revision_id
    if kind not in TYPES or not is_record or not previews.may_see_draft(request.user, page):
        raise Http404
    built, content = previews.built(page.get_latest_revision_as_object(), viewer_of(request.user))
    return _answer(request, built, content, kind, draft=True)


def _maker(label: str):
    module = plugins.find_module(label)
    if module is None:
        return None
    with plugins.isolated(module, "export"):
        return module.offer("export")
    return None


def _answer(request, document: Document, content: dict, kind: str, *, draft: bool) -> HttpResponse:
    maker = _maker(document.module)
    if maker is None:
        raise Http404
    try:
        # In the site's language, as the record is, whatever language the reader has chosen for the screen
        with translation.override(settings.LANGUAGE_CODE):
            sheet: Sheet = maker(document, content)
            if kind == "xlsx":
                made = workbook(sheet, draft=draft)
            else:
                made = papers.pdf(sheet, draft=draft, site=request.build_absolute_uri("/"))
    except papers.Unavailable as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    user = request.user if request.user.is_authenticated else None
    told = {"record": document.pk, "format": kind, "draft": draft}
    exported.send(Document, what="record", by=user, unit_id=document.unit_id, details=told)
    response = HttpResponse(made, content_type=TYPES[kind])
    name = UNFIT.sub("_", document.title).strip(" .") or "record"
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
