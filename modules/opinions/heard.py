"""What was heard elsewhere on the platform, as the draft of a record: its information officer completes and submits it."""

from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext as _

from cms.drafting import actions
from cms.seams.heard import Heard
from cms.tree import Section


def draft(unit, heard: Heard, by):
    """A draft in the unit's section. Raises PermissionDenied for who is no information officer, ValidationError by field."""
    section = Section.objects.child_of(unit).filter(module="opinions").first()
    if section is None:
        raise ValidationError(_("%(unit)s没有开设“意见征集”栏目。") % {"unit": unit.title})
    body = []
    for heading, paragraphs in heard.parts:
        body.append({"type": "heading", "value": {"text": heading[:100], "level": "2"}})
        words = "".join(f"<p>{escape(line)}</p>" for text in paragraphs for line in text.splitlines() if line.strip())
        body.append({"type": "rich_text", "value": words})
    fields = {
        "interaction_kind": heard.kind,
        "opened_on": heard.opened_on.isoformat(),
        "closed_on": heard.closed_on.isoformat() if heard.closed_on else None,
        "anonymous_allowed": heard.anonymous,
    }
    return actions.create(section, by, {"title": heard.title, "body": body, "fields": fields})
