"""What of a definition can be translated, and how another language is laid over it.

An element speaks one language: where a translation of it is not complete, a foreign language leaves it in German and
says so (`lang`), while plain German replaces text by text. Error texts do not count, since the general ones step in.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from formengine import locales
from formengine.core.answers import schema_at
from formengine.core.blocks import Expansion, joined
from formengine.core.bundle import Bundle
from formengine.core.pointer import MISSING, join, parse_scope

Texts = Mapping[str, Any]
FORM: Final = "form"
"""Whose texts are those of the form as a whole and of its service."""
LANG: Final = "lang"
_OWN: Final = ("label", "text")
_OF_OPTIONS: Final = ("hint", "help", "title", "item", "add", "unit")
_SERVICE: Final = (
    *("packageTitle", "summary", "needs", "duration", "costs", "deadline", "legalBasis", "nextSteps", "result"),
    *("submitLabel", "privacy/purpose", "privacy/legalBasis", "privacy/retention", "privacy/contact", "office/hours"),
)
_OUTCOME: Final = ("title", "text", "target/label", "target/text")


@dataclass(frozen=True, slots=True)
class Slot:
    """A text that another language can replace: whose it is, which of its texts, what German says, and where."""

    id: str
    keys: tuple[str, ...]
    text: Any
    place: str

    @property
    def is_error(self) -> bool:
        """True for a text that is shown only with a mistake."""
        return self.keys[0] == "errors"

    def within(self, texts: Texts) -> bool:
        """Whether texts have a word for it."""
        return bool(_at(texts, (self.id, *self.keys)))


def _at(node: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node


def slots(form: Mapping[str, Any]) -> Iterator[Slot]:
    """Every text of a written-out form that people read."""
    yield from _parts(FORM, form, ("title",), "")
    service = form.get("service", {})
    yield from (
        Slot(FORM, ("service", *slot.keys), slot.text, slot.place)
        for slot in _parts(FORM, service, _SERVICE, "/service")
    )
    yield from _elements(form.get("uischema", {}), form.get("schema", {}), "/uischema")
    for group, names in (("rules", ("message",)), ("outcomes", _OUTCOME)):
        for i, entry in enumerate(form.get(group, ())):
            yield from _parts(str(entry.get("id", entry.get("kind"))), entry, names, f"/{group}/{i}")


def _parts(id_: str, node: Mapping[str, Any], names: tuple[str, ...], place: str) -> Iterator[Slot]:
    for name in names:
        keys = tuple(name.split("/"))
        found = _at(node, keys)
        if found:
            yield Slot(id_, keys, found, f"{place}/{name}")


def _elements(node: Mapping[str, Any], schema: Any, place: str) -> Iterator[Slot]:
    yield from _of_element(node, schema, place)
    for i, child in enumerate(node.get("elements", ())):
        yield from _elements(child, schema, f"{place}/elements/{i}")
    detail = node.get("options", {}).get("detail")
    if isinstance(detail, Mapping):
        items = _schema_of(node, schema).get("items", {})
        yield from _elements(detail, items, f"{place}/options/detail")


def _of_element(node: Mapping[str, Any], schema: Any, place: str) -> Iterator[Slot]:
    id_, options = node.get("id"), node.get("options", {})
    if not isinstance(id_, str) or options.get("display", True) is False:
        return
    own = _schema_of(node, schema)
    yield from _parts(id_, node if any(map(node.get, _OWN)) else {"label": own.get("title")}, _OWN, place)
    yield from _parts(id_, options, _OF_OPTIONS, f"{place}/options")
    for code, text in options.get("errors", {}).items():
        yield Slot(id_, ("errors", code), text, f"{place}/options/errors{join(code)}")
    for option in _options_of(own):
        for name, said in (("title", "options"), ("description", "descriptions")):
            if option.get(name):
                yield Slot(id_, (said, str(option["const"])), option[name], f"{place}/options/choices")


def _options_of(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    source = schema.get("items", {}) if schema.get("type") == "array" else schema
    listed = source.get("oneOf", ()) if isinstance(source, Mapping) and "x-param" not in source else ()
    return [option for option in listed if isinstance(option, Mapping) and "const" in option]


def _schema_of(node: Mapping[str, Any], schema: Any) -> Mapping[str, Any]:
    try:
        path = parse_scope(str(node.get("scope")))
    except ValueError:
        return {}
    found = schema_at(schema, path) if path and isinstance(schema, Mapping) else MISSING
    return found if isinstance(found, Mapping) else {}


def written(bundle: Bundle, language: str) -> tuple[dict[str, Any], Texts]:
    """The form with its blocks written out, and everything that form and blocks say in a language."""
    expansion = Expansion(bundle.shared, language)
    form = expansion.expand(bundle.form)
    return form, joined(expansion.words, bundle.texts.get(language, {}))


def coverage(bundle: Bundle, language: str) -> tuple[int, list[Slot]]:
    """How many texts a definition has, and which of them a language lacks."""
    form, texts = written(bundle, language)
    found = list(slots(form))
    return len(found), [slot for slot in found if not slot.within(texts)]


def overlay(form: Mapping[str, Any], texts: Texts, language: str) -> dict[str, Any]:
    """A written-out form with the texts of another language laid over it, by ids of elements, rules and outcomes."""
    foreign = not locales.tag(language).startswith(locales.GERMAN)
    lacking = {slot.id for slot in slots(form) if not slot.is_error and not slot.within(texts)} if foreign else set()
    result = copy.deepcopy(dict(form))
    result = result | {LANG: locales.GERMAN} if FORM in lacking else _merged(result, texts.get(FORM, {}))
    _lay(result.get("uischema", {}), texts, lacking, foreign=foreign)
    listed = [
        (entry.get("id", entry.get("kind")), entry)
        for group in ("rules", "outcomes")
        for entry in result.get(group, ())
    ]
    for id_, entry in [*listed, *result.get("conditions", {}).items()]:
        entry |= {LANG: locales.GERMAN} if id_ in lacking else _merged(dict(entry), texts.get(str(id_), {}))
    return result


def _merged(below: dict[str, Any], above: Texts) -> dict[str, Any]:
    for name, part in above.items():
        both = isinstance(part, Mapping) and isinstance(below.get(name), Mapping)
        below[name] = _merged(dict(below[name]), part) if both else part
    return below


def _lay(node: dict[str, Any], texts: Texts, lacking: set[str], *, foreign: bool) -> None:
    id_ = str(node.get("id"))
    if id_ in lacking:
        node[LANG] = locales.GERMAN
    else:
        _speak(node, texts.get(id_, {}), foreign=foreign)
    detail = node.get("options", {}).get("detail")
    for child in [*node.get("elements", ()), *([detail] if detail else ())]:
        _lay(child, texts, lacking, foreign=foreign)


def _speak(node: dict[str, Any], own: Texts, *, foreign: bool) -> None:
    """Put the words of another language in; of error texts that it lacks the general ones are better understood."""
    node.update({name: own[name] for name in _OWN if name in own})
    options = dict(node.get("options", {}))
    if "errors" in options or "errors" in own:
        options["errors"] = {**({} if foreign else options.get("errors", {})), **own.get("errors", {})}
    options |= {name: own[name] for name in _OF_OPTIONS if name in own}
    options |= {to: own[said] for said, to in (("options", "choices"), ("descriptions", "descriptions")) if said in own}
    if options:
        node["options"] = options
