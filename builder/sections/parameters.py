"""Values that each Kommune settles for itself."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from builder.naming import fresh, slug
from builder.posters import Wish
from builder.refusals import Refused
from builder.sections._frame import NEW, Act, Entry, Fields, Section, Subject, panel
from builder.sections._values import JSON, SCHEMAS, kind_of, read, read_table, table_words, written

_KINDS: Final = {
    "ganz": "ganze Zahl",
    "zahl": "Zahl",
    "text": "Text",
    "janein": "Ja oder Nein",
    "datum": "Datum",
    "texte": "Liste von Texten",
    "auswahl": "Liste von Antworten",
    "tabelle": "Tabelle",
    JSON: "JSON",
}
_SHORT: Final = 120


def _entries(subject: Subject) -> Iterable[Entry]:
    own = subject.bundle.parameters.get("values", {})
    for name, spec in subject.form.get("parameters", {}).items():
        kind = kind_of(spec.get("schema", {}))
        words = [f"Vorgabe: {_short(written(kind, spec.get('default')))}"]
        words += [f"Ab {line}" for line in table_words(kind, spec.get("table")).replace(" = ", ": ").splitlines()]
        if name in own:
            words.append(f"Diese Kommune: {_short(written(kind, own[name]))}")
        yield Entry(name, str(spec.get("title", name)), tuple(words), (_KINDS[kind], name))


def _short(text: str) -> str:
    line = "; ".join(text.splitlines()) or "leer"
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"


def _spec(subject: Subject, id_: str) -> Mapping[str, Any]:
    if id_ == NEW:
        return {}
    found: Mapping[str, Any] = subject.form.get("parameters", {})[id_]
    return found


def _fields(subject: Subject, id_: str) -> Fields:
    spec = _spec(subject, id_)
    kind = kind_of(spec.get("schema", {})) if spec else "ganz"
    answers = {
        "titel": spec.get("title"),
        "beschreibung": spec.get("description"),
        "art": kind,
        "wert": written(kind, spec["default"]) if spec else "",
        "gilt": table_words(kind, spec.get("table")),
    }
    return panel("parameter", {} if id_ == NEW else {"name": ()}, answers)


def _wish(subject: Subject, id_: str, answers: Mapping[str, Any]) -> Wish | None:
    spec, kind = _spec(subject, id_), str(answers["art"])
    text = str(answers.get("wert", ""))
    if not text.strip() and kind not in ("texte", "tabelle"):
        raise Refused("Der Wert fehlt.", "Schreiben Sie, was gilt, wenn die Kommune nichts festlegt.")
    same = spec and kind_of(spec.get("schema", {})) == kind
    parameter = {
        **{name: part for name, part in spec.items() if name not in ("title", "description", "table")},
        "title": answers["titel"],
        "description": answers.get("beschreibung"),
        "schema": spec["schema"] if same else SCHEMAS.get(kind, {}),
        "default": read(kind, text),
        "table": read_table(kind, str(answers.get("gilt", ""))) or None,
    }
    taken = subject.form.get("parameters", {})
    name = id_ if id_ != NEW else str(answers.get("name") or fresh(slug(str(answers["titel"]), "wert"), taken))
    if id_ == NEW and name in taken:
        raise Refused(f"Den Parameter „{name}“ gibt es schon.", "Wählen Sie einen anderen Namen.")
    unchanged = {key: part for key, part in parameter.items() if part is not None} == spec
    return None if unchanged else Wish("set_parameter", {"name": name, "parameter": parameter})


def _acts(_subject: Subject, entry: Entry) -> Iterable[Act]:
    yield "Löschen", Wish("delete_parameter", {"name": entry.id})


SECTION: Final = Section(
    name="parameter",
    title="Parameter",
    explains="Was jede Kommune selbst festlegt, zum Beispiel Gebühren. In Texten steht dafür {param.name}.",
    place=2,
    fields=_fields,
    wish=_wish,
    entries=_entries,
    acts=_acts,
    new=lambda _subject: [(NEW, "Parameter hinzufügen")],
)
