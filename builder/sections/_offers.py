"""What fields offer to choose from: conditions in words, questions and lists of the form."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from builder.logic.sentences import NAMED
from builder.refusals import Refused
from builder.sections._frame import Choices, Subject
from formengine.core import conditions
from formengine.core.model import Control, Path
from formengine.core.pointer import write_scope

KEPT: Final = "bleibt"
"""The condition that stands there and has no name."""
ALWAYS: Final = "immer"
_IS, _IS_NOT = "ist:", "nicht:"


def sentence(subject: Subject, node: Any, item: Path = ()) -> str:
    """A raw condition as a clause that follows *wenn*."""
    if subject.phrases is None or subject.definition is None:
        return "eine Bedingung gilt"
    named = subject.form.get("conditions", {})
    try:
        parsed = conditions.parse(node, lambda name: named[name]["condition"])
    except (conditions.ConditionError, KeyError, TypeError):
        return "eine Bedingung gilt"
    return subject.phrases.clause(parsed, item, titles=True)


def condition_choices(subject: Subject, now: Any, *, always: str = "", item: Path = ()) -> Choices:
    """What a condition can be set to: nothing (called `always`), as it is, or a named one or its contrary."""
    found = [(ALWAYS, always)] if always else []
    if now is not None and _named(now) is None:
        found.append((KEPT, f"Wie bisher: {_cut(sentence(subject, now, item))}"))
    for name, entry in subject.form.get("conditions", {}).items():
        title = str(entry.get("title", name))
        found += [(_IS + name, _cut(title)), (_IS_NOT + name, f"nicht: {_cut(title)}")]
    return found


def condition_answer(now: Any, *, always: bool = False) -> str:
    """Which of the choices a raw condition is."""
    if now is None:
        return ALWAYS if always else ""
    return _named(now) or KEPT


def condition_of(answer: str, now: Any) -> Any:
    """The raw condition that a choice stands for; None for none."""
    if answer == KEPT:
        return now
    if answer.startswith(_IS):
        return {"$ref": NAMED + answer.removeprefix(_IS)}
    if answer.startswith(_IS_NOT):
        return {"type": "NOT", "conditions": [{"$ref": NAMED + answer.removeprefix(_IS_NOT)}]}
    return None


def _named(node: Any) -> str | None:
    """The choice for a condition that is a named one or its contrary."""
    if not isinstance(node, Mapping):
        return None
    ref, inner = node.get("$ref"), node.get("conditions")
    if isinstance(ref, str) and ref.startswith(NAMED):
        return _IS + ref.removeprefix(NAMED)
    if node.get("type") == "NOT" and isinstance(inner, list) and len(inner) == 1:
        found = _named(inner[0])
        return _IS_NOT + found.removeprefix(_IS) if found and found.startswith(_IS) else None
    return None


def questions(subject: Subject, *, lists: bool = False) -> list[Control]:
    """The questions of the form outside of lists (with `lists` inside of them too), in their order."""
    definition = subject.definition
    controls = definition.controls.values() if definition else ()
    return [control for control in controls if lists or not control.lists]


def question_choices(subject: Subject, controls: list[Control]) -> Choices:
    """Questions by id; where two are called the same, with their page, and where that is not enough with their id."""
    labels = Counter(control.label for control in controls)
    on_pages = Counter((control.label, control.page) for control in controls)
    found = []
    for control in controls:
        title = control.label or control.id
        if labels[control.label] > 1 and subject.definition is not None:
            title = f"{title} – {subject.definition.page_by_id(control.page).title}"
        found.append(
            (control.id, _cut(title if on_pages[control.label, control.page] < 2 else f"{title} ({control.id})"))
        )
    return found


def list_choices(subject: Subject) -> Choices:
    """The lists of the form."""
    return [(control.id, _cut(control.label or control.id)) for control in questions(subject) if control.type == "list"]


def scope_of(subject: Subject, id_: str) -> str:
    """The scope of a question. Raises Refused for one that is not there."""
    control = subject.definition.controls.get(id_) if subject.definition else None
    if control is None:
        raise Refused(f"Die Frage „{id_}“ gibt es nicht mehr.", "Wählen Sie eine andere.")
    return write_scope(control.path)


def _cut(text: str) -> str:
    return text if len(text) <= 140 else text[:139].rstrip() + "…"
