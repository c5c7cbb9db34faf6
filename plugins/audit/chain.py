"""The chain itself: how an entry becomes bytes, and what its hash is. Knows neither database nor files, so that an export can be
checked by anything that speaks JSON and SHA-256 (docs/audit.md gives the recipe)."""

import datetime
import hashlib
import json

from django.utils.translation import gettext as _

# In this order in documents; the canonical form sorts them
FIELDS = (
    "id", "sequence", "time", "actor", "actor_name", "actor_roles", "command", "address", "action", "object_type",
    "object_id", "object_title", "unit", "details", "algorithm", "previous",
)  # fmt: skip
# A log may change from one to the other; a weaker digest is never believed
ALGORITHMS = ("sha256", "sm3")


def canonical(value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parsed(text: str):
    """The value of canonical JSON; text that is anything else stays text, so that it has another hash."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if canonical(value) == text else text


def moment(time: datetime.datetime | None) -> str:
    """UTC, always with microseconds."""
    return time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if time else ""


def digest(entry: dict) -> str:
    """The hash of an entry as `Entry.plain()` gives it; '' when its algorithm is none that is believed."""
    if entry.get("algorithm") not in ALGORITHMS:
        return ""
    text = canonical({name: entry.get(name) for name in FIELDS})
    return hashlib.new(entry["algorithm"], text.encode("utf-8", "surrogatepass")).hexdigest()


def faults(entry: dict, sequence: int | None, previous: str | None) -> str:
    """What is wrong with an entry at this place of the chain, or ''. None: not known (the beginning of an excerpt)."""
    if sequence is not None and entry["sequence"] != sequence:
        return _("应为第 %(wanted)s 条，记为第 %(found)s 条") % {"wanted": sequence, "found": entry["sequence"]}
    if not entry["hash"] or digest(entry) != entry["hash"]:
        return _("内容与摘要不符")
    if previous is not None and entry["previous"] != previous:
        return _("与上一条不衔接")
    return ""
