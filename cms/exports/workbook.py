"""A sheet as an Excel file: merged title, unit and period, header rows, sums as formulas that can be seen, lines to sign."""

import io
from decimal import Decimal, InvalidOperation
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from .sheets import Column, Sheet, Table

__all__ = ["LONGEST", "workbook", "write_text"]

LONGEST = 32_767  # characters of one cell
FORMATS = {"integer": "0", "decimal": "0.00", "percent": "0.0"}
LINE = Side(style="thin", color="808080")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEAD = PatternFill("solid", fgColor="EFEFEF")
WRAPPED = Alignment(wrap_text=True, vertical="top")
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
# What a spreadsheet would take for a formula, or hand on to another program as one
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def workbook(sheet: Sheet, *, draft: bool) -> bytes:
    """The file's bytes. draft: marked 草稿, since nobody has released it."""
    book = Workbook()
    page = book.active
    page.title = _fit_name(sheet.title)
    across = max(len(table.columns) for table in sheet.tables)
    _widths(page, sheet.tables)
    row = _head(page, sheet, across, draft)
    places: dict[str, str] = {}
    for table in sheet.tables:
        row = _table(page, table, row, across, places)
    for label, _value, formula in sheet.results:
        write_text(page.cell(row, 1), label).font = Font(bold=True)
        cell = page.cell(row, across, sheet.cells_of(formula, places))
        cell.number_format, cell.font, cell.border = FORMATS["decimal"], Font(bold=True), BOX
        row += 1
    for heading, html in sheet.texts:
        write_text(_merged(page, row, across), heading).font = Font(bold=True)
        words = unescape(strip_tags(html.replace("</p>", "</p>\n").replace("</li>", "</li>\n"))).strip()
        write_text(_merged(page, row + 1, across), words).alignment = WRAPPED
        # Excel does not make room in merged cells by itself
        page.row_dimensions[row + 1].height = 15 * sum(1 + len(line) // 60 for line in words.split("\n"))
        row += 2
    if sheet.note:
        write_text(_merged(page, row, across), sheet.note).alignment = WRAPPED
        row += 1
    if sheet.signatures:
        signed = "　　　　　　　　".join(_("%(who)s：") % {"who": who} for who in sheet.signatures)
        write_text(_merged(page, row + 1, across), signed)
        write_text(_merged(page, row + 2, across), _("日期：　　　　年　　月　　日"))
    page.print_title_rows = "1:2"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def write_text(cell, words):
    """Put words into a cell, which stay words whatever they begin with; the cell."""
    text = ILLEGAL_CHARACTERS_RE.sub("", str(words))[:LONGEST]
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(DANGEROUS)
    return cell


def _fit_name(title: str) -> str:
    """A sheet's name has 31 characters at most and none of these."""
    return "".join(" " if sign in r"[]:*?/\'" else sign for sign in title)[:31].strip() or "Sheet"


def _widths(page, tables) -> None:
    """Of the widest that each column is in any table; a Chinese character is as wide as two digits."""
    for place in range(max(len(table.columns) for table in tables)):
        widths = [table.columns[place].width for table in tables if place < len(table.columns)]
        page.column_dimensions[get_column_letter(place + 1)].width = 2 * max(widths) + 2


def _merged(page, row: int, across: int):
    page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=across)
    return page.cell(row, 1)


def _head(page, sheet: Sheet, across: int, draft: bool) -> int:
    title = _("%(title)s（草稿）") % {"title": sheet.title} if draft else sheet.title
    cell = write_text(_merged(page, 1, across), title)
    cell.font, cell.alignment = Font(size=16, bold=True), CENTRED
    page.row_dimensions[1].height = 32
    place = _("单位：%(unit)s　　期间：%(period)s") % {"unit": sheet.unit, "period": sheet.period}
    write_text(_merged(page, 2, across), place)
    row = 3
    for label, words in sheet.facts:
        write_text(_merged(page, row, across), f"{label}：{words}")
        row += 1
    return row


def _table(page, table: Table, row: int, across: int, places: dict[str, str]) -> int:
    """Write a table from `row` on and note in `places` where its columns stand; the row below it."""
    write_text(_merged(page, row, across), table.caption).font = Font(bold=True)
    row += 1
    for place, column in enumerate(table.columns, 1):
        cell = write_text(page.cell(row, place), column.label)
        cell.font, cell.alignment, cell.fill, cell.border = Font(bold=True), CENTRED, HEAD, BOX
    first = row + 1
    for values in table.rows:
        row += 1
        for place, column in enumerate(table.columns, 1):
            _value(page.cell(row, place), column, values.get(column.name))
    if table.rows:
        for place, column in enumerate(table.columns, 1):
            letter = get_column_letter(place)
            places[f"{table.name}.{column.name}"] = f"{letter}{first}:{letter}{row}"
        if any(column.total for column in table.columns):
            row = _totals(page, table, row + 1, places)
    else:
        row += 1
        write_text(_merged(page, row, across), _("（无）"))
    return row + 2


def _totals(page, table: Table, row: int, places: dict[str, str]) -> int:
    for place, column in enumerate(table.columns, 1):
        cell = page.cell(row, place)
        if column.total:
            cell.value = f"=SUM({places[f'{table.name}.{column.name}']})"
            cell.number_format = FORMATS.get(column.kind, "General")
        elif place == 1:
            write_text(cell, _("合计"))
        cell.font, cell.border = Font(bold=True), BOX
    return row


def _value(cell, column: Column, value) -> None:
    cell.border = BOX
    if value is None or value == "":
        return
    if column.is_number:
        try:
            cell.value = Decimal(str(value))
        except InvalidOperation:
            write_text(cell, value)
        cell.number_format = FORMATS[column.kind]
        return
    write_text(cell, value).alignment = WRAPPED
