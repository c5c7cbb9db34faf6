"""Related guides (相关指南) beside a guide or a rule: of what the viewer may see, those on its topic, then those like it."""

import logging

from django.utils.translation import gettext as _

from cms import plugins
from cms.access import Viewer
from cms.delivery import reading
from cms.delivery.models import Document

from . import narrowing, query
from .engine import EngineError
from .facets import TOPIC, VALIDITY
from .models import FacetValue

__all__ = ["panels"]

logger = logging.getLogger(__name__)

MOST = 5
LOOKED_AT = 15


def panels(viewer: Viewer, document: Document) -> list[dict]:
    """See `Plugin.beside`. Of a record whose module has neither topics nor validity: nothing, and nothing is asked."""
    modules = frozenset(
        module.label for module in plugins.modules() if TOPIC in module.facets or VALIDITY in module.facets
    )
    if document.module not in modules:
        return []
    try:
        ids = query.like(viewer, document.title, modules=modules, without=document.pk, limit=LOOKED_AT)
    except EngineError as error:
        logger.warning("search: no related guides: %s", error)
        return []
    return [{"title": _("相关指南和制度"), "links": _links(viewer, document, ids)}]


def _links(viewer: Viewer, document: Document, ids: list[int]) -> list[dict]:
    topics = dict(
        FacetValue.objects.filter(name=TOPIC, document_id__in=[document.pk, *ids]).values_list("document_id", "value")
    )
    own = topics.get(document.pk)
    wanted = reading.documents(viewer).annotate(is_lapsed=narrowing.lapsed()).only("title", "path", "module")
    found = wanted.in_bulk(ids)
    # In the order of likeness, those on the same topic first and what is no longer in force last
    ordered = sorted(
        (found[pk] for pk in ids if pk in found), key=lambda one: (one.is_lapsed, not own or topics.get(one.pk) != own)
    )
    return [{"label": one.title, "url": one.path, "note": _("失效") if one.is_lapsed else ""} for one in ordered[:MOST]]
