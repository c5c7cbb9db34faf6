"""Text as blocks: headings by chapter and article, and the paragraphs between them.

第一章 党员                     → heading, large
第三条 党员必须履行下列义务…       → heading 第三条, small, and the paragraph 党员必须履行下列义务…
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.html import escape
from django.utils.translation import gettext as _

__all__ = ["Text", "from_html", "from_lines"]

NUMBER = r"[〇零一二三四五六七八九十百千两0-9]+"
CHAPTER = re.compile(rf"第{NUMBER}[编章节部][\s\u3000]*\S[^。；]{{0,40}}|[总附]则")
ARTICLE = re.compile(rf"(第{NUMBER}条(?:之{NUMBER})?)[\s\u3000：:]*(?=\S)")
LARGE, SMALL = "2", "3"
LONGEST_HEADING = 100
# What the editor's rich text keeps; anything else is read for its words
INLINE = {"b", "strong", "i", "em", "sub", "sup", "br"}
LISTS = {"ul", "ol"}


@dataclass
class Text:
    """`blocks`: (type, value) of headings and rich text. `title`: the first heading of the highest level, or ''.

    `lost`: what could not be kept, in words.
    """

    title: str = ""
    blocks: list[tuple[str, object]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def heading(self, words: str, level: str) -> None:
        words = " ".join(words.split())
        if len(words) > LONGEST_HEADING:
            self.paragraph(escape(words))
        elif words:
            self.blocks.append(("heading", {"text": words, "level": level}))

    def paragraph(self, html: str) -> None:
        self.add(f"<p>{html}</p>")

    def add(self, html: str) -> None:
        """More of the rich text that stands here; one block as far as the next heading."""
        if self.blocks and self.blocks[-1][0] == "rich_text":
            html = f"{self.blocks.pop()[1]}{html}"
        self.blocks.append(("rich_text", html))

    @property
    def articles(self) -> int:
        return sum(kind == "heading" and bool(ARTICLE.match(f"{value['text']} …")) for kind, value in self.blocks)


def from_lines(body: str) -> Text:
    """Plain text: each line is a paragraph or a heading."""
    text = Text()
    for line in body.splitlines():
        if line := line.strip():
            _paragraph(text, line, escape(line))
    return text


def _paragraph(text: Text, plain: str, html: str) -> None:
    if CHAPTER.fullmatch(plain):
        text.heading(plain, LARGE)
        return
    if found := ARTICLE.match(plain):
        text.heading(found[1], SMALL)
        plain, start = plain[found.end() :], html.find(found[1])
        # Markup inside of the article's number is nothing that anybody would miss
        html = html[start + len(found[1]) :].lstrip(" \u3000：:") if start >= 0 else escape(plain)
    text.paragraph(html)


def from_html(html: str) -> Text:
    """What Markdown and Word became: headings, paragraphs, lists, quotations and tables, row by row."""
    text = Text()
    for element in BeautifulSoup(html, "html.parser").contents:
        _element(text, element)
    return text


def _element(text: Text, element) -> None:
    if isinstance(element, NavigableString):
        if words := element.strip():
            _paragraph(text, words, escape(words))
        return
    for picture in element.find_all("img") if element.name != "img" else [element]:
        text.lost.append(_("图片“%(name)s”") % {"name": (picture.get("alt") or _("未命名"))[:40]})
    words = element.get_text(" ", strip=True)
    if not words or element.name == "img":
        return
    if re.fullmatch("h[1-6]", element.name):
        if not text.title and not text.blocks:
            text.title = words
        else:
            text.heading(words, LARGE if element.name in ("h1", "h2") else SMALL)
    elif element.name in LISTS:
        text.add(_list(element))
    elif element.name == "table":
        text.lost.append(_("表格的边框（%(count)s 行按段落保留）") % {"count": len(element.find_all("tr"))})
        for row in element.find_all("tr"):
            cells = [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])]
            text.paragraph(escape("　".join(filter(None, cells))))
    elif element.name in ("blockquote", "div", "section"):
        for inner in element.contents:
            _element(text, inner)
    else:
        _paragraph(text, element.get_text().strip(), _inline(element))


def _list(element: Tag) -> str:
    items = "".join(f"<li>{_inline(item)}</li>" for item in element.find_all("li") if item.get_text(strip=True))
    return f"<{element.name}>{items}</{element.name}>"


def _inline(element: Tag) -> str:
    return "".join(_pieces(element)).strip()


def _pieces(element: Tag) -> Iterator[str]:
    for inner in element.contents:
        if isinstance(inner, NavigableString):
            yield escape(str(inner).replace("\n", " "))
        elif inner.name in LISTS:
            continue  # each of its items is one of the whole list's
        elif inner.name == "br":
            yield "<br/>"
        elif inner.name in INLINE:
            yield f"<{inner.name}>{_inline(inner)}</{inner.name}>"
        elif inner.name == "a" and str(inner.get("href", "")).startswith(("https://", "http://", "mailto:")):
            yield f'<a href="{escape(inner["href"])}">{_inline(inner)}</a>'
        else:
            yield from _pieces(inner)
