"""Parameters: what each Kommune sets, with days of validity, substituted where a definition names them."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from formengine import locales
from formengine.core import dates
from formengine.core.limits import MAX_LOOKS, size
from formengine.core.model import Finding
from formengine.core.numbers import number_words
from formengine.core.pointer import join
from formengine.core.texts import each_text, fill
from formengine.core.validation import judge


class Values(dict[str, Any]):
    """Each declared parameter's value on a day; what tables say of other days can be asked."""

    def __init__(self, declared: Mapping[str, Any], overrides: Mapping[str, Any], today: datetime.date) -> None:
        self._declared = declared
        self._overrides = overrides
        super().__init__({name: self.on(name, today) for name in declared})

    def on(self, name: str, day: datetime.date) -> Any:
        """The value on a day: the Kommune's if it sets one, else the table's or the default."""
        return self._overrides[name] if name in self._overrides else _declared(self._declared[name], day)


def resolve(form: Mapping[str, Any], overrides: Mapping[str, Any], today: datetime.date) -> Values:
    """Each declared parameter's value on a day."""
    return Values(form.get("parameters", {}), overrides.get("values", {}), today)


def value_on(values: Mapping[str, Any], name: str, day: datetime.date) -> Any:
    """A parameter's value on another day, where its table has one."""
    return values.on(name, day) if isinstance(values, Values) else values[name]


def _declared(spec: Mapping[str, Any], today: datetime.date) -> Any:
    valid = [row for row in spec.get("table", ()) if row["validFrom"] <= today.isoformat()]
    if not valid:
        return spec.get("default")
    row = max(valid, key=lambda row: row["validFrom"])
    return row.get("byKey", row.get("value"))


def check(form: Mapping[str, Any], overrides: Mapping[str, Any]) -> list[Finding]:
    """Findings for parameters without a schema and for values that their schema refuses."""
    findings: list[Finding] = []
    values = overrides.get("values", {})
    for name, spec in form.get("parameters", {}).items():
        place = join("parameters", name)
        if not isinstance(spec, Mapping) or not isinstance(spec.get("schema"), Mapping) or "default" not in spec:
            mend = "Ergänzen Sie „schema“ und „default“."
            findings.append(Finding("error", "form", place, f"Dem Parameter „{name}“ fehlt etwas.", mend))
        else:
            findings += _check_values(name, spec, values)
    return findings


def _check_values(name: str, spec: Mapping[str, Any], values: Mapping[str, Any]) -> list[Finding]:
    place = join("parameters", name)
    given = [spec["default"], spec.get("table"), values.get(name)]
    if size(spec["schema"]) * size(given) > MAX_LOOKS:
        message = f"Die Werte von „{name}“ und ihr Schema sind zusammen zu groß, um sie zu prüfen."
        return [Finding("error", "form", place, message, "Kürzen Sie das Schema oder die Werte.")]
    verdict = judge(spec["schema"])
    found = []
    if not verdict.ok(spec["default"]):
        message = f"Die Vorgabe von „{name}“ passt nicht zu ihrem Schema."
        found.append(
            Finding(
                "error", "form", join("parameters", name, "default"), message, "Ändern Sie „default“ oder „schema“."
            )
        )
    for i, row in enumerate(spec.get("table", ())):
        if not verdict.ok(row.get("byKey", row.get("value"))):
            message = f"Ein Wert in der Tafel von „{name}“ passt nicht zu ihrem Schema."
            place = join("parameters", name, "table", i)
            found.append(Finding("error", "form", place, message, "Ändern Sie den Wert oder „schema“."))
    if name in values and not verdict.ok(values[name]):
        message = f"Der Wert der Kommune für „{name}“ passt nicht zum Schema des Parameters."
        found.append(Finding("error", "parameters", join("values", name), message, "Ändern Sie den Wert."))
    return found


def substitute(schema: Any, values: Mapping[str, Any], today: datetime.date) -> Any:
    """A schema with `x-param` bounds and relative dates (`@heute-16j`) replaced by their values.

    A condition's leaf notes in `x-params` which bounds those were, so that it can be put into words.
    Raises KeyError with the name of an unknown parameter.
    """
    if isinstance(schema, list):
        return [substitute(part, values, today) for part in schema]
    if not isinstance(schema, Mapping):
        return _day(schema, today) if isinstance(schema, str) and schema[:1] == "@" else schema
    result = {name: substitute(part, values, today) for name, part in schema.items() if name != "x-param"}
    bounds = schema.get("x-param")
    for keyword, name in bounds.items() if isinstance(bounds, Mapping) else ():
        if not isinstance(name, str) or name not in values:
            raise KeyError(name)
        result[keyword] = values[name]
    if "scope" in schema and (bound := dict(_bound(schema.get("schema")))):
        result["x-params"] = bound
    return result


def marked(condition: Any) -> Any:
    """A raw condition whose leaves note in `x-params` which of their bounds parameters set; the bounds stay."""
    if isinstance(condition, list):
        return [marked(part) for part in condition]
    if not isinstance(condition, Mapping):
        return condition
    if "scope" in condition and (bound := dict(_bound(condition.get("schema")))):
        return {**condition, "x-params": bound}
    return {name: marked(part) for name, part in condition.items()}


def written_out(form: Mapping[str, Any], values: Mapping[str, Any], language: str = locales.GERMAN) -> dict[str, Any]:
    """The form with `{param.name}` in its texts replaced by the value, as a person reads it."""
    words = {f"param.{name}": value_words(value, language) for name, value in values.items()}
    spoken: dict[str, Any] = each_text(form, lambda text, _place: fill(text, words.get) if "{param." in text else text)
    return spoken


def value_words(value: Any, language: str = locales.GERMAN) -> str | None:
    """A parameter as a person reads it; None for one that is no single value."""
    if isinstance(value, bool):
        return locales.speech(language)["yes" if value else "no"]
    if isinstance(value, int | float):
        return number_words(value, language)
    return value if isinstance(value, str) else None


def _bound(schema: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """The bounds that parameters set, by their place in the schema."""
    if isinstance(schema, Mapping):
        own = schema.get("x-param")
        yield from ((place + join(word), name) for word, name in (own if isinstance(own, Mapping) else {}).items())
        for name, part in schema.items():
            yield from _bound(part, place + join(name)) if name != "x-param" else ()
    elif isinstance(schema, list):
        for i, part in enumerate(schema):
            yield from _bound(part, f"{place}/{i}")


def _day(mark: str, today: datetime.date) -> str:
    """A relative day as a day; a day beyond the calendar stays as it is written."""
    try:
        return dates.resolve(mark, today) if dates.is_mark(mark) else mark
    except (ValueError, OverflowError):
        return mark
