"""Where it comes from, and what supports it."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.moderation.findings import Check, Finding

from .. import traces
from ..wordlists import read

TITLED = re.compile(r"\A\s*[【\[（(]?(?:转载|转发|摘编)")
NAMED = re.compile(r"(?:来源|出处|摘自|转自|转载自|原载|据)[:：]?\s*[《“]?[\u4e00-\u9fffA-Za-z0-9]{2,}")


class RepostSource(Check):
    slug, label, axis = "repost_source", gettext_lazy("转载出处"), "credibility"

    def find(self, draft, facts):
        if not hasattr(draft, "source_kind"):
            return
        words = read("sources")
        kind = words["kinds"].get(draft.source_kind)
        source = draft.source_ref.strip()
        if kind and _says_nothing(source, words):
            yield Finding(
                _("来源是“%(kind)s”，没有写明原文出处：请写报刊、网站或文件的名称、文号和日期。") % {"kind": kind},
                field="source_ref",
                quote=source,
            )
        elif not kind and TITLED.match(draft.title) and _says_nothing(source, words):
            if not any(NAMED.search(text) for field, text in facts.texts if field != "title"):
                yield Finding(
                    _("标题写明是转载，信息来源却不是“转载”，也没有原文出处：请改正来源并写明出处。"),
                    field="source_kind",
                    quote=draft.title[:60],
                )
        for block in draft.body:
            if block.block_type == "quote" and _says_nothing(str(block.value.get("source") or "").strip(), words):
                yield Finding(
                    _("引文没有写明出处：请写文件名称及条款，或讲话人与场合。"),
                    field="body",
                    quote=str(block.value.get("text") or "")[:60],
                )


def _says_nothing(source: str, words) -> bool:
    return not source or source.strip(" 。.:：") in words["no_source"]


class Evidence(Check):
    """Only a hint: not everything that happened was photographed, and 留痕 is not the aim."""

    slug, label, axis = "evidence", gettext_lazy("佐证材料"), "credibility"
    answered = False

    def find(self, draft, facts):
        words = read("sources")
        if not _is_main_fact(draft, words["evidence_for"]):
            return
        if any(rows.all() for name in words["shows"] if (rows := getattr(draft, name, None)) is not None):
            return
        if traces.of(facts).photos:
            return
        yield Finding(
            _("没有签到表、照片或会议记录等佐证：有的请附一件，没有的可由知情人在审核时确认。"),
            field="evidence",
        )


def _is_main_fact(draft, kinds: dict) -> bool:
    """Whether it is of a kind that others rest on: a members' meeting, an appraisal …."""
    if not getattr(draft, "is_record", False):
        return False
    wanted = kinds.get(draft.module_label())
    if wanted is not None:
        return all(getattr(draft, name, None) in values for name, values in wanted.items())
    return False
