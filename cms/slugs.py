"""ASCII slugs from Chinese titles (wagtail #7255: a Chinese title otherwise gives no slug at all)."""

from django.utils.text import slugify
from pypinyin import lazy_pinyin

LONGEST = 60


def pinyin_slug(text: str) -> str:
    """`三会一课` → `san-hui-yi-ke`; cut at a syllable so that it stays within LONGEST; `page` when nothing remains."""
    words = [word for part in lazy_pinyin(text) if (word := slugify(part))]
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > LONGEST:
            break
        slug = longer
    return slug or (words[0][:LONGEST] if words else "page")


def first_free(base: str, taken: set[str]) -> str:
    """`base`, or `base-2`, `base-3` … whichever is not taken yet."""
    candidate, number = base, 1
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate
