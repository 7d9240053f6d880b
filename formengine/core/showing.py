"""When an element is visible or enabled, as one condition: its own effects and those of everything around it."""

from collections.abc import Mapping

from formengine.core.conditions import conjunction, negation
from formengine.core.model import Condition, Element


def visibility(elements: Mapping[str, Element], element: Element) -> Condition:
    """The element's own SHOW and HIDE and those of everything around it, up to the enclosing list item."""
    return _holding(elements, element, "SHOW", ("HIDE", "FORBID"))


def enabled(elements: Mapping[str, Element], element: Element) -> Condition:
    """Likewise its ENABLE and DISABLE."""
    return _holding(elements, element, "ENABLE", ("DISABLE",))


def _holding(elements: Mapping[str, Element], element: Element, wanted: str, unwanted: tuple[str, ...]) -> Condition:
    own = [effect.condition for effect in element.effects if effect.name == wanted]
    own += [negation(effect.condition) for effect in element.effects if effect.name in unwanted]
    around = elements.get(element.parent)
    if around is None or around.lists != element.lists:
        return conjunction(*own)
    return conjunction(_holding(elements, around, wanted, unwanted), *own)
