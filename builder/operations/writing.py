"""Many questions at once, from lines of text."""

from dataclasses import dataclass
from typing import Any, Final

from builder.operations._answered import answered
from builder.operations._grouped import write_effects
from builder.operations._lines import MARKS, Line, read_lines
from builder.operations._making import insert, new_container, new_question, new_text
from builder.operations._requiring import require
from builder.operations._sheet import Sheet
from builder.operations._spots import Spot, element_spot, page_spot
from builder.operations.choosing import choose
from builder.tree import ROOT
from formengine.core.bundle import Bundle
from formengine.fields import TYPES


def add_lines(bundle: Bundle, text: str, parent: str = "", after: str = "", before: str = "") -> Bundle:
    """Add what lines of `text` say, one question a line, from a place on that is named as for `add`.

    The marks (`_lines.MARKS`): `*` required, a type in brackets, options behind a colon with `|`, `[ ]` boxes,
    `# page`, `## group`, `> note`, `wenn question = answer`. Refused with the number of the line that cannot be read.
    """
    sheet = Sheet(bundle)
    lines = read_lines(text)
    if lines[0].kind == "page":
        pen = _Pen(sheet, None, page_spot(sheet, parent or ROOT, after, before))
    else:
        pen = _Pen(sheet, element_spot(sheet, parent or ROOT, after, before), None)
    for line in lines:
        pen.write(line)
    return sheet.done()


@dataclass
class _Pen:
    """Where the next element goes."""

    sheet: Sheet
    spot: Spot | None
    page: Spot | None
    outside: Spot | None = None
    """Where the next group goes while one is open."""

    def write(self, line: Line) -> None:
        """Add what a line says."""
        if line.kind == "page":
            self._new_page(line)
        elif line.kind == "group":
            self._new_group(line)
        else:
            self._new_element(line)

    def _new_page(self, line: Line) -> None:
        spot = self.page or self._behind_this_page()
        made = self._depending(new_container(self.sheet, "page", line.label, ""), line)
        insert(self.sheet, spot, made)
        self.page = Spot(spot.parent, spot.index + 1)
        self.spot, self.outside = Spot(made["id"], 0), None

    def _behind_this_page(self) -> Spot:
        inside = self._here()
        return page_spot(self.sheet, after=inside.parent)

    def _new_group(self, line: Line) -> None:
        spot = self.outside or self._here()
        made = self._depending(new_container(self.sheet, "group", line.label, ""), line)
        insert(self.sheet, spot, made)
        self.outside = Spot(spot.parent, spot.index + 1)
        self.spot = Spot(made["id"], 0)

    def _new_element(self, line: Line) -> None:
        spot = self._here()
        static = TYPES[line.kind].static
        make: Any = new_text(self.sheet, line.kind, line.label, "") if static else self._question(spot, line)
        self._depending(make, line)
        insert(self.sheet, spot, make)
        self.spot = Spot(spot.parent, spot.index + 1)
        if line.options:
            choose(self.sheet, make["id"], [{"title": title} for title in line.options])
        if line.required and not static:
            require(self.sheet, make["id"], True)

    def _question(self, spot: Spot, line: Line) -> dict[str, Any]:
        return new_question(self.sheet, spot, line.kind, line.label)

    def _depending(self, made: dict[str, Any], line: Line) -> dict[str, Any]:
        """The element, shown only where the question that the line names is answered as it says."""
        if line.when is not None:
            write_effects(made, [{"effect": "SHOW", "condition": answered(self.sheet, line.when, line.number)}])
        return made

    def _here(self) -> Spot:
        if self.spot is None:
            self.spot = element_spot(self.sheet)
        return self.spot


__all__ = ["MARKS", "OPERATIONS", "add_lines"]

OPERATIONS: Final = {"add_lines": add_lines}
