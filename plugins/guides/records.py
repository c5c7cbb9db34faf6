"""A guide as a record of its module: which module, and what stands in the fields that a file does not know.

Stated in docs/search.md. The fields are named as data, since no plugin knows a module.
"""

import datetime

from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

from cms import plugins
from cms.tree import Record

from .reading import Guide

__all__ = ["GUIDES", "RULES", "module_of", "page_of", "plain", "values_of"]

GUIDES, RULES = "work_guide", "rules_and_duties"
LONGEST_TITLE = 200
LONGEST_SOURCE = 200
# The first that the title or the text names
TOPICS = {
    "dues": ("党费",),
    "transfer": ("组织关系", "介绍信", "流动党员"),
    "election": ("换届", "选举", "任期"),
    "member_development": ("入党", "发展党员", "预备党员", "积极分子", "转正"),
    "disclosure": ("党务公开",),
    "discipline": ("处分", "纪律", "监督", "问责", "巡视", "巡察", "廉"),
    "organisation_life": ("三会一课", "组织生活", "党员大会", "支委会", "党小组", "党课", "主题党日", "民主评议"),
    "education": ("教育", "培训", "学习"),
    "documents": ("公文", "写作"),
}
BASICS = "basics"


def module_of(guide: Guide) -> str:
    """rule and law → 制度职责, everything else → 党务指南."""
    return RULES if guide.is_rule else GUIDES


def _topic(guide: Guide) -> str:
    return next((topic for topic, words in TOPICS.items() if any(word in guide.title for word in words)), BASICS)


def values_of(guide: Guide, day: datetime.date, issuer: str) -> dict:
    """The record in the words of `cms.drafting`: envelope, `body`, and the module's `fields`. day: of the import.
    issuer: who made the rule, where the file does not say."""
    title = guide.title[:LONGEST_TITLE]
    source = (guide.source or guide.place)[:LONGEST_SOURCE]
    common = {
        "title": title,
        "occurred_on": day,
        "source_kind": "superior_document",
        "source_ref": source,
        "body": guide.text.blocks,
    }
    if guide.is_rule:
        fields = {
            "rule_kind": "party_regulation" if guide.kind == "rule" else "superior_rule",
            "issued_by": issuer[:100],
            "issued_on": day,
            "validity": "in_force",
        }
    else:
        fields = {
            "topic": _topic(guide),
            "question": title,
            "applicable_to": ["member"],
            "valid_from": day,
            "legal_basis": [{"rule": source}],
        }
    return {**common, "fields": fields}


def page_of(values: dict, module: str, page: Record | None = None) -> Record:
    """An unsaved page of these values, its relations in memory; or the given page with them."""
    model = plugins.find_module(module).model
    if page is None:
        page = model(confidentiality="non_classified", live=False)
        # In memory even where empty: a relation that was never set is asked of the database
        for relation in get_all_child_relations(model):
            setattr(page, relation.get_accessor_name(), [])
        for relation in get_all_child_m2m_relations(model):
            setattr(page, relation.name, [])
    given = {name: value for name, value in values.items() if name != "fields"} | values["fields"]
    for name, value in given.items():
        field = model._meta.get_field(name)
        if name == "body":
            value = Record._meta.get_field("body").stream_block.normalize(value)
        elif isinstance(value, list) and field.one_to_many:
            value = [field.related_model(**row) for row in value]
        setattr(page, name, value)
    if page.pk:
        page.draft_title = page.title
    return page


def plain(values: dict) -> dict:
    """The same for `cms.drafting`, which takes what a program would send as JSON."""

    def of(value):
        if isinstance(value, datetime.date):
            return value.isoformat()
        if isinstance(value, dict):
            return {name: of(one) for name, one in value.items()}
        return [of(one) for one in value] if isinstance(value, list) else value

    body = [{"type": kind, "value": value} for kind, value in values["body"]]
    return of({**values, "body": body})
