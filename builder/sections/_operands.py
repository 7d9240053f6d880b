"""The operands of a calculation as fields: an answer, a parameter, a fixed value, today, or what stands there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from builder.refusals import Refused
from builder.sections import _calculation as calculation
from builder.sections import _offers as offers
from builder.sections._frame import Choices, Subject
from builder.sections._values import guessed
from formengine.core.model import ITEM, Control, Path
from formengine.core.pointer import write_scope

_ANSWER, _PARAMETER, _TODAY, _FIXED = "v:", "p:", "heute", "fest"
_ENTRY: Final = "q:"
NUMBERS: Final = ("integer", "number")


@dataclass(frozen=True)
class Operands:
    """Reads and writes the operands of one calculated value."""

    subject: Subject
    own: Control | None
    """The question that is calculated; None for a new calculation."""

    @cached_property
    def item(self) -> Path:
        """What scopes start from."""
        return (*self.own.lists[-1], ITEM) if self.own and self.own.lists else ()

    @cached_property
    def controls(self) -> list[Control]:
        """The questions that can be named, the calculated one left out."""
        everything = offers.questions(self.subject, lists=True)
        around = self.own.lists if self.own else ()
        return [each for each in everything if each != self.own and each.lists in ((), around)]

    def choices(self, now: Any = None) -> Choices:
        """What one operand can be."""
        answer, _ = self.answer(now)
        found = [(offers.KEPT, f"Wie bisher: {self.words(now)}")] if answer == offers.KEPT else []
        found += [
            (_ANSWER + id_, f"Antwort: {title}") for id_, title in offers.question_choices(self.subject, self.controls)
        ]
        for name, spec in self.subject.form.get("parameters", {}).items():
            found.append((_PARAMETER + name, f"Parameter: {spec.get('title', name)}"))
        return [*found, (_TODAY, "Heute"), (_FIXED, "Fester Wert")]

    def words(self, tree: Any) -> str:
        """A part of a calculation in words."""
        return calculation.sentence(self.subject, tree, self.item)

    def answer(self, tree: Any) -> tuple[str, str]:
        """Which choice a tree is, and the fixed value."""
        if tree is None:
            return "", ""
        if not isinstance(tree, dict | list):
            shown = ("ja" if tree else "nein") if isinstance(tree, bool) else str(tree)
            return _FIXED, shown.replace(".", ",") if isinstance(tree, float) else shown
        if isinstance(tree, Mapping) and "today" in tree:
            return _TODAY, ""
        if isinstance(tree, Mapping) and isinstance(tree.get("param"), str):
            return _PARAMETER + tree["param"], ""
        known = {_key(self._place(control)): control.id for control in self.controls}
        found = (
            known.get(_key(tree["value"])) if isinstance(tree, Mapping) and len(tree) == 1 and "value" in tree else None
        )
        return (_ANSWER + found, "") if found else (offers.KEPT, "")

    def tree(self, choice: str, fixed: str, now: Any) -> Any:
        """The operand that was chosen; None for none. Raises Refused."""
        if choice == offers.KEPT:
            return now
        if choice == _TODAY:
            return {"today": True}
        if choice == _FIXED:
            if not fixed.strip():
                raise Refused("Ein fester Wert fehlt.", "Schreiben Sie ihn in das Feld daneben.")
            return guessed(fixed.strip())
        if choice.startswith(_PARAMETER):
            return {"param": choice.removeprefix(_PARAMETER)}
        return {"value": self._scope(choice.removeprefix(_ANSWER))} if choice else None

    def _scope(self, id_: str) -> Any:
        found = next((control for control in self.controls if control.id == id_), None)
        if found is None:
            raise Refused(f"Die Frage „{id_}“ gibt es nicht mehr.", "Wählen Sie eine andere.")
        return self._place(found)

    def _place(self, control: Control) -> Any:
        """The scope of a question, as seen from the calculated one."""
        if self.item and control.path[: len(self.item)] == self.item:
            return write_scope(control.path[len(self.item) :])
        scope = write_scope(control.path)
        return {"scope": scope, "from": "root"} if self.item else scope

    # Lists

    @cached_property
    def lists(self) -> list[Control]:
        """The lists of the form."""
        return [control for control in self.controls if control.type == "list" and not control.lists]

    def entries(self, *types: str) -> list[Control]:
        """What is asked of the entries of lists, of these types of JSON or of any."""
        inside = [
            each for each in offers.questions(self.subject, lists=True) if len(each.lists) == 1 and each != self.own
        ]
        return [each for each in inside if not types or each.schema.get("type") in types]

    def list_scope(self, control: Control) -> str:
        """The scope of a list."""
        return write_scope(control.path)

    def entry_choices(self, now: Any, list_: Control | None) -> Choices:
        """What entries can be counted by: all, as it is, or one of their answers."""
        found = [(offers.ALWAYS, "Alle Einträge")]
        if now is not None and self.entry_answer(now)[0] == offers.KEPT:
            item = (*list_.path, ITEM) if list_ else ()
            found.append((offers.KEPT, f"Wie bisher: Einträge, bei denen {offers.sentence(self.subject, now, item)}"))
        titles = offers.question_choices(self.subject, self.entries())
        return [
            *found,
            *((_ENTRY + id_, f"Einträge, bei denen die Antwort stimmt auf: {title}") for id_, title in titles),
        ]

    def entry_answer(self, where: Any) -> tuple[str, str]:
        """Which of these a condition is, and the answer that it asks for."""
        if where is None:
            return offers.ALWAYS, ""
        schema = where.get("schema") if isinstance(where, Mapping) else None
        if isinstance(schema, Mapping) and set(schema) == {"const"} and "from" not in where:
            for control in self.entries():
                if write_scope(control.path[len(control.lists[0]) + 1 :]) == where.get("scope"):
                    titles = {choice.value: choice.title for choice in control.choices}
                    return _ENTRY + control.id, titles.get(schema["const"]) or self.answer(schema["const"])[1]
        return offers.KEPT, ""

    def where(self, choice: str, wanted: str, list_: Control, now: Any) -> Any:
        """The condition on entries; None for all of them. Raises Refused."""
        if choice in (offers.ALWAYS, ""):
            return None
        if choice == offers.KEPT:
            return now
        found = {control.id: control for control in self.entries()}.get(choice.removeprefix(_ENTRY))
        if found is None or found.lists[0] != list_.path:
            raise Refused("Diese Frage gehört zu einer anderen Liste.", "Wählen Sie eine Frage aus derselben Liste.")
        scope = write_scope(found.path[len(list_.path) + 1 :])
        return {"scope": scope, "schema": {"const": _answered(found, wanted)}, "failWhenUndefined": True}


def _answered(control: Control, text: str) -> Any:
    """What somebody wrote as an answer to a question. Raises Refused."""
    if not text.strip():
        raise Refused("Es fehlt, welche Antwort die Einträge haben sollen.", "Schreiben Sie sie in das Feld daneben.")
    by_title = {choice.title.casefold(): choice.value for choice in control.choices}
    by_title |= {str(choice.value).casefold(): choice.value for choice in control.choices}
    if control.choices and text.strip().casefold() not in by_title:
        offered = ", ".join(choice.title for choice in control.choices)
        raise Refused(f"„{text.strip()}“ steht nicht zur Auswahl.", f"Möglich sind: {offered}.")
    if control.choices:
        return by_title[text.strip().casefold()]
    return guessed(text.strip()) if control.schema.get("type") != "string" else text.strip()


def _key(scope: Any) -> str:
    return f"root {scope.get('scope')}" if isinstance(scope, Mapping) else str(scope)
