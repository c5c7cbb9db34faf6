"""Small Word documents (.docx) for sign-in sheets, forms and checklists, written without a library; equal papers give equal bytes."""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from plugins.demo.world import Paper

# Zip keeps a time with each file; a fixed one keeps the bytes the same.
EPOCH = (2020, 1, 1, 0, 0, 0)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/>'
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="444444"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE_DOCUMENT}" Target="word/document.xml"/></Relationships>'
)


def write(paper: Paper) -> bytes:
    """The paper as a .docx file."""
    body = "".join(_parts(paper))
    document = f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml", CONTENT_TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", document),
        ):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _parts(paper: Paper) -> Iterator[str]:
    yield _paragraph(paper.title, size=36, bold=True, centred=True)
    for text in paper.paragraphs:
        yield from map(_paragraph, text.split("\n"))
    if paper.table:
        rows = "".join(
            "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_paragraph(cell, bold=not number)}</w:tc>" for cell in row) + "</w:tr>"
            for number, row in enumerate(paper.table)
        )
        grid = "<w:gridCol/>" * len(paper.table[0])
        yield f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
        yield "<w:p/>"


def _paragraph(text: str, size: int = 28, bold: bool = False, centred: bool = False) -> str:
    place = '<w:pPr><w:jc w:val="center"/></w:pPr>' if centred else ""
    look = f'<w:rPr>{FONT}{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    return f'<w:p>{place}<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
