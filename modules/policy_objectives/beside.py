"""Beside any record: which objectives it moved (佐证); beside an objective: its PDCA page and its unit's board."""

from django.urls import reverse
from django.utils.translation import gettext as _

from .evidence import objectives_moved_by


def panels(viewer, document):
    found = [_moved(viewer, document)]
    if document.module == "policy_objectives":
        found.insert(0, _own(document))
    return found


def _moved(viewer, document) -> dict:
    links = [
        {
            "label": objective.title,
            "url": reverse("policy_objectives:objective", args=[objective.unit.code, objective.pk]),
            "note": _("%(months)s月佐证") % {"months": "、".join(map(str, months))},
        }
        for objective, months in objectives_moved_by(viewer, document.pk)
    ]
    return {"title": _("推动的方针目标"), "links": links}


def _own(document) -> dict:
    code = document.unit.code
    year = document.period[:4]
    return {
        "title": _("目标看板"),
        "links": [
            {
                "label": _("PDCA：计划、实施、检查、改进"),
                "url": reverse("policy_objectives:objective", args=[code, document.pk]),
                "note": "",
            },
            {
                "label": _("本单位%(year)s年目标看板") % {"year": year},
                "url": f"{reverse('policy_objectives:board', args=[code])}?year={year}",
                "note": "",
            },
        ],
    }
