"""New definitions: empty, from a template per kind of service, or a copy. A template is a file in `beginnings/`."""

import dataclasses
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from builder.incoming import check_slug
from builder.operations import perform
from builder.refusals import Refused
from formengine.core import strictjson
from formengine.core.bundle import Bundle

_FOLDER: Final = files("builder") / "beginnings"


@dataclasses.dataclass(frozen=True, slots=True)
class Template:
    """A way to begin: what it is called, what it is good for, and the edits that lead to it."""

    name: str
    title: str
    description: str
    kind: str
    steps: tuple[tuple[str, Mapping[str, Any]], ...]


def _template(name: str, content: Mapping[str, Any]) -> Template:
    steps = tuple((str(operation), arguments) for operation, arguments in content["steps"])
    return Template(name, content["title"], content["description"], content["kind"], steps)


TEMPLATES: Final[Mapping[str, Template]] = {
    name: _template(name, strictjson.loads((_FOLDER / f"{name}.json").read_bytes()))
    for name in sorted(found.name.removesuffix(".json") for found in _FOLDER.iterdir() if found.name.endswith(".json"))
}
"""Every template by its name, derived from the folder."""


def empty(slug: str, title: str, kind: str = "antrag") -> Bundle:
    """A definition with one empty page; a Klärung (`kind`) offers help. Raises Refused for an unfit slug or title."""
    title = title.strip()
    check_slug(slug)
    if not title:
        raise Refused("Der Titel fehlt.", "Schreiben Sie, wie der Antrag heißt.")
    page = {"type": "Category", "id": "seite-eins", "label": "Ihr Anliegen", "options": {"path": "anliegen"}}
    form: dict[str, Any] = {
        "$schema": "../../formengine/core/metaschema.json",
        "slug": slug,
        "kind": kind,
        "version": "0.1.0",
        "title": title,
        "service": {"packageTitle": title},
        "schema": {"type": "object", "properties": {}, "required": []},
        "uischema": {"type": "Categorization", "elements": [{**page, "elements": []}]},
        "conditions": {},
        "rules": [],
    }
    return Bundle(slug, form | (_KLAERUNG if kind == "klaerung" else {"messages": [_message(title)]}))


def _message(title: str) -> dict[str, Any]:
    return {"id": "antrag", "title": title, "recipient": "Poststelle", "exclude": [], "format": "umschlag-1"}


_KLAERUNG: Final = {
    "outcomes": [
        {
            "id": "hilfe",
            "kind": "hilfe",
            "title": "Wir helfen Ihnen weiter",
            "text": "Rufen Sie die Behördennummer 115 an, Montag bis Freitag von 8 bis 18 Uhr.",
            "target": None,
        }
    ]
}


def begun(template: str, slug: str, title: str, shared: Mapping[str, Mapping[str, Any]]) -> Bundle:
    """A definition from a template; `shared` are the shared blocks there are, by name."""
    found = TEMPLATES.get(template)
    if found is None:
        raise Refused(f"Die Vorlage „{template}“ gibt es nicht.", "Wählen Sie eine aus der Liste.")
    bundle = empty(slug, title, found.kind)
    for operation, arguments in found.steps:
        name = arguments.get("name")
        content = {"content": shared.get(str(name))} if operation == "add_block" else {}
        bundle = perform(bundle, operation, {**arguments, **content})
    return bundle


def copy_of(bundle: Bundle, slug: str, title: str = "") -> Bundle:
    """The same definition under another slug and, where one is given, title."""
    check_slug(slug)
    form = {**bundle.form, "slug": slug}
    if title.strip():
        form["title"] = title.strip()
    return dataclasses.replace(bundle, slug=slug, form=form)
