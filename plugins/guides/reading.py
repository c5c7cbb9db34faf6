"""Guides out of a file. What cannot be understood is told with its place and never stops the rest."""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import mammoth
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from .texts import Text, from_html, from_lines

__all__ = ["FORMATS", "Guide", "Misread", "count", "digest_of", "read"]

RULE_KINDS = frozenset({"rule", "law"})
KNOWN = frozenset({"id", "title", "body", "kind", "source"})
LONGEST_ID = 200
LONGEST_BODY = 200_000
# So many articles make a rule of a text that does not say what it is
ARTICLES_OF_A_RULE = 3


@dataclass(frozen=True)
class Guide:
    """One guide or rule as it was read. `place`: where it stands, for messages. `lost`: what could not be kept of it."""

    external_id: str
    title: str
    kind: str
    source: str
    text: Text
    place: str
    lost: list[str] = field(default_factory=list)

    @property
    def is_rule(self) -> bool:
        return self.kind in RULE_KINDS

    @property
    def digest(self) -> str:
        """Of all that was read, so that the same again is known to be the same."""
        content = [self.title, self.kind, self.source, self.text.blocks]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Misread:
    """What was not understood: where, and why."""

    place: str
    reason: str


def read(path: Path) -> Iterator[Guide | Misread]:
    """What a file holds, in order. Raises ValueError for a file of another format, OSError for one that cannot be read."""
    yield from _reader(path)(path)


def count(path: Path) -> int:
    """How many guides the file may hold, for whoever shows progress."""
    if not _is_lines(path):
        return 1
    with _opened(path) as file:
        return sum(1 for line in file if line.strip())


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reader(path: Path) -> Callable[[Path], Iterator[Guide | Misread]]:
    for endings, reader in FORMATS.items():
        if path.name.lower().endswith(endings):
            return reader
    raise ValueError(
        _("“%(name)s”不是能导入的格式，请用 %(formats)s。")
        % {"name": path.name, "formats": "、".join(ending for endings in FORMATS for ending in endings)}
    )


def _is_lines(path: Path) -> bool:
    return _reader(path) is _json_lines


def _opened(path: Path):
    opener = gzip.open if path.name.lower().endswith(".gz") else open
    return opener(path, "rt", encoding="utf-8-sig", errors="replace")


def _json_lines(path: Path) -> Iterator[Guide | Misread]:
    seen: set[str] = set()
    with _opened(path) as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            place = _("%(file)s 第 %(number)s 行") % {"file": path.name, "number": number}
            try:
                guide = _entry(json.loads(line), place)
                if guide.external_id in seen:
                    raise ValueError(_("标识“%(id)s”在文件中重复") % {"id": guide.external_id})
            except ValueError as error:
                reason = _("不是一行 JSON") if isinstance(error, json.JSONDecodeError) else str(error)
                yield Misread(place, reason)
                continue
            seen.add(guide.external_id)
            yield guide


def _entry(data, place: str) -> Guide:
    """Raises ValueError with the reason."""
    if not isinstance(data, dict):
        raise ValueError(_("不是一个 JSON 对象"))
    found = {}
    for name in ("id", "title", "body", "kind", "source"):
        value = data.get(name, "")
        if isinstance(value, int) and name == "id":
            value = str(value)
        if not isinstance(value, str):
            raise ValueError(_("“%(name)s”须为文字") % {"name": name})
        # PostgreSQL keeps no NUL
        found[name] = value.replace("\x00", "").strip()
        if name in ("id", "title", "body") and not found[name]:
            raise ValueError(_("缺少“%(name)s”") % {"name": name})
    for name, longest in (("id", LONGEST_ID), ("body", LONGEST_BODY)):
        if len(found[name]) > longest:
            raise ValueError(_("“%(name)s”超过 %(longest)s 个字") % {"name": name, "longest": longest})
    unknown = sorted(set(data) - KNOWN)
    return Guide(
        external_id=found["id"],
        title=" ".join(found["title"].split()),
        kind=found["kind"] or "guide",
        source=found["source"],
        text=from_lines(found["body"]),
        place=place,
        lost=[_("不认识的字段“%(name)s”") % {"name": name[:40]} for name in unknown],
    )


def _markdown(path: Path) -> Iterator[Guide | Misread]:
    yield _whole(path, from_html(MarkdownIt("commonmark").enable("table").render(path.read_text(encoding="utf-8-sig"))))


def _word(path: Path) -> Iterator[Guide | Misread]:
    try:
        with path.open("rb") as file:
            # Pictures stay where they are: a guide is words, and what is left out is told
            found = mammoth.convert_to_html(file, convert_image=mammoth.images.img_element(lambda image: {"src": ""}))
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 (mammoth raises whatever its parts of XML and zip raise)
        yield Misread(path.name, _("不是完好的 Word 文件（.docx）：%(error)s") % {"error": error})
        return
    yield _whole(path, from_html(found.value))


def _whole(path: Path, text: Text) -> Guide | Misread:
    """The file as one guide, known by its name."""
    if not text.blocks:
        return Misread(path.name, _("文件中没有文字"))
    return Guide(
        external_id=path.stem[:LONGEST_ID],
        title=text.title or path.stem,
        kind="rule" if text.articles >= ARTICLES_OF_A_RULE else "guide",
        source=path.name,
        text=text,
        place=path.name,
        lost=text.lost,
    )


FORMATS: dict[tuple[str, ...], Callable[[Path], Iterator[Guide | Misread]]] = {
    (".jsonl", ".jsonl.gz"): _json_lines,
    (".md", ".markdown"): _markdown,
    (".docx",): _word,
}
