"""The messages that a submission gives rise to: who gets which answers (`domain/00-BAUSTEINE.md` section 3)."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from formengine.core import conditions, money, pointer
from formengine.core.calc import CalcError, Calculation, Scene, compile_calc
from formengine.core.conditions import Named
from formengine.core.model import ALWAYS, ITEM, ITEM_ID, Control, Document, Path, Test
from formengine.core.pointer import MISSING, join
from formengine.core.reader import Reader


@dataclass(frozen=True, slots=True)
class MessageSpec:
    """One message of a definition: when it is sent, to whom, and the paths of the answers in it."""

    id: str
    title: str
    when: Test
    recipient: Calculation | str
    paths: tuple[Path, ...]
    lists: frozenset[Path]
    """Those of the paths that hold lists."""
    schemas: Mapping[Path, Mapping[str, Any]]
    """The schemas of the answers: amounts of money are written as text."""
    format: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of one submission."""

    id: str
    title: str
    recipient: str
    format: str
    data: Document


def read_messages(specs: Any, reader: Reader, named: Named, parameters: Mapping[str, Any]) -> tuple[MessageSpec, ...]:
    """The messages that can be read; what cannot is noted in the reader's findings."""
    read = (_spec(spec, join("messages", i), reader, named, parameters) for i, spec in enumerate(specs))
    return tuple(spec for spec in read if spec is not None)


def _spec(spec: Any, place: str, reader: Reader, named: Named, parameters: Mapping[str, Any]) -> MessageSpec | None:
    if not isinstance(spec, Mapping) or not isinstance(spec.get("id"), str) or "recipient" not in spec:
        reader.error(place, "Der Nachricht fehlt „id“ oder „recipient“.", "Ergänzen Sie beides.")
        return None
    named_ids = [*spec.get("fields", ()), *spec.get("exclude", ())]
    for id_ in named_ids:
        if id_ not in reader.elements:
            reader.error(
                place, f"Die Nachricht nennt „{id_}“; das gibt es nicht.", "Prüfen Sie „fields“ und „exclude“."
            )
    condition = reader.condition(spec["when"], f"{place}/when") if "when" in spec else ALWAYS
    try:
        recipient = spec["recipient"]
        compiled = (
            recipient
            if isinstance(recipient, str)
            else compile_calc(recipient, named, parameters, fallen=reader.fallen)
        )
    except CalcError as error:
        reader.error(f"{place}/recipient{error.place}", error.message, error.mend)
        return None
    if condition is None:
        return None
    chosen = {control.path for control in reader.controls.values() if _chosen(control, spec, reader)}
    lists = {control.path for control in reader.controls.values() if control.type == "list"}
    chosen |= {path for path in lists if any(other[: len(path)] == path for other in chosen)}
    test = conditions.compile_test(condition)
    return MessageSpec(
        spec["id"],
        str(spec.get("title", spec["id"])),
        test,
        compiled,
        tuple(control.path for control in reader.controls.values() if control.path in chosen),
        frozenset(lists),
        {control.path: control.schema for control in reader.controls.values() if control.path in chosen},
        str(spec.get("format", "umschlag-1")),
    )


def _chosen(control: Control, spec: Mapping[str, Any], reader: Reader) -> bool:
    """An element is named itself or by a group or page around it; a value that nobody sees only when named."""
    around = {control.id}
    parent = reader.elements[control.id].parent
    while parent:
        around.add(parent)
        parent = reader.elements[parent].parent
    if not control.displayed and control.id not in spec.get("fields", ()):
        return False
    if "fields" in spec:
        return bool(around & set(spec["fields"]))
    return not around & set(spec.get("exclude", ()))


def compose(
    specs: tuple[MessageSpec, ...], document: Document, now: datetime.datetime, environment: Mapping[str, Any]
) -> tuple[Message, ...]:
    """The messages of a settled document. Files stay references; the head of the envelope is the store's to add."""
    scene = Scene(document, None, now, environment)
    return tuple(
        Message(spec.id, spec.title, _recipient(spec, scene), spec.format, _pick(document, spec))
        for spec in specs
        if spec.when(document, None)
    )


def _recipient(spec: MessageSpec, scene: Scene) -> str:
    if isinstance(spec.recipient, str):
        return spec.recipient
    found = spec.recipient(scene)
    return "Poststelle" if found is MISSING else str(found)


def _pick(document: Document, spec: MessageSpec) -> dict[str, Any]:
    """The chosen answers; of a list its items, with only what is chosen in them."""
    picked: dict[str, Any] = {}
    for path in spec.paths:
        around = tuple(path[:i] for i, name in enumerate(path) if name == ITEM)
        for indices in pointer.positions(document, around):
            place = pointer.place(path, indices)
            value = pointer.at(document, place)
            if path in spec.lists and isinstance(value, list):
                value = [{ITEM_ID: item[ITEM_ID]} if ITEM_ID in item else {} for item in value]
            if value is not MISSING:
                pointer.put(picked, place, money.written(value, spec.schemas[path]))
    return picked
