"""Values that a definition proposes (`calcMode: proposal`) for questions that nobody has answered yet."""

from collections.abc import Iterable, Mapping
from typing import Any

from formengine.core import pointer
from formengine.core.calc import Scene
from formengine.core.journey import judge_page
from formengine.core.model import ITEM_ID, Control, Document, Page
from formengine.core.pointer import MISSING
from formengine.fields.posting import raw_of
from formengine.web.drafting import Working
from formengine.web.filled import Raw
from formengine.web.places import around, element_of, standing


def of_page(working: Working, page: Page, present: Mapping[str, Any]) -> dict[str, Any]:
    """What is proposed on a page that is opened for the first time, for questions that have no answer there."""
    controls = working.form.pages[page.id].controls.values()
    waiting = [control for control in controls if control.calc is not None and control.id not in present]
    if not waiting:
        return {}
    document = judge_page(working.form.definition, working.answers, page, working.context)[0].document
    return _proposed(working, waiting, document, None)


def of_new_item(working: Working, page: Page, document: Document, list_: str, raw: Raw) -> Raw:
    """The strings that stand in the newest item of a list (by its input name) when it is added.

    What a person clears stays clear.
    """
    forms = working.form.pages[page.id]
    each, start = forms.lists[element_of(list_)], around(list_)
    waiting = [control for control in each.controls.values() if control.calc is not None]
    outer = next((one.indices for one in standing(forms, raw) if one.prefix == start), ())
    items = pointer.at(document, pointer.place(each.control.path, outer))
    if not waiting or not isinstance(items, list):
        return {}
    return raw_of(waiting, _proposed(working, waiting, document, items[-1]), f"{start}{items[-1][ITEM_ID]}/")


def _proposed(
    working: Working, controls: Iterable[Control], document: Document, item: Document | None
) -> dict[str, Any]:
    scene = Scene(document, item, working.context.now, working.context.environment)
    calculations = working.form.definition.calculations
    values = {control.id: calculations[control.id](scene) for control in controls}
    return {id_: value for id_, value in values.items() if value is not MISSING}
