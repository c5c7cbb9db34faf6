"""What a sheet holds, whatever the file it becomes: facts above, texts, tables, results and lines to sign."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Column", "Sheet", "Table"]

NUMBERS = frozenset({"integer", "decimal", "percent"})


@dataclass(frozen=True)
class Column:
    """kind: text, integer, decimal or percent (97.5 is 97.5 %). width: in Chinese characters. total: its sum stands below."""

    name: str
    label: str
    kind: str = "text"
    width: int = 6
    total: bool = False

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS


@dataclass(frozen=True)
class Table:
    """rows: {column's name: text, number (as a document has it, decimals as strings) or None}. name: what formulas call it by."""

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[dict]

    def totals(self) -> dict[str, Decimal]:
        """The sums of the columns that have one; none without rows."""
        summed = [column.name for column in self.columns if column.total] if self.rows else []
        return {name: sum((Decimal(str(row.get(name) or 0)) for row in self.rows), Decimal(0)) for name in summed}

    def lines(self) -> list[list[tuple[Column, object]]]:
        """The rows as cells in the order of the columns, for a template."""
        return [[(column, row.get(column.name)) for column in self.columns] for row in self.rows]

    def total_line(self) -> list[tuple[Column, object]]:
        totals = self.totals()
        return [(column, totals.get(column.name)) for column in self.columns] if totals else []


@dataclass(frozen=True)
class Sheet:
    """unit: whose it is. period: in words. facts: (label, words) above the tables. texts: (heading, HTML of a rich text).

    results: (label, value, formula); a formula may name a column of a table as {table.column}, which becomes its cells.
    signatures: who signs on paper. tables_first: the form comes before the words, as on an assessment sheet.
    """

    title: str
    unit: str
    period: str
    tables: Sequence[Table]
    facts: Sequence[tuple[str, str]] = ()
    texts: Sequence[tuple[str, str]] = ()
    results: Sequence[tuple[str, object, str]] = ()
    signatures: Sequence[str] = ()
    note: str = ""
    day: str = ""
    tables_first: bool = False

    def cells_of(self, formula: str, places: dict[str, str]) -> str:
        """The formula with {table.column} replaced by what `places` says, by 0 where a table has no rows."""
        return re.sub(r"\{([\w.]+)\}", lambda found: places.get(found[1], "0"), formula)
