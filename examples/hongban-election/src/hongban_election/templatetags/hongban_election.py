from django import template

from hongban_election.models import DUTIES, SOURCES
from hongban_election.votes import WRITTEN_IN

register = template.Library()

# What the sheet says in its own way
SHEET = (
    "seats", "voters_due", "voters_present", "turnout", "secret_ballot", "ballots_issued", "ballots_returned",
    "ballots_valid", "ballots_invalid", "scrutineers", "tellers",
)  # fmt: skip
TABLES = ("candidates", "new_committee")


@register.simple_tag
def election_sheet(content: dict, groups: list[dict]) -> dict:
    """选举结果报告单 of an election's document: `{counts, candidates, committee, rest}`; no counts for a postponement.

    `candidates` is empty for who may not see them; `rest` are the groups without what the sheet says.
    """
    entries = {entry["name"]: entry for entry in content["fields"]}
    if "ballots_valid" not in entries:
        return {"counts": {}, "rest": groups}
    sources, duties = dict(SOURCES), dict(DUTIES)
    shown = {entries[name]["label"] for name in SHEET if name in entries}
    return {
        "counts": {name: entries[name].get("display", entries[name]["value"]) for name in SHEET if name in entries},
        "candidates": [
            {**row, "source_label": sources[row["source"]], "written_in": row["source"] == WRITTEN_IN}
            for row in _rows(entries, "candidates")
        ],
        "committee": [{**row, "duty_label": duties[row["duty"]]} for row in _rows(entries, "new_committee")],
        "rest": [group for group in (_without(group, shown) for group in groups) if group],
    }


def _rows(entries: dict, name: str) -> list[dict]:
    return entries[name]["value"] if name in entries else []


def _without(group: dict, labels: set[str]) -> dict | None:
    if group["kind"] == "facts":
        left = [item for item in group["entries"] if item["label"] not in labels]
        return {**group, "entries": left} if left else None
    return None if group.get("entry", {}).get("name") in TABLES else group
