"""Values that a definition proposes (`calcMode: proposal`) for questions that nobody has answered yet."""

from collections.abc import Iterable, Mapping
from typing import Any

from formengine.core import pointer
from formengine.core.calc import Scene
from formengine.core.journey import judge_page
from formengine.core.model import ITEM, ITEM_ID, Control, Document, Page
from formengine.core.pointer import MISSING
from formengine.fields.posting import raw_of
from formengine.web import lists
from formengine.web.drafting import Working
from formengine.web.filled import Raw


def of_page(working: Working, page: Page, present: Mapping[str, Any]) -> dict[str, Any]:
    """What is proposed on a page that is opened for the first time, for questions that have no answer there."""
    controls = working.form.pages[page.id].controls.values()
    waiting = [control for control in controls if control.calc is not None and control.id not in present]
    if not waiting:
        return {}
    document = judge_page(working.form.definition, working.answers, page, working.context)[0].document
    return _proposed(working, waiting, document, None)


def of_new_item(working: Working, page: Page, document: Document, list_: str) -> Raw:
    """The strings that stand in the newest item of a list when it is added; what a person clears stays clear."""
    forms = working.form.pages[page.id].items[list_]
    waiting = [control for control in forms.controls.values() if control.calc is not None]
    items = pointer.get(document, forms.control.path)
    if not waiting or not isinstance(items, list):
        return {}
    item = pointer.at(document, pointer.place((*forms.control.path, ITEM), (len(items) - 1,)))
    return raw_of(waiting, _proposed(working, waiting, document, item), lists.prefix(item[ITEM_ID]))


def _proposed(
    working: Working, controls: Iterable[Control], document: Document, item: Document | None
) -> dict[str, Any]:
    scene = Scene(document, item, working.context.now, working.context.environment)
    calculations = working.form.definition.calculations
    values = {control.id: calculations[control.id](scene) for control in controls}
    return {id_: value for id_, value in values.items() if value is not MISSING}
