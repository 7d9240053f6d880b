"""The Fragenkatalog as a Word document that people edit: real headings, tables with header rows, language and title."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.image.exceptions import UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table

from formengine.documents.fragenkatalog._model import Catalogue, Chapter, Entry, Fact, Listing, Picture

_LANGUAGE: Final = "de-DE"
_FONT: Final = "Calibri"
_WIDTH: Final = 16.5
"""Between the margins of an upright A4 page, in centimetres."""
_FIRST: Final = 4.2
_DEEPEST: Final = 6
_NARROWEST: Final = 24
_WIDEST: Final = 240
"""Letters: a column of texts is at most about three times as wide as one of single words."""
_TABLE: Final = "Table Grid"
_SHADE: Final = "EDEFF2"
_OPTIONS: Final = ("Antwortmöglichkeit", "Wert", "Erklärung")
_CONTROL: Final = {ord(sign): None for sign in (*map(chr, range(32)), "\ufffe", "\uffff") if sign not in "\t\n"}
"""Signs that no XML may hold."""


def docx(catalogue: Catalogue, now: datetime) -> bytes:
    """The bytes of the document; `now` is when it was made."""
    document = Document()
    _prepare(document, catalogue, now)
    document.add_heading(_clean(catalogue.name), 0)
    _facts(document, catalogue.facts, "Angaben zum Dienst")
    document.add_heading("Seiten", 1)
    for chapter in catalogue.chapters:
        document.add_paragraph(_clean(f"{chapter.number} {chapter.title}"), "List Bullet")
    for chapter in catalogue.chapters:
        _chapter(document, chapter)
    for listing in catalogue.listings:
        _listing(document, listing)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _prepare(document: DocxDocument, catalogue: Catalogue, now: datetime) -> None:
    """Paper, type, language, and what a screen reader says of the file."""
    properties = document.core_properties
    properties.title, properties.language = _clean(catalogue.name)[:255], _LANGUAGE
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = now.astimezone(UTC).replace(tzinfo=None)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - _WIDTH) / 2)
    styles: Any = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = _FONT, Pt(11)
    for name in ("Title", *(f"Heading {level}" for level in range(1, _DEEPEST + 1))):
        # The template's headings are light blue: too little contrast, and in another typeface.
        styles[name].font.color.rgb, styles[name].font.name = RGBColor(0, 0, 0), _FONT
        styles[name].element.rPr.rFonts.attrib.clear()
        styles[name].element.rPr.rFonts.set(qn("w:ascii"), _FONT)
        styles[name].element.rPr.rFonts.set(qn("w:hAnsi"), _FONT)
    styles[_TABLE].font.size = Pt(10)
    _drop_table_styles(styles)
    _speak(styles.element)


def _drop_table_styles(styles: Any) -> None:
    """The template brings a hundred looks of tables; every paragraph is looked up among them."""
    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in (_TABLE, "Normal Table"):
            style.delete()


def _speak(styles: Any) -> None:
    """Set the language of all text that names none."""
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), _LANGUAGE)


def _chapter(document: DocxDocument, chapter: Chapter) -> None:
    heading = document.add_heading(_clean(f"{chapter.number} {chapter.title}"), 1)
    heading.paragraph_format.page_break_before = True
    _facts(document, chapter.facts, f"Seite {chapter.title}")
    for entry in chapter.entries:
        _entry(document, entry)


def _entry(document: DocxDocument, entry: Entry) -> None:
    level = min(entry.depth + 2, _DEEPEST)
    document.add_heading(_clean(f"{entry.number} {entry.title}".strip()), level)
    _facts(document, entry.facts, entry.title)
    if entry.options:
        shown = 3 if any(explained for _, _, explained in entry.options) else 2
        rows = [option[:shown] for option in entry.options]
        _table(document, _OPTIONS[:shown], rows, f"Antwortmöglichkeiten zu {entry.title}")
    if entry.picture is not None:
        _picture(document, entry.picture)


def _picture(document: DocxDocument, picture: Picture) -> None:
    """The picture with its alternative text; in words only where the format is unknown to Word."""
    try:
        shape = document.add_picture(io.BytesIO(picture.data), width=Cm(_WIDTH * 0.6))
    except UnrecognizedImageError:
        document.add_paragraph(_clean(f"Bild: {picture.alt}"))
        return
    # The stubs of python-docx do not know the properties of a drawing.
    inline: Any = shape._inline  # noqa: SLF001
    inline.docPr.set("descr", _clean(picture.alt))


def _facts(document: DocxDocument, facts: Sequence[Fact], about: str) -> None:
    if facts:
        _table(document, ("Merkmal", "Inhalt"), [(fact.name, fact.text) for fact in facts], about)


def _listing(document: DocxDocument, listing: Listing) -> None:
    document.add_heading(_clean(listing.title), 1)
    _table(document, listing.columns, listing.rows, listing.title)


def _table(document: DocxDocument, head: Sequence[str], rows: Sequence[Sequence[str]], about: str) -> None:
    """A table whose first row repeats on each page and is told as its header."""
    table = document.add_table(len(rows) + 1, len(head), _TABLE)
    table.autofit = False
    _describe(table, about)
    widths = [Cm(width) for width in _widths(head, rows)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, (row, content) in enumerate(zip(table.rows, (head, *rows), strict=True)):
        _mark(row, "w:cantSplit" if place else "w:tblHeader")
        for cell, text, width in zip(row.cells, content, widths, strict=True):
            cell.width = width
            run = cell.paragraphs[0].add_run(_clean(text))
            if not place:
                run.bold = True
                _shade(cell)
    document.add_paragraph()


def _widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Names narrow, texts wide: of more than two columns each as wide as its longest text asks for."""
    if len(head) == 2 and head != _OPTIONS[:2]:
        return [_FIRST, _WIDTH - _FIRST]
    longest = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    wanted = [max(_NARROWEST, min(length, _WIDEST)) ** 0.5 for length in longest]
    return [_WIDTH * each / sum(wanted) for each in wanted]


def _shade(cell: Any) -> None:
    """The ground of a header cell."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001


def _describe(table: Table, about: str) -> None:
    """What the table is about, for who hears it."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), _clean(about))
    table._tbl.tblPr.append(caption)  # noqa: SLF001


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def _clean(text: str) -> str:
    """A text that XML can hold."""
    return text.translate(_CONTROL)
