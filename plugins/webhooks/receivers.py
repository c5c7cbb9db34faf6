"""Sections are no documents: that a unit opens or closes one reaches the outbox from here."""

from django.db.models.signals import post_save

from cms.delivery import outbox
from cms.tree import Section, SectionState, Unit

from .events import CONSUMER


def on_section_state(instance, raw=False, **kwargs):
    if not raw:
        unit = instance.section.path[: -Section.steplen]
        outbox.add(Unit.objects.filter(path=unit).values_list("pk", flat=True), consumer=CONSUMER)


def install() -> None:
    post_save.connect(on_section_state, sender=SectionState, dispatch_uid="webhooks.section_state")
