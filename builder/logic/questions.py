"""The questions that a condition of an element may name, and where each is to be looked for from there."""

from collections.abc import Iterator
from dataclasses import dataclass

from builder.logic.sentences import Leaf
from formengine.core.conditions import leaves
from formengine.core.definition import Definition
from formengine.core.model import ENVIRONMENT, ITEM, Control, Element, Path
from formengine.core.order import descend
from formengine.core.phrases import item_of
from formengine.core.pointer import write_scope


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be named; `scope`, `root` and `entry` are those of the leaf."""

    label: str
    group: str
    """The page that it stands on."""
    control: Control | None
    scope: str
    root: bool = False
    entry: str = ""

    @property
    def key(self) -> str:
        """What a form posts for it."""
        return "|".join(("antrag" if self.root else "hier", self.scope, self.entry))


def questions(definition: Definition, element_id: str = "") -> tuple[Question, ...]:
    """The questions for the conditions of an element, in order; without one those for a named condition."""
    element = definition.elements.get(element_id)
    item = item_of(element) if element is not None else ()
    found = (_question(definition, control, item) for control in _before(definition, element))
    return (*(one for one in found if one is not None), *_environment(definition, item))


def question_of(asked: tuple[Question, ...], leaf: Leaf) -> Question | None:
    """The question that a leaf names; outside lists `from: root` says nothing."""
    fitting = [one for one in asked if (one.scope, one.entry) == (leaf.scope, leaf.entry)]
    exact = [one for one in fitting if one.root == leaf.root]
    listed = any(one.root for one in asked)
    return next(iter(exact or ([] if listed else fitting)), None)


def _before(definition: Definition, element: Element | None) -> Iterator[Control]:
    """What is asked before an element or on its page; of a page or section only what is asked before it."""
    own = set() if element is None else {one.id for one in descend(element)}
    own |= {page.id for page in definition.pages if element is not None and _inside(definition, page.element, element)}
    for page in definition.pages:
        if page.id in own:
            return
        yield from (control for control in page.controls if control.id not in own)
        if element is not None and any(one.id == element.id for one in descend(page.element)):
            return


def _inside(definition: Definition, page: Element, around: Element) -> bool:
    return around.kind == "section" and (
        page.parent == around.id
        or (bool(page.parent) and _inside(definition, definition.elements[page.parent], around))
    )


def _question(definition: Definition, control: Control, item: Path) -> Question | None:
    page = definition.page_by_id(control.page).title
    label = control.label + (" (berechnet)" if control.fixed else "")
    if not control.lists:
        return Question(label, page, control, write_scope(control.path), root=bool(item))
    if item and control.path[: len(item)] == item and ITEM not in control.path[len(item) :]:
        return Question(f"{label} (in diesem Eintrag)", page, control, write_scope(control.path[len(item) :]))
    around = (*control.lists[-1], ITEM)
    if len(control.lists) > 1 or len(control.path) != len(around) + 1:
        return None
    whole = definition.lists[control.lists[-1]].label
    scope, entry = write_scope(control.lists[-1]), control.path[-1]
    return Question(f"{whole}: in einem Eintrag – {label}", page, control, scope, root=bool(item), entry=entry)


def _environment(definition: Definition, item: Path) -> Iterator[Question]:
    """What conditions of this form already ask of the environment."""
    named: dict[Path, None] = {}
    for element in definition.elements.values():
        for effect in element.effects:
            named |= dict.fromkeys(leaf.path for leaf in leaves(effect.condition) if leaf.path[:1] == (ENVIRONMENT,))
    for path in named:
        yield Question("/".join(path[1:]), "Umgebung", None, write_scope(path), root=bool(item))
