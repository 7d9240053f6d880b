"""The options that a question offers to choose from."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from builder.naming import fresh, slug
from builder.operations._keys import SCHEMA, put
from builder.operations._sheet import Sheet
from builder.refusals import Refused
from formengine.core.bundle import Bundle

_HEADS: Final = frozenset({"wert", "code", "schlüssel", "kennung", "titel", "antwort"})
_BULLETS: Final = "-–•*·"
MOST: Final = 2_000
"""So many answers of one question; longer lists are code lists."""


def set_options(bundle: Bundle, element: str, options: Sequence[Mapping[str, Any]]) -> Bundle:
    """Replace the options of a question: a list of `{const, title, description}`.

    Where `const` is not given, the option that had the same title keeps its own, and a new one is made of the title.
    """
    sheet = Sheet(bundle)
    choose(sheet, element, options)
    return sheet.done()


def paste_options(bundle: Bundle, element: str, text: str) -> Bundle:
    """Replace the options by lines of `text`: a title a line, or from a spreadsheet value, title and description."""
    return set_options(bundle, element, read_options(text))


def read_options(text: str) -> list[dict[str, str]]:
    """The options in pasted lines; a first row that names the columns is left out."""
    rows = [[cell.strip().strip('"') for cell in line.split("\t")] for line in text.splitlines() if line.strip()]
    if rows and len(rows[0]) > 1 and rows[0][0].casefold() in _HEADS:
        rows = rows[1:]
    return [_option(row) for row in rows]


def _option(cells: list[str]) -> dict[str, str]:
    if len(cells) == 1:
        return {"title": cells[0].lstrip(_BULLETS).strip() or cells[0]}
    found = {"const": cells[0], "title": cells[1] or cells[0]}
    if not cells[0]:
        del found["const"]
    return found | ({"description": cells[2]} if len(cells) > 2 and cells[2] else {})


def choose(sheet: Sheet, element: str, options: Sequence[Mapping[str, Any]]) -> None:
    """Write the options of a question and let go of what other languages said of those that are gone."""
    node = sheet.node(element)
    if node.kind != "control":
        raise Refused(f"„{node.label or element}“ bietet nichts zur Auswahl an.", "Wählen Sie eine Auswahlfrage.")
    schema = sheet.schema(node.path)
    holder = schema["items"] if schema.get("type") == "array" and isinstance(schema.get("items"), dict) else schema
    if "x-codelist" in holder or "x-param" in holder:
        raise Refused("Die Antworten kommen aus einer Liste oder einem Parameter.", "Ändern Sie sie dort.")
    if "oneOf" not in holder and "enum" not in holder:
        raise Refused(
            f"„{node.label or element}“ bietet nichts zur Auswahl an.", "Wandeln Sie die Frage in eine Auswahl um."
        )
    made = numbered(options, holder)
    holder.pop("enum", None)
    put(holder, "oneOf", made, SCHEMA)
    kept = {str(option["const"]) for option in made}
    for words in sheet.texts.values():
        for name in ("options", "descriptions"):
            own = words.get(element, {}).get(name)
            if isinstance(own, dict):
                words[element][name] = {const: text for const, text in own.items() if const in kept}


def numbered(options: Sequence[Mapping[str, Any]], holder: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The options with a value each. Raises Refused for none at all, missing titles and doubled values."""
    known = {str(old.get("title")): old["const"] for old in holder.get("oneOf", ()) if "const" in old}
    taken = {str(option["const"]) for option in options if option.get("const") not in (None, "")}
    if len(options) > MOST:
        raise Refused(f"Das sind {len(options)} Antworten.", f"Eine Frage bietet höchstens {MOST} an.")
    found: list[dict[str, Any]] = []
    for number, option in enumerate(options, 1):
        title = str(option.get("title") or option.get("const") or "").strip()
        if not title:
            raise Refused(f"Der {number}. Antwort fehlt der Text.", "Schreiben Sie, was zur Auswahl steht.")
        const = option.get("const")
        if const in (None, ""):
            const = known.get(title) if str(known.get(title)) not in taken else None
        const = _typed(fresh(slug(title, "wert"), taken) if const is None else const, holder)
        rest = {"description": str(option["description"])} if option.get("description") else {}
        found.append({"const": const, "title": title, **rest})
        taken.add(str(const))
    if not found:
        raise Refused("Es gibt keine Antwort zur Auswahl.", "Nennen Sie mindestens eine.")
    doubled = [str(one["const"]) for one in found]
    if len(set(doubled)) < len(doubled):
        wrong = next(const for const in doubled if doubled.count(const) > 1)
        raise Refused(f"Der Wert „{wrong}“ kommt zweimal vor.", "Geben Sie jeder Antwort einen eigenen Wert.")
    return found


def _typed(const: Any, holder: Mapping[str, Any]) -> Any:
    """A value in the type that the schema asks for."""
    if holder.get("type") not in ("integer", "number") or not isinstance(const, str):
        return const
    try:
        return int(const) if holder["type"] == "integer" else float(const.replace(",", "."))
    except ValueError as error:
        raise Refused(f"„{const}“ ist keine Zahl.", "Diese Frage verlangt Zahlen als Werte.") from error


OPERATIONS: Final = {"set_options": set_options, "paste_options": paste_options}
