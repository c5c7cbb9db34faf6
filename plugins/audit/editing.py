"""编辑: every entry of Wagtail's logs, which all editing of pages and of other objects leaves.

What they say in words (comments, replies, old and new titles) stays there: this log names fields and never tells content.
"""

from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cms.tree import Section, Unit

from .noting import note

# Told better, and of whatever way it happened, by `review.py` and `access.py`
TOLD_ELSEWHERE = frozenset({"wagtail.workflow.start", "wagtail.workflow.approve", "wagtail.workflow.reject"})
NOTED_ELSEWHERE = frozenset({"cms.membership", "cms.apitoken", "auth.user"})
# What the platform's own acts on the tree say is structure, not content
STRUCTURE = ("cms.", "demo.")


def on_page_log(instance, created, raw=False, **kwargs):
    if not created or raw or instance.action in TOLD_ELSEWHERE:
        return
    page = instance.page if PageLogEntry.page.is_cached(instance) else None
    kind, detail = kind_of(instance.content_type)
    note(
        instance.action,
        by=instance.user,
        kind=kind,
        pk=instance.page_id,
        title=instance.label,
        unit_id=unit_of(page, instance.page_id),
        details=detail | _told(instance),
    )


def on_model_log(instance, created, raw=False, **kwargs):
    if not created or raw:
        return
    kind = label_of(instance.content_type)
    if kind in NOTED_ELSEWHERE:
        return
    note(
        instance.action,
        by=instance.user,
        kind=kind,
        pk=instance.object_id,
        title=instance.label,
        details=_told(instance),
    )


def label_of(content_type) -> str:
    return f"{content_type.app_label}.{content_type.model}" if content_type else ""


def kind_of(content_type) -> tuple[str, dict]:
    """Records of all modules are one kind; which module's it is stands in the details."""
    label = label_of(content_type)
    if label in ("cms.unit", "cms.section", "wagtailcore.page"):
        return label, {}
    return "cms.record", {"type": label}


def unit_of(page, pk: int) -> int | None:
    """The unit that a page belongs to, without a query where the page knows it."""
    if isinstance(page, Unit):
        return page.pk
    if page is not None and "owning_unit" in page.__dict__:
        return page.owning_unit.pk
    section = page.__dict__.get("owning_section") if page is not None else None
    if isinstance(section, Section) and "owning_unit" in section.__dict__:
        return section.owning_unit.pk
    path = page.path if page is not None else Page.objects.filter(pk=pk).values_list("path", flat=True).first()
    if not path:
        return None
    above = [path[:length] for length in range(Page.steplen, len(path) + 1, Page.steplen)]
    return Unit.objects.filter(path__in=above).order_by("-depth").values_list("pk", flat=True).first()


def _told(entry) -> dict:
    found = {"revision": entry.revision_id, "changed": entry.content_changed, "deleted": entry.deleted}
    found = {name: value for name, value in found.items() if value}
    data = entry.data if isinstance(entry.data, dict) else {}
    if entry.action.startswith(STRUCTURE):
        return found | data
    return found | ({"told": sorted(data)} if data else {})


def install() -> None:
    post_save.connect(on_page_log, sender=PageLogEntry, dispatch_uid="audit.page_log")
    post_save.connect(on_model_log, sender=ModelLogEntry, dispatch_uid="audit.model_log")
