"""Calculated values."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from builder.posters import Wish
from builder.refusals import Refused
from builder.sections import _offers as offers
from builder.sections._calculation import sentence
from builder.sections._frame import NEW, Act, Choices, Entry, Fields, Section, Subject, in_order
from builder.sections._operands import Operands
from builder.sections._shape import Shape
from builder.sections._shapes import SHAPES, shape_of
from builder.tree import nodes
from formengine.core.model import ITEM, Control

_AS: Final = "/"
"""Between the question and the shape in the id of an entry; ids of questions have no slash."""
_MODES: Final = (
    ("fixed", "Wird berechnet und lässt sich nicht ändern"),
    ("proposal", "Wird vorgeschlagen und lässt sich ändern"),
)


def _calculated(subject: Subject) -> list[Control]:
    controls = subject.definition.controls.values() if subject.definition else ()
    return [control for control in controls if control.calc is not None]


def _own(subject: Subject) -> set[str]:
    """The questions that stand in the form itself: what a block brings along is calculated in the block."""
    return set(nodes(subject.form))


def _entries(subject: Subject) -> Iterable[Entry]:
    own = _own(subject)
    for control in _calculated(subject):
        item = (*control.lists[-1], ITEM) if control.lists else ()
        words = [_ends_in(sentence(subject, control.calc, item))]
        words += [] if control.fixed else ["Ist ein Vorschlag, den man ändern kann."]
        marks = ("unsichtbar",) if not control.displayed else ()
        link = (f"/werkstatt/{subject.bundle.slug}/?element={control.id}", "Im Aufbau zeigen")
        yield Entry(
            control.id, control.label or control.id, tuple(words), (*marks, control.id), link, control.id in own
        )


def _ends_in(phrase: str) -> str:
    return f"Ergibt{',' if phrase.startswith('ob ') else ''} {phrase}."


def _split(subject: Subject, id_: str) -> tuple[Control | None, str]:
    """The question and the shape that an id names. Raises KeyError."""
    name, _, shape = id_.partition(_AS)
    if shape and shape not in SHAPES:
        raise KeyError(id_)
    if name == NEW:
        return None, shape or "wert"
    if subject.definition is None or name not in _own(subject):
        raise KeyError(id_)
    control = subject.definition.controls[name]
    return control, shape or shape_of(Operands(subject, control), control.calc)


def _fields(subject: Subject, id_: str) -> Fields:
    control, name = _split(subject, id_)
    operands = Operands(subject, control)
    made = _Made(operands)
    if control is None:
        own = _own(subject)
        free = [each for each in offers.questions(subject) if each.calc is None and each.id in own]
        made.add("frage", "select", "Welche Frage wird berechnet?", offers.question_choices(subject, free), True)
    if name:
        _add_shape(made, SHAPES[name], control.calc if control else None)
    mode = control.options.get("calcMode", "fixed") if control else "fixed"
    made.add("verhalten", "choice", "Was kann man damit tun?", _MODES, True, mode)
    made.add("zeigen", "confirm", "Ist auf der Seite zu sehen", None, False, control is None or control.displayed)
    return Fields(made.content(), made.answers)


def _add_shape(made: "_Made", shape: Shape, tree: Any) -> None:
    operands = made.operands
    known = shape.parts(operands, tree) or {} if tree is not None else {}
    offered = shape.offered(operands)
    for name, kind, label, choices in shape.slots:
        needed, now = not kind.endswith("?"), known.get(name)
        match kind.removesuffix("?"):
            case "operand":
                made.operand(name, label, now, needed)
            case "condition":
                some = offers.condition_choices(operands.subject, now, item=operands.item)
                made.add(name, "select", label, some, needed, offers.condition_answer(now))
            case "entries":
                choice, wanted = operands.entry_answer(now)
                made.add(name, "select", label, operands.entry_choices(now, _list_in(operands, known)), True, choice)
                made.add(f"{name}_wert", "text", "… mit der Antwort", None, False, wanted)
            case _:
                made.add(name, kind, label, offered.get(name, choices), True, now)


def _list_in(operands: Operands, known: Mapping[str, Any]) -> Control | None:
    """The list that a calculation looks at."""
    inside = next((each.lists[0] for each in operands.entries() if each.id == known.get("was")), ())
    return next((each for each in operands.lists if known.get("liste") == each.id or each.path == inside), None)


class _Made:
    """Fields as they come together."""

    def __init__(self, operands: Operands) -> None:
        self.operands = operands
        self.answers: dict[str, Any] = {}
        self._schema: dict[str, Any] = {}
        self._elements: list[dict[str, Any]] = []
        self._required: list[str] = []

    def operand(self, name: str, label: str, now: Any, needed: bool) -> None:
        """A field to choose an operand, and one for a fixed value."""
        choice, fixed = self.operands.answer(now)
        self.add(name, "select", label, self.operands.choices(now), needed, choice)
        self.add(f"{name}_fest", "text", f"{label}: fester Wert", None, False, fixed)

    def add(self, name: str, type_: str, label: str, choices: Choices | None, needed: bool, answer: Any = None) -> None:
        """One field. Raises Refused where it would have nothing to offer."""
        if choices is not None and not choices:
            raise Refused("Dafür fehlt noch etwas im Antrag.", _MISSING.get(name, "Legen Sie zuerst eine Frage an."))
        schema: dict[str, Any] = {"type": "boolean"} if type_ == "confirm" else {"type": "string", "maxLength": 500}
        if choices is not None:
            offered = {"oneOf": [{"const": value, "title": title} for value, title in choices]}
            many = {"type": "array", "uniqueItems": True, "items": offered}
            schema = many if type_ == "choices" else {"type": "string", **offered}
        self._schema[name] = schema
        self._required += [name] if needed else []
        scope, options = f"#/properties/{name}", {"type": type_}
        self._elements.append(
            {"type": "Control", "id": name.replace("_", "-"), "scope": scope, "label": label, "options": options}
        )
        if answer not in (None, "", []):
            self.answers[name] = answer

    def content(self) -> dict[str, Any]:
        """The definition of the fields."""
        page = {"type": "Category", "id": "eigenschaften", "label": "Rechnung", "options": {"path": "eigenschaften"}}
        schema = {"type": "object", "properties": self._schema, "required": self._required}
        pages = [{**page, "elements": self._elements}]
        return {"title": "Rechnung", "schema": schema, "uischema": {"type": "Categorization", "elements": pages}}


_MISSING: Final = {
    "wenn": "Legen Sie unter „Logik“ zuerst eine Bedingung mit Namen an.",
    "wenn1": "Legen Sie unter „Logik“ zuerst eine Bedingung mit Namen an.",
    "liste": "Legen Sie zuerst eine Liste an.",
    "was": "Legen Sie zuerst eine Liste mit einer Zahl an.",
    "tabelle": "Legen Sie zuerst einen Parameter mit einer Tabelle an.",
}


def _wish(subject: Subject, id_: str, answers: Mapping[str, Any]) -> Wish | None:
    control, name = _split(subject, id_)
    operands = Operands(subject, control)
    calc = control.calc if control else None
    if name:
        shape = SHAPES[name]
        before = (shape.parts(operands, calc) or {}) if calc is not None else {}
        calc = shape.built(operands, dict(_read(operands, shape, answers, before)))
    question = control.id if control else str(answers.get("frage", ""))
    mode, display = str(answers["verhalten"]), bool(answers.get("zeigen"))
    same = control is not None and calc == control.calc and mode == control.options.get("calcMode", "fixed")
    if same and control is not None and display == control.displayed:
        return None
    return Wish("set_calc", {"element": question, "calc": calc, "mode": mode, "display": display})


def _read(
    operands: Operands, shape: Shape, answers: Mapping[str, Any], before: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """The parts of a calculation, from the fields. Raises Refused."""
    for name, kind, _, _ in shape.slots:
        answer, now = answers.get(name, ""), before.get(name)
        match kind.removesuffix("?"):
            case "operand":
                yield name, operands.tree(answer, str(answers.get(f"{name}_fest", "")), now)
            case "condition":
                yield name, offers.condition_of(answer, now)
            case "entries":
                wanted = str(answers.get(f"{name}_wert", ""))
                yield name, lambda list_, a=answer, w=wanted, n=now: operands.where(a, w, list_, n)
            case "choices":
                yield name, in_order(answer, now or ())
            case _:
                yield name, answer


def _acts(subject: Subject, entry: Entry) -> Iterable[Act]:
    if not entry.editable or subject.definition is None:
        return
    if subject.definition.controls[entry.id].type != "calculated":
        yield "Nicht mehr berechnen", Wish("set_calc", {"element": entry.id, "calc": None})


def _variants(subject: Subject, id_: str) -> Choices:
    name = id_.partition(_AS)[0]
    return [(f"{name}{_AS}{shape}", each.title) for shape, each in SHAPES.items()]


SECTION: Final = Section(
    name="berechnet",
    title="Berechnete Werte",
    explains="Was der Antrag selbst ausrechnet. Eine Frage der Art „Berechnet“ legen Sie unter „Bauen“ an.",
    place=7,
    fields=_fields,
    wish=_wish,
    entries=_entries,
    conditional=True,
    acts=_acts,
    new=lambda _subject: [(NEW, "Rechnung hinzufügen")],
    variants=_variants,
)
