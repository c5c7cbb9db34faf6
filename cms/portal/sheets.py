"""A record's fields placed as on the form that people know from paper: labels and values in ruled lines."""

__all__ = ["by_name", "sheet"]


def by_name(groups: list[dict]) -> dict[str, dict]:
    """{field's name: the fact `{name, label, cell}` or the group `{kind, entry, …}`} of `cms.portal.fields.field_groups()`."""
    found = {}
    for group in groups:
        if group["kind"] == "facts":
            found |= {fact["name"]: fact for fact in group["entries"]}
        elif "entry" in group:
            found[group["entry"]["name"]] = group
    return found


def sheet(groups: list[dict], lines: tuple[str, ...]) -> dict:
    """{rows, rest}: rows are `{facts: [...], span}` or `{group}`, in the order of `lines`; `rest` are groups with what is left.

    A field that this reader does not see, or that is empty, leaves its place to its neighbour.
    """
    known = by_name(groups)
    rows = []
    for line in lines:
        here = [known[name] for name in line.split() if name in known]
        facts = [one for one in here if "cell" in one]
        if facts:
            rows.append({"facts": facts, "span": 3 if len(facts) == 1 else 1})
        rows += [{"group": one} for one in here if "cell" not in one]
    placed = {name for line in lines for name in line.split()}
    return {"rows": rows, "rest": list(_left(groups, placed))}


def _left(groups, placed):
    for group in groups:
        if group["kind"] == "facts":
            entries = [fact for fact in group["entries"] if fact["name"] not in placed]
            if entries:
                yield {**group, "entries": entries}
        elif group.get("entry", {}).get("name") not in placed:
            yield group
