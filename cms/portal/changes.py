"""What changed since the published version, as this reader may see it: for whoever reviews a correction."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.access import Viewer
from cms.delivery import documents, values
from cms.delivery.models import Document
from cms.tree import SCOPE_CHOICES

__all__ = ["SAME", "GONE", "NEW", "Change", "changes", "pieces"]

SAME, GONE, NEW = "same", "gone", "new"
SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]|[^。；！？\n]+")
# Longer passages are compared by sentences only: letter by letter takes the square of their length
BY_LETTERS = 1500
# So much of an unchanged passage is shown on either side of a change
AROUND = 24


@dataclass(frozen=True)
class Change:
    """One part that differs: its name, and its words as (SAME, GONE or NEW, text)."""

    label: str
    pieces: list[tuple[str, str]]


def changes(viewer: Viewer, before: Document, after: Document) -> list[Change]:
    """What `after` (built of a draft, unsaved) says otherwise than `before`, in the order in which a record shows it."""
    old, new = _parts(viewer, before), _parts(viewer, after)
    labels = {name: label for parts in (old, new) for name, (label, _words, _value) in parts.items()}
    found = []
    for name in dict.fromkeys([*new, *old]):
        _label, words_before, value_before = old.get(name, ("", "", None))
        _label, words_after, value_after = new.get(name, ("", "", None))
        if words_before != words_after:
            found.append(Change(labels[name], pieces(words_before, words_after)))
        elif value_before != value_after:
            found.append(Change(labels[name], [(NEW, _("文字没有变，所附的图片、文件或格式有变动。"))]))
    return found


def _parts(viewer: Viewer, document: Document) -> dict[str, tuple[str, str, str]]:
    """{name: (label, words, the stored value)} of everything that this viewer may read of the document."""
    content = documents.read(document, viewer)
    parts = {"title": (_("标题"), document.title, "")}
    if document.occurred_on:
        source = content["source"]
        parts["occurred_on"] = (_("事实日期"), date_format(document.occurred_on, "DATE_FORMAT"), "")
        parts["period"] = (_("所属期间"), document.period, "")
        parts["scope"] = (_("公开范围"), str(dict(SCOPE_CHOICES)[document.scope]), "")
        parts["source"] = (_("信息来源"), "　".join(filter(None, [source["display"], source["reference"]])), "")
        parts["summary"] = (_("摘要"), content["summary"], "")
    for entry in content["fields"] if "fields" in content else ():
        parts[f"field {entry['name']}"] = (entry["label"], values.words(entry), values.stored(entry["value"]))
    body = content.get("body", [])
    parts["body"] = (_("正文"), values.words_of(body), values.stored(body))
    for name, label in (("attachments", _("附件")), ("evidence", _("佐证材料"))):
        if items := content.get(name):
            parts[name] = (label, "\n".join(map(_file_words, items)), values.stored(items))
    if tags := content.get("tags"):
        parts["tags"] = (_("标签"), "、".join(tags), "")
    return parts


def _file_words(item: dict) -> str:
    """An attachment, or a piece of evidence with its kind and note."""
    words = [item.get("display", ""), item.get("file", item)["title"], item.get("note", "")]
    return "　".join(filter(None, words))


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """The two texts as one: (SAME, GONE or NEW, text), sentence by sentence and, in what was rewritten, letter by letter."""
    old, new = SENTENCE.findall(before), SENTENCE.findall(after)
    found = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:m])
        if tag == "replace" and len(gone) + len(come) < BY_LETTERS:
            found += _by_letters(gone, come)
        elif tag == "equal":
            found.append((SAME, gone))
        else:
            found += [(GONE, gone), (NEW, come)]
    return [(kind, _shortened(text) if kind == SAME else text) for kind, text in _joined(found)]


def _by_letters(gone: str, come: str) -> list[tuple[str, str]]:
    matcher = SequenceMatcher(None, gone, come, autojunk=False)
    if matcher.ratio() < 0.5:  # another sentence: letters that both happen to have would tear it into crumbs
        return [(GONE, gone), (NEW, come)]
    found, opcodes = [], matcher.get_opcodes()
    for number, (tag, i, j, k, m) in enumerate(opcodes):
        # one letter between two changes belongs to them: 二十 → 十九 reads better than what they have in common
        alone = tag == "equal" and j - i == 1 and 0 < number < len(opcodes) - 1
        found += [(SAME, gone[i:j])] if tag == "equal" and not alone else [(GONE, gone[i:j]), (NEW, come[k:m])]
    return found


def _joined(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without empty pieces; between two unchanged passages first all that is gone, then all that is new."""
    joined = []
    for changed, group in groupby(found, key=lambda piece: piece[0] != SAME):
        texts = dict.fromkeys((GONE, NEW) if changed else (SAME,), "")
        for kind, text in group:
            texts[kind] += text
        joined += [(kind, text) for kind, text in texts.items() if text]
    return joined


def _shortened(text: str) -> str:
    return text if len(text) <= 3 * AROUND else f"{text[:AROUND]} … {text[-AROUND:]}"
