"""Values of parameters as people write them into a field, and back."""

import datetime
import re
from collections.abc import Mapping
from typing import Any, Final

from builder.refusals import Refused
from formengine.core import strictjson

SCHEMAS: Final[Mapping[str, Mapping[str, Any]]] = {
    "ganz": {"type": "integer"},
    "zahl": {"type": "number"},
    "text": {"type": "string", "minLength": 1},
    "janein": {"type": "boolean"},
    "datum": {"type": "string", "format": "date"},
    "texte": {"type": "array", "items": {"type": "string", "minLength": 1}, "uniqueItems": True},
    "auswahl": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": {
                "const": {"type": "string", "minLength": 1},
                "title": {"type": "string", "minLength": 1},
            },
            "required": ["const", "title"],
            "additionalProperties": False,
        },
    },
    "tabelle": {"type": "object", "additionalProperties": {"type": ["number", "string", "boolean"]}},
}
"""The schema of a new parameter, by kind."""
JSON: Final = "json"
_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


def kind_of(schema: Mapping[str, Any]) -> str:
    """The kind that a schema is nearest to; JSON where values have a shape that no field can say."""
    type_, items = schema.get("type"), schema.get("items", {})
    if type_ == "string":
        return "datum" if schema.get("format") == "date" else "text"
    if type_ == "array" and items.get("type") == "string":
        return "texte"
    if type_ == "array" and set(items.get("properties", {})) == {"const", "title"}:
        return "auswahl"
    if type_ == "object":
        inner = [*schema.get("properties", {}).values(), schema.get("additionalProperties", {})]
        plain = all(not isinstance(each, Mapping) or each.get("type") not in ("object", "array") for each in inner)
        return "tabelle" if plain else JSON
    return {"integer": "ganz", "number": "zahl", "boolean": "janein"}.get(str(type_), JSON)


def written(kind: str, value: Any) -> str:
    """A value as it stands in the field."""
    if kind == "texte" and isinstance(value, list):
        return "\n".join(map(str, value))
    if kind == "auswahl" and isinstance(value, list):
        return "\n".join(f"{option.get('const')} = {option.get('title')}" for option in value)
    if (
        kind == "tabelle"
        and isinstance(value, Mapping)
        and not any(isinstance(one, dict | list) for one in value.values())
    ):
        return "\n".join(f"{key} = {_plain(one)}" for key, one in value.items())
    if kind == JSON or isinstance(value, dict | list):
        return strictjson.pretty(value).decode().strip()
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, str) and (found := _DAY.fullmatch(value)) and found[4]:
        return f"{found[6]}.{found[5]}.{found[4]}"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def read(kind: str, text: str) -> Any:
    """The value that somebody wrote. Raises Refused."""
    text = text.strip()
    if kind == "texte":
        return [line.strip() for line in text.splitlines() if line.strip()]
    if kind == "auswahl":
        return [{"const": const, "title": title or const} for const, title in _pairs(text)]
    if kind == "tabelle":
        return {key: guessed(value) for key, value in _pairs(text)}
    if kind == JSON:
        return _json(text)
    return _single(kind, text)


def _single(kind: str, text: str) -> Any:
    if kind in ("ganz", "zahl"):
        number = _number(text)
        if number is None or (kind == "ganz" and not isinstance(number, int)):
            raise Refused(f"„{text}“ ist keine {'ganze ' if kind == 'ganz' else ''}Zahl.", "Schreiben Sie nur Ziffern.")
        return number
    if kind == "janein":
        if text.casefold() not in ("ja", "nein"):
            raise Refused(f"„{text}“ ist weder Ja noch Nein.", "Schreiben Sie: ja oder nein.")
        return text.casefold() == "ja"
    return day(text) if kind == "datum" else text


def guessed(text: str) -> Any:
    """A value in a table: a number, yes or no, or a text."""
    if text.casefold() in ("ja", "nein"):
        return text.casefold() == "ja"
    number = _number(text)
    return text if number is None else number


def _number(text: str) -> int | float | None:
    """A number with a comma or a point in it; None for anything else."""
    plain = text.replace(" ", "").replace(",", ".")
    if not _NUMBER.fullmatch(plain) or len(plain) > 15:
        return None
    return float(plain) if "." in plain else int(plain)


def _pairs(text: str) -> list[tuple[str, str]]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        key, told, value = _pair(line.strip())
        if key and not told:
            raise Refused(f"In Zeile {number} fehlt das Gleichheitszeichen.", "Schreiben Sie: Schlüssel = Wert")
        if key:
            found.append((key, value))
    return found


def _pair(line: str) -> tuple[str, bool, str]:
    """What stands before and behind the first equals sign or tab, and whether there is one."""
    before, equals, _ = line.partition("=")
    sign = "\t" if "\t" in (before.rstrip() if equals else line) else "="
    key, found, value = line.partition(sign)
    return key.strip(), bool(found), value.strip()


def day(text: str) -> str:
    """A day as JSON has it. Raises Refused."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            numbers = [int(part) for part in (found.group(6, 5, 4) if found[4] else found.group(1, 2, 3))]
            return datetime.date(numbers[2], numbers[1], numbers[0]).isoformat()
    except ValueError:
        pass
    raise Refused(f"„{text.strip()}“ ist kein Tag.", "Schreiben Sie zum Beispiel: 01.07.2026")


def table_words(kind: str, table: Any) -> str:
    """Values by the day from which they hold, a line each."""
    rows = [row for row in table or () if isinstance(row, Mapping)]
    return "\n".join(
        f"{_plain(row['validFrom'])} = {_inline(kind, row.get('byKey', row.get('value')))}" for row in rows
    )


def _inline(kind: str, value: Any) -> str:
    return _plain(value) if not isinstance(value, dict | list) else strictjson.dumps(value).decode()


def read_table(kind: str, text: str) -> list[dict[str, Any]]:
    """The inverse of `table_words`. Raises Refused."""
    rows = []
    for when, value in _pairs(text):
        simple = kind not in ("texte", "auswahl", "tabelle", JSON)
        found = _single(kind, value) if simple else _json(value)
        rows.append({"validFrom": day(when), "byKey" if kind == "tabelle" else "value": found})
    return sorted(rows, key=lambda row: str(row["validFrom"]))


def _json(text: str) -> Any:
    try:
        return strictjson.loads(text.encode())
    except (strictjson.StrictJSONError, UnicodeEncodeError) as error:
        raise Refused(f"Der Wert ist kein JSON: {error}", "Prüfen Sie Klammern und Anführungszeichen.") from error
