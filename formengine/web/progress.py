"""How far each page of a draft is: a cache of one character a page, good for one state, day and language."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from formengine.core.definition import Definition
from formengine.core.model import Page
from formengine.store.drafts import Draft

KEY: Final = "progress"
Flags = Mapping[str, tuple[bool, bool]]
_FLAGS: Final = {f"{code:x}": (bool(code & 1), bool(code & 2)) for code in range(16)}
_DONE: Final = frozenset(f"{code:x}" for code in range(16) if code & 4)
_BEGUN: Final = frozenset(f"{code:x}" for code in range(16) if code & 8)


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of the pages without looking into them."""

    flags: Flags | None
    """By page id: on the path, and without mistakes; None where nobody knows."""
    done: Collection[str]
    """Pages whose answers were accepted, with nothing pending."""
    begun: Collection[str]
    """Pages of which anything was ever kept."""

    def after(self, page: Page, flags: Flags | None, *, done: bool) -> "Progress":
        """The progress once a page was kept or accepted."""
        finished = {*self.done, page.id} if done else {*self.done} - {page.id}
        return Progress(flags, finished, {*self.begun, page.id})


def written(progress: Progress, definition: Definition, rev: int) -> dict[str, Any]:
    """The progress as a draft keeps it, for the draft's revision number `rev`."""
    if progress.flags is None:
        return {KEY: None}
    codes = "".join(_code(progress, page.id, *progress.flags[page.id]) for page in definition.pages)
    day, language = definition.today.isoformat(), definition.language
    return {KEY: {"day": day, "rev": rev, "language": language, "pages": codes}}


def _code(progress: Progress, id_: str, visible: bool, sound: bool) -> str:
    return f"{visible + 2 * sound + 4 * (id_ in progress.done) + 8 * (id_ in progress.begun):x}"


def read(draft: Draft, definition: Definition) -> Progress | None:
    """What a draft keeps, if it is of this state, today and this language: conditions may ask for both."""
    kept = draft.flags.get(KEY) or {}
    codes = kept.get("pages", "")
    fresh = kept.get("rev") == draft.rev and kept.get("day") == definition.today.isoformat()
    fresh = fresh and kept.get("language", definition.language) == definition.language
    if not fresh or len(codes) != len(definition.pages):
        return None
    flags = dict(zip(definition.page_ids, [_FLAGS[code] for code in codes], strict=True))
    return Progress(flags, _where(definition, codes, _DONE), _where(definition, codes, _BEGUN))


def _where(definition: Definition, codes: Iterable[str], wanted: Collection[str]) -> frozenset[str]:
    return frozenset([id_ for id_, code in zip(definition.page_ids, codes, strict=True) if code in wanted])
