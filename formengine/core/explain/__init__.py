"""Why an element is hidden, locked, required or as it is, for one set of answers; the words are German, for people."""

from collections.abc import Iterator

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.explain._causes import DEMANDING, NOT_DEMANDING, SHOWING, Causes
from formengine.core.explain._facts import Facts
from formengine.core.explain._model import Cause, ExplainError, Explanation
from formengine.core.explain._sentences import Sentences
from formengine.core.model import Document, Element, Indices, Instance
from formengine.core.settling import Context

__all__ = ["Cause", "ExplainError", "Explainer", "Explanation", "explain"]


def explain(
    definition: Definition, answers: Document, context: Context, element_id: str, indices: Indices = ()
) -> Explanation:
    """Why one element is as it is. Raises ExplainError for an element that is not there or an entry that is not named.

    It costs O(form); who wants several explanations of the same answers keeps an `Explainer`.
    """
    return Explainer(definition, answers, context).of(element_id, indices)


class Explainer:
    """All explanations of one set of answers."""

    def __init__(self, definition: Definition, answers: Document, context: Context) -> None:
        self._facts = Facts(definition, answers, context)
        self._causes = Causes(self._facts)
        self._sentences = Sentences(self._facts, self._causes)

    def of(self, id_: str, indices: Indices = ()) -> Explanation:
        """The explanation of one element; `indices` say which entry of each list around it."""
        facts = self._facts
        if id_ not in facts.definition.elements:
            raise ExplainError(f"Das Element „{id_}“ gibt es nicht.")
        element = facts.definition.elements[id_]
        self._check_indices(element, indices)
        instance = (id_, indices)
        page = facts.page_of(element)
        required = facts.required(element.control, indices)
        causes, sentence = self._told(element, instance, required=required)
        return Explanation(
            id=id_,
            indices=indices,
            label=self._causes.words.name(element),
            visible=facts.visible(instance),
            on_path=facts.on_path(page) if page else facts.visible(instance),
            disabled=instance in facts.settled.disabled,
            required=required,
            calculated=element.control is not None and element.control.fixed,
            sentence=sentence,
            causes=causes,
        )

    def hidden(self) -> Iterator[Explanation]:
        """Everything that is not there, in the order of the form: of lists each entry that there is."""
        facts = self._facts
        for id_, element in facts.definition.elements.items():
            for indices in pointer.positions(facts.settled.document, element.lists):
                off = element.kind == "page" and not facts.on_path(id_)
                if off or not facts.visible((id_, indices)):
                    yield self.of(id_, indices)

    def entries(self, id_: str) -> list[Indices]:
        """The entries of lists in which an element occurs; one empty position outside lists."""
        lists = self._facts.definition.elements[id_].lists
        return list(pointer.positions(self._facts.settled.document, lists))

    def _check_indices(self, element: Element, indices: Indices) -> None:
        lists = element.lists
        if len(indices) > len(lists) or any(index < 0 for index in indices):
            raise ExplainError(
                f"„{element.id}“ steht nicht in so vielen Listen. Nennen Sie keinen oder weniger Einträge."
            )
        missing = len(indices) < len(lists)
        if missing and self._facts.entries(lists[: len(indices) + 1], indices):
            raise ExplainError(f"„{element.id}“ steht in einer Liste. Nennen Sie die Nummer des Eintrags.")

    def _told(self, element: Element, instance: Instance, *, required: bool) -> tuple[tuple[Cause, ...], str]:
        causes, sentences = self._causes, self._sentences
        if not self._facts.visible(instance):
            found = causes.hidden(instance)
            return found, sentences.hidden(instance, found)
        if element.kind == "page" and not self._facts.on_path(element.id):
            empty = causes.nothing_on(element)
            return (empty,), sentences.page(element, empty)
        if element.control is not None and element.control.fixed:
            return (causes.result(element.control, instance[1]),), sentences.visible(instance, required=required)
        own = causes.rules(instance, SHOWING)
        locked = causes.locked(instance) if instance in self._facts.settled.disabled else ()
        asked = causes.rules(instance, DEMANDING if required else NOT_DEMANDING)
        return (*own, *locked, *asked), sentences.visible(instance, required=required)
