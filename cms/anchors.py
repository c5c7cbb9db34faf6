"""Anchors of a body: an id for each heading and each article (第×条), so that a link can lead to it. Pure functions on JSON.

An id is made of the heading's own words (`t-第十三条`), so that it stays the same while other parts of the text change. Words
that stand there more than once are numbered in the order of the text.
"""

import html
import re
from dataclasses import dataclass

from django.utils.html import strip_tags

__all__ = ["Anchor", "anchored", "outline"]

NUMBER = "[0-9０-９零〇一二三四五六七八九十百千]+"
ARTICLE = re.compile(rf"第{NUMBER}条(?:之{NUMBER})?")
DIVISION = re.compile(rf"第{NUMBER}[编章节]")
# Of the rich text that Wagtail keeps: a paragraph or heading holds no other
PARAGRAPH = re.compile(r"<(p|h[2-6]|li)((?:\s[^>]*)?)>(.*?)(?=</\1>)", re.DOTALL)
BEGINNING = re.compile(r"<(?:p|h[1-6]|li)(?:\s[^>]*)?>")
NO_WORDS = re.compile(r"[^\w]+")
LONGEST = 40  # characters of an id: the beginning of a long heading tells it from others


@dataclass(frozen=True)
class Anchor:
    """`label`: what to call it. `words`: the plain line that it stands before, as the text for search has it."""

    id: str
    label: str
    words: str


def anchored(body: list[dict]) -> tuple[list[dict], list[Anchor]]:
    """The body with the ids in it, and the anchors in the order of the text. `body`: a document's, which is left as it is.

    A heading block gets `value["anchor"]`, in rich text the element has the id.
    """
    marked, found, ids = [], [], set()

    def add(words: str, label: str) -> str:
        name = base = f"t-{NO_WORDS.sub('', label)[:LONGEST]}"
        number = 1
        while name in ids:
            number += 1
            name = f"{base}-{number}"
        ids.add(name)
        found.append(Anchor(name, label, words))
        return name

    def in_paragraph(match: re.Match) -> str:
        tag, attributes, inner = match.groups()
        words = _plain(inner)
        label = _label(words, heading=tag.startswith("h"))
        if not label or re.search(r"\sid=", attributes):
            return match.group()
        return f'<{tag}{attributes} id="{html.escape(add(words, label))}">{inner}'

    for block in body:
        value = block["value"]
        if block["type"] == "heading" and (words := _plain(value.get("text", ""))):
            block = {**block, "value": {**value, "anchor": add(words, _label(words, heading=True))}}
        elif block["type"] == "rich_text" and isinstance(value, str):
            block = {**block, "value": PARAGRAPH.sub(in_paragraph, value)}
        marked.append(block)
    return marked, found


def outline(body: list[dict]) -> list[Anchor]:
    """The anchors alone."""
    return anchored(body)[1]


def last_words(body: list[dict]) -> str:
    """The last line of the body's words, where its last article ends; '' of a body that ends with something else."""
    last = body[-1] if body else {"type": ""}
    if last["type"] == "rich_text" and isinstance(last["value"], str):
        return _plain(BEGINNING.split(last["value"])[-1])
    return ""


def _plain(markup: str) -> str:
    return " ".join(html.unescape(strip_tags(markup)).split())


def _label(words: str, *, heading: bool) -> str:
    """第十三条 of an article, whatever follows; the words of a heading; '' for another paragraph."""
    if found := ARTICLE.match(words):
        return found.group()
    if heading or (DIVISION.match(words) and len(words) <= LONGEST):
        return words
    return ""
