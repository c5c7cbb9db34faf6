"""A record's page."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms import plugins
from cms.access import Viewer, may_draft
from cms.acts import acts_of, has_acts
from cms.anchors import anchored
from cms.delivery import documents, reading
from cms.delivery.models import Document
from cms.exports.views import links
from cms.tree import SCOPE_CHOICES

from .fields import field_groups
from .home import crumbs
from .responses import conditional

__all__ = ["record_context", "record_page", "templates_for"]


def record_page(request, viewer: Viewer, document: Document):
    """200 with the page, or 304. A module may bring a template of its own: `portal/records/<module's label>.html`."""
    content = documents.read(document, viewer)
    context = record_context(viewer, document, content, _trail(viewer, document))
    context["edit"] = _edit_address(request.user, document)
    context["acts"] = _acts(viewer, document)
    context["beside"] = _beside(viewer, document)
    # What the page says beyond the document: names of places, records referred to, and what the reader's roles offer
    parts = [document.etag, content["withheld"], sorted(viewer.roles)]
    parts += [context[name] for name in ("crumbs", "groups", "edit", "acts", "beside", "exports")]
    return conditional(
        request, parts, document.last_published_at, lambda: render(request, templates_for(document), context)
    )


def templates_for(document: Document) -> list[str]:
    return [f"portal/records/{document.module}.html", "portal/record.html"]


def record_context(viewer: Viewer, document: Document, content: dict, trail: list) -> dict:
    """What `portal/record.html` shows; `content` is `documents.read()`'s."""
    module = plugins.find_module(document.module)
    body, _anchors = anchored(content.get("body") or [])
    return {
        "document": document,
        "content": {**content, "body": body},
        "module": module,
        "groups": field_groups(viewer, module, content["fields"]),
        "withheld": _withheld(document, content["withheld"]),
        "scope": _scope(document),
        "crumbs": trail,
        # a draft's document is built for a moment and has no release; one that was never saved has no number either
        "exports": links(document, draft=document.release_id is None) if document.pk else {},
    }


def _trail(viewer: Viewer, document: Document) -> list[tuple[str, str]]:
    """From the site's top to the section: (title, path)."""
    unit = reading.find_unit(viewer, pk=document.unit_id)
    if unit is None:
        return []
    section = reading.sections(viewer, unit).filter(pk=document.section_id).prefetch_related(None).first()
    return crumbs(viewer, unit) + ([(section.title, documents.path_of(section.url_path))] if section else [])


def _withheld(document: Document, names: list[str]) -> list[dict]:
    """What this reader does not see, kindly: `[{scope, labels, masked}]`."""
    scopes, found = dict(SCOPE_CHOICES), {}
    for name in names:
        rule = document.restricted[name]
        key = (rule["privacy"], bool(rule["masked"]))
        found.setdefault(key, []).append(rule["entry"]["label"])
    return [
        {"scope": scopes.get(scope, scope), "labels": _("、").join(labels), "masked": masked}
        for (scope, masked), labels in found.items()
    ]


def _scope(document: Document) -> str:
    """Who reads the record; of one with an extract for more people, who reads the rest."""
    names = dict(SCOPE_CHOICES)
    rest = next((rule["privacy"] for rule in document.restricted.values() if "part" in rule), "")
    scope = names.get(document.scope, document.scope)
    return _("%(rest)s（摘要：%(scope)s）") % {"rest": names[rest], "scope": scope} if rest else str(scope)


def _acts(viewer: Viewer, document: Document) -> list[tuple[str, str]]:
    """(label, address) of what the viewer may do with the record."""
    if not viewer.signed_in or not has_acts(document.module):
        return []
    page = plugins.find_module(document.module).model.objects.get(pk=document.pk)
    return [(str(act.label), reverse("portal:act", args=[page.pk, act.slug])) for act in acts_of(page, viewer)]


def _beside(viewer: Viewer, document: Document) -> list[dict]:
    """What plugins put beside the record: `[{title, links: [{label, url, note}]}]`."""
    found = []
    for plugin, offered in plugins.offers("beside"):
        with plugins.isolated(plugin, "beside"):
            found += [panel for panel in offered(viewer, document) if panel["links"]]
    return found


def _edit_address(user, document: Document) -> str:
    """Where an information officer of the unit corrects the record; '' for everybody else."""
    return reverse("wagtailadmin_pages:edit", args=[document.pk]) if may_draft(user, document.unit_id) else ""
