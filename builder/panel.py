"""The property panel: what can be set of an element is itself a definition, rendered and judged by the engine."""

import datetime
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from formengine.core import strictjson
from formengine.core.bundle import Bundle
from formengine.core.journey import Mistake
from formengine.core.model import Page
from formengine.core.pointer import MISSING, get, merge, put
from formengine.core.settling import Context
from formengine.fields import FOLDER
from formengine.store.drafts import Draft, PageRow
from formengine.store.rows import Rows
from formengine.web.drafting import Working
from formengine.web.filling import Typed, stored
from formengine.web.forms import Form, compile_form
from formengine.web.look import Look
from formengine.web.pages import View
from formengine.web.posting import look
from formengine.web.services import services

OWN: Final = Path(__file__).parent / "panels"
"""The properties of what is no field: pages, sections, groups, blocks."""
_COMMON: Final = "_properties.json"
_ROOM: Final = "eigenschaften"
_MOST_MADE: Final = 64


class Panels:
    """The compiled panels of an installation, by kind of element."""

    def __init__(self, asset: Callable[[str], str]) -> None:
        self._look = Look(asset)
        self._known: dict[tuple[str, datetime.date], Form] = {}
        self._made: dict[tuple[str, datetime.date], Form] = {}
        self._lock = threading.Lock()

    def form(self, kind: str, today: datetime.date) -> Form:
        """The panel for a field type (its name) or for `page`, `section`, `group`, `block`. Raises KeyError."""
        with self._lock:
            if (kind, today) not in self._known:
                bundle = Bundle(_ROOM, properties(kind))
                self._known = {key: form for key, form in self._known.items() if key[1] == today}
                self._known[kind, today] = compile_form(bundle.hash, bundle, today, self._look)
            return self._known[kind, today]

    def made(self, content: Mapping[str, Any], today: datetime.date) -> Form:
        """The panel that a definition of fields describes, where what it offers differs from entry to entry."""
        bundle = Bundle(_ROOM, content)
        with self._lock:
            form = self._made.get((bundle.hash, today))
            if form is None:
                form = compile_form(bundle.hash, bundle, today, self._look)
                while len(self._made) >= _MOST_MADE:
                    self._made.pop(next(iter(self._made)))
                self._made[bundle.hash, today] = form
            return form


def properties(kind: str) -> dict[str, Any]:
    """The definition of a panel; lists (the options of a choice) have an editor of their own. Raises KeyError."""
    own = OWN / f"{kind}.json"
    if own.exists():
        parts = [own]
    else:
        folder = FOLDER / kind.replace("-", "_")
        if not (folder / "properties.json").exists():
            raise KeyError(kind)
        parts = [FOLDER / _COMMON, folder / "properties.json"]
    documents = [_document(part) for part in parts]
    if _is_static(documents[-1]):
        documents = documents[-1:]
    schema: dict[str, Any] = {}
    for document in documents:
        merge(schema, document["schema"])
    elements = [each for document in documents for each in document["uischema"]["elements"][0]["elements"]]
    page = {"type": "Category", "id": _ROOM, "label": "Eigenschaften", "options": {"path": _ROOM}}
    shown = [each for each in elements if each.get("options", {}).get("type")]
    pages = [{**page, "elements": shown}]
    return {
        "slug": _ROOM,
        "title": "Eigenschaften",
        "schema": schema,
        "uischema": {"type": "Categorization", "elements": pages},
    }


def _document(path: Path) -> Any:
    return strictjson.loads(path.read_bytes())


def _is_static(document: Mapping[str, Any]) -> bool:
    """A text that asks nothing has no question, hint and help."""
    return "text" in document["schema"]["properties"].get("element", {}).get("properties", {})


@dataclass(frozen=True)
class Panel:
    """The properties of one element as they stand, `{"element": …, "schema": …, "required": …}`."""

    form: Form
    document: Mapping[str, Any]

    @cached_property
    def answers(self) -> dict[str, Any]:
        """What of the element the panel knows."""
        known: dict[str, Any] = {}
        for control in self.form.definition.controls.values():
            value = get(self.document, control.path)
            if value is not MISSING:
                put(known, control.path, value)
        return known

    @cached_property
    def _working(self) -> Working:
        shared = services()
        now = shared.settings.clock.now()
        draft = Draft("", _ROOM, self.form.revision, 1, {}, None, now, now)
        rows = Rows.holding(shared.store.drafts, "", {_ROOM: PageRow(self.answers, None, 1)})
        return Working(draft, self.form, rows, Context(now))

    def opened(self) -> Typed:
        """The fields as they stand."""
        return stored(self._working, self._page)

    def posted(self) -> Typed:
        """The fields of the request."""
        return look(self._working, self._page)

    def fields(self, typed: Typed, mistakes: tuple[Mistake, ...] = ()) -> Markup:
        """The markup of the fields, with messages at those that have mistakes."""
        return View(self._working, self._page, typed, mistakes).fields()

    def summary(self, typed: Typed, mistakes: tuple[Mistake, ...]) -> list[tuple[str, str]]:
        """Anchor and message of each mistake."""
        view = View(self._working, self._page, typed, mistakes)
        return [(str(entry[0]), str(entry[1])) for entry in view.states.summary(None)]

    def changes(self, typed: Typed) -> dict[str, Any]:
        """What is different now, by place (`element/options/hint`, `schema/minimum`, `required`); None: taken away."""
        found: dict[str, Any] = {}
        for control in self.form.definition.controls.values():
            before, after = get(self.answers, control.path), get(typed.answers, control.path)
            if control.box and after is MISSING:
                after = False
            if before is MISSING and after is False:
                continue
            if before is MISSING and after is MISSING:
                continue
            if before != after or isinstance(before, bool) != isinstance(after, bool):
                found["/".join(control.path)] = None if after is MISSING or after is False else after
        return found

    @property
    def _page(self) -> Page:
        return self.form.definition.pages[0]
