"""What was found on the spot, in the words of a diagnosis's draft."""

from html import escape

from django.utils.html import linebreaks

from cms.seams.diagnosis import DiagnosisSheet

from .models import DiagnosisProblem

__all__ = ["values"]


def values(committee, sheet: DiagnosisSheet) -> dict:
    """What a program would send for this draft: problems with cause, action, owner and day; what was asked and answered as text.

    What a visit does not say (objectives, scores of the process, the conclusion) is left for whoever finishes the draft.
    """
    # A record speaks Chinese, whatever language its writer reads the platform in
    day = f"{sheet.on.year}年{sheet.on.month}月{sheet.on.day}日"
    found = {
        "title": f"{sheet.unit.title}{day}{'复诊' if sheet.again else '诊断'}",
        "fields": {
            "diagnosis_kind": "follow_up" if sheet.again else "committee",
            "target_unit": sheet.unit.pk,
            "diagnosed_on": sheet.on.isoformat(),
            "team": list(sheet.team),
            "strengths": linebreaks(sheet.strengths, autoescape=True) if sheet.strengths else "",
            "problems": [_problem(one) for one in sheet.findings],
        },
    }
    if sheet.answers:
        lines = "".join(
            f"<li><b>{escape(asked)}</b><br/>{escape(told) or '（未记）'}</li>" for asked, told in sheet.answers
        )
        found["body"] = [{"type": "rich_text", "value": f"<p>现场了解：</p><ol>{lines}</ol>"}]
    return found


def _problem(one) -> dict:
    longest = {
        name: DiagnosisProblem._meta.get_field(name).max_length for name in ("problem", "cause", "action", "owner")
    }
    return {
        **{name: getattr(one, name)[:most] for name, most in longest.items()},
        "due": one.due.isoformat() if one.due else None,
        "state": "verified" if one.settled_on else "open",
        "verified_on": one.settled_on.isoformat() if one.settled_on else None,
    }
