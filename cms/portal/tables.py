"""The table block as rows of cells: its headers, its merged cells, its alignment."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

__all__ = ["rows"]

# What the editor's table marks a cell with, and the classes of ours
ALIGNED = {"htRight": "number", "htCenter": "centred"}


def rows(value: dict) -> dict:
    """`{head: cells, body: [cells]}`; a cell is `{words, attributes, heads}`. Empty rows at the end are left out."""
    data = [["" if cell is None else str(cell) for cell in row] for row in value.get("data") or []]
    while data and not any(data[-1]):
        data.pop()
    choice = value.get("table_header_choice") or ""
    by_row = choice in ("row", "both") or bool(value.get("first_row_is_table_header"))
    by_column = choice in ("column", "both") or bool(value.get("first_col_is_header"))
    spans, covered = _merged(value.get("mergeCells") or [], len(data))
    classes = {(cell["row"], cell["col"]): cell.get("className") or "" for cell in value.get("cell") or []}
    made = [
        [
            {
                "words": words,
                "heads": by_column and column == 0,
                "attributes": _attributes(spans.get((row, column)), classes.get((row, column), "")),
            }
            for column, words in enumerate(cells)
            if (row, column) not in covered
        ]
        for row, cells in enumerate(data)
    ]
    return {"head": made[0] if by_row and made else [], "body": made[1:] if by_row else made}


def _merged(merges: list[dict], height: int) -> tuple[dict, set]:
    """({corner: (rows, columns)}, the places that a merged cell covers)."""
    spans, covered = {}, set()
    for merge in merges:
        row, column = merge["row"], merge["col"]
        down, across = min(merge.get("rowspan", 1), max(height - row, 1)), merge.get("colspan", 1)
        spans[row, column] = (down, across)
        covered |= {(row + i, column + j) for i in range(down) for j in range(across)} - {(row, column)}
    return spans, covered


def _attributes(span, classes: str) -> str:
    down, across = span or (1, 1)
    names = " ".join(ours for theirs, ours in ALIGNED.items() if theirs in classes.split())
    parts = [
        format_html('class="{}"', names) if names else "",
        format_html('rowspan="{}"', down) if down > 1 else "",
        format_html('colspan="{}"', across) if across > 1 else "",
    ]
    return SafeString(" ".join(part for part in parts if part))
