"""Where drafts are, as the API shows it."""

from cms.moderation.models import Review
from cms.moderation.status import Status

from .shapes import moment

__all__ = ["returned_json", "status_json"]


def status_json(found: Status) -> dict:
    steps = [
        {"name": step.name, "state": step.state, "who": step.who, "when": moment(step.when)} for step in found.steps
    ]
    return {
        "state": found.state,
        "headline": str(found.headline),
        "next": str(found.next),
        "since": moment(found.since),
        "due": found.due,
        "steps": steps,
        "returned": returned_json(found.returned) if found.returned else None,
    }


def returned_json(review: Review) -> dict:
    return {
        "stage": review.get_stage_display(),
        "decision": review.decision,
        "reviewer": review.reviewer.name,
        "reasons": review.reason_labels,
        "opinion": review.opinion,
        "decided_at": moment(review.decided_at),
    }
