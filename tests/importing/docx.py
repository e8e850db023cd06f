"""Writes Word files (Office Open XML, ECMA-376): paragraphs with a style, lists, a picture."""

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/></Types>'
)
CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:creator>{author}</dc:creator><dcterms:created>{day}T08:00:00Z</dcterms:created>"
    "</cp:coreProperties>"
)
NUMBERING = (
    f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles xmlns:w="{WORD}">'
    '<w:style w:type="paragraph" w:styleId="Tittel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="O2"><w:name w:val="heading 2"/></w:style></w:styles>'
)


def paragraph(text: str, style: str = "", level: int | None = None) -> str:
    """A paragraph with a style, or an item of a list at a level; `*` around it makes it bold."""
    bold = "<w:b/>" if text.startswith("*") else ""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (
        number if level is not None else ""
    )
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{bold}</w:rPr>"
        f'<w:t xml:space="preserve">{text.strip("*")}</w:t></w:r></w:p>'
    )


def picture(alt: str) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">'
        f'<wp:docPr id="1" name="x" descr="{alt}"/><a:graphic xmlns:a="{DRAWING}/main">'
        f'<a:graphicData><pic:pic xmlns:pic="{DRAWING}/picture">'
        f'<pic:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="p1"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r></w:p>"
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def write_docx(file: Path, blocks: Sequence[str], png: bytes, author: str, day: str) -> None:
    """Write the file; its picture is the bytes of a PNG."""
    relations = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    link = '<Relationship Id="{}" Type="' + OFFICE + '/{}" Target="{}"/>'
    inner = (("p1", "image", "p.png"), ("s1", "styles", "styles.xml"))
    inner += (("n1", "numbering", "numbering.xml"),)
    body = f'<w:document xmlns:w="{WORD}"><w:body>{"".join(blocks)}</w:body></w:document>'
    root = link.format("d1", "officeDocument", "word/document.xml")
    file.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", relations.format(root))
        archive.writestr("docProps/core.xml", CORE.format(author=author, day=day))
        archive.writestr("word/document.xml", body)
        archive.writestr("word/numbering.xml", NUMBERING)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/p.png", png)
        links = "".join(link.format(*values) for values in inner)
        archive.writestr("word/_rels/document.xml.rels", relations.format(links))
