"""react-jsonschema-form: its uiSchema follows the data; it becomes a JSON Forms UI schema, and that a definition."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from formengine.core.model import Finding
from formengine.core.pointer import join, parse_scope
from formengine.exchange import jsonforms
from formengine.exchange.branching import controls, in_schema, layout, silent
from formengine.exchange.dialect import Part, Schemas
from formengine.exchange.frame import LOST, Format, Imported, Node, Refused, Source, check_count, check_limits, lost

_WIDGETS: Final[Mapping[str, Node]] = {
    "textarea": {"multi": True},
    "TextareaWidget": {"multi": True},
    "radio": {"format": "radio"},
    "RadioWidget": {"format": "radio"},
    "range": {"slider": True},
}
_USUAL: Final = frozenset(
    {"select", "checkboxes", "checkbox", "text", "updown", "email", "uri", "date", "alt-date"}
    | {"TextWidget", "SelectWidget", "CheckboxWidget", "CheckboxesWidget", "EmailWidget"}
)
"""Widgets that show what we show anyway."""
_TEXTS: Final = {"description": "hint", "help": "help", "autocomplete": "autocomplete", "rows": "rows"}
"""Settings of rjsf and what ours are called."""
_READ: Final = frozenset(
    {"widget", "title", "description", "help", "order", "readonly", "disabled", "rows", "autocomplete", "enumNames"}
)
_LOOKS: Final = frozenset(
    {"autofocus", "placeholder", "classNames", "style", "inline", "label", "rootFieldId", "submitButtonOptions"}
    | {"emptyValue", "addable", "removable", "orderable", "copyable", "inputType", "duplicateKeySuffixSeparator"}
)


def _read(source: Source) -> Imported:
    check_limits(source)
    ui = {} if source.ui is None else source.ui
    if not isinstance(ui, Mapping):
        raise Refused("Das uiSchema muss ein JSON-Objekt sein, also mit { beginnen.")
    schema = _worded(source.schema)
    converting = _Converting(silent(schema))
    tree = layout(converting.elements(converting.schemas.root, ui, "/uischema"))
    found = in_schema(jsonforms.read(schema, tree, slug=source.slug, title=source.title), tree)
    return replace(found, findings=(*converting.findings, *found.findings))


def _worded(schema: Any) -> Any:
    """The schema with `enumNames`, a word of rjsf, as titles of the options."""
    if isinstance(schema, list):
        return [_worded(part) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    plain = {name: _worded(part) for name, part in schema.items()}
    names, values = plain.get("enumNames"), plain.get("enum")
    if not isinstance(names, list) or not isinstance(values, list) or len(names) != len(values):
        return plain
    rest = {name: part for name, part in plain.items() if name not in ("enum", "enumNames")}
    pairs = zip(values, names, strict=True)
    return rest | {"oneOf": [{"const": value, "title": str(name)} for value, name in pairs]}


class _Converting:
    """One conversion; what is not heeded it notes."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self.findings: dict[Finding, None] = {}
        self.controls = 0

    def elements(self, part: Part, ui: Node, place: str) -> list[dict[str, Any]]:
        """The controls of an object, in the order that the uiSchema gives."""
        found = controls(self.schemas, part)
        self.controls += len(found)
        check_count(self.controls)
        by_name = {(parse_scope(control["scope"]) or ("",))[-1]: control for control in found}
        names = [*_ordered([*by_name], _option(ui, "order"))]
        converted = (self._control(by_name[name], name, part, ui, place) for name in names)
        return [control for control in converted if control is not None]

    def _control(self, control: dict[str, Any], name: str, around: Part, ui: Node, place: str) -> dict[str, Any] | None:
        own, here = (_mapping(ui.get(name)), place + join(name)) if name else (ui, place)
        widget = _option(own, "widget")
        if widget == "hidden" or own.get("ui:field") == "hidden":
            self._note(here, f"„{name}“ wird nicht gezeigt und nicht gefragt.")
            return None
        self._unread(own, here)
        title = _option(own, "title")
        options = {**self._options(own, widget), **self._detail(name, around, own, here)}
        return control | ({"label": title} if isinstance(title, str) and title else {}) | {"options": options}

    def _options(self, own: Node, widget: Any) -> dict[str, Any]:
        options = dict(_WIDGETS.get(widget, {})) if isinstance(widget, str) else {}
        for name, ours in _TEXTS.items():
            value = _option(own, name)
            options |= {ours: value} if value is not None else {}
        if _option(own, "readonly") is True or _option(own, "disabled") is True:
            options["readonly"] = True
        return options

    def _detail(self, name: str, around: Part, own: Node, place: str) -> dict[str, Any]:
        """What is inside an object or an item, where the uiSchema has something to say of it."""
        found = self.schemas.find(around, (name,)) if name else None
        if found is None or found.part.deep:
            return {}
        inner: Part | None = found.part
        if not found.part.is_object:
            inner, own, place = self.schemas.items(found.part), own.get("items", {}), f"{place}/items"
        if inner is None or inner.deep or not inner.is_object or not inner.node.get("properties"):
            return {}
        return {"detail": layout(self.elements(inner, _mapping(own), place))}

    def _unread(self, own: Node, place: str) -> None:
        widget = _option(own, "widget")
        if widget is not None and str(widget) not in _WIDGETS and str(widget) not in _USUAL:
            self._note(f"{place}/ui:widget", f"„{str(widget)[:40]}“ gibt es hier nicht; das Schema entscheidet.")
        for name in _settings(own):
            if name not in _READ and name not in _LOOKS:
                self._note(f"{place}/ui:{name}", f"„ui:{name[:40]}“ wird nicht beachtet.")

    def _note(self, place: str, message: str) -> None:
        self.findings[lost(place, message, LOST)] = None


def _mapping(value: Any) -> Node:
    return value if isinstance(value, Mapping) else {}


def _settings(own: Node) -> Iterator[str]:
    for name, value in own.items():
        if name == "ui:options" and isinstance(value, Mapping):
            yield from (str(inner) for inner in value)
        elif name.startswith("ui:"):
            yield name.removeprefix("ui:")


def _option(own: Node, name: str) -> Any:
    """A setting, written as `ui:name` or in `ui:options`."""
    options = own.get("ui:options")
    return own.get(f"ui:{name}", options.get(name) if isinstance(options, Mapping) else None)


def _ordered(names: list[str], order: Any) -> Iterator[str]:
    """As `ui:order` says; `*` stands for all that it does not name, which come last without it."""
    wanted = [name for name in order if isinstance(name, str)] if isinstance(order, list) else []
    rest = [name for name in names if name not in wanted]
    for name in [*wanted, *([] if "*" in wanted else ["*"])]:
        if name == "*":
            yield from rest
            rest = []
        elif name in names:
            yield name
            names = [other for other in names if other != name]


def _recognises(schema: Any, ui: Any) -> bool:
    has_settings = isinstance(ui, Mapping) and any(_marks(ui))
    return isinstance(schema, Mapping) and has_settings and "elements" not in ui


def _marks(ui: Node) -> Iterator[bool]:
    """A true for each setting, however deep."""
    stack: list[Node] = [ui]
    while stack:
        for name, value in stack.pop().items():
            yield from [True] * name.startswith("ui:")
            if isinstance(value, Mapping):
                stack.append(value)


FORMAT: Final = Format("react-jsonschema-form (rjsf)", _read, _recognises)
