"""What happens beyond saves, told to whoever listens: the audit log, and plugins.

Saving sends Django's own signals and every step of editing is an entry in Wagtail's log; these are for the rest.
"""

from django.dispatch import Signal

__all__ = ["exported"]

# Data leaves the platform as a file. Send it before the first byte leaves, with `send()` and not `send_robust()`, so that
# nothing leaves which could not be noted:
#   exported.send(sender, what="audit", by=user or None, unit_id=None, details={"rows": 120})
# what: a short name of what is exported. details: what was asked for, as JSON; no content.
exported = Signal()

# Not promised: the core's own acts that write by `update()`, which sends nothing
release_voided = Signal()  # instance
token_revoked = Signal()  # instance

# Not promised either: what `cms.moderation.reminding` finds, once a working day
stage_overdue = Signal()  # found (cms.moderation.overdue.Overdue), day, escalated
review_due = Signal()  # document, day

# Sent by the plugin that knows what is due, once a working day, for each unit and due date: what is due then is due soon, or was
# due and is not there. What it is, whoever is told looks up
items_due = Signal()  # unit, due_on, late
