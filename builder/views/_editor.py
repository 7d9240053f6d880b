"""What the editor of rules and the editor of named conditions have in common: what was posted, and what is shown."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from builder.logic.desk import Desk, Posted
from builder.logic.drafts import sheet
from builder.logic.rows import Rows
from builder.logic.rules import EFFECTS, write_rules
from builder.logic.sentences import same_json
from builder.logic.wording import Wording
from builder.refusals import Refused
from builder.services import workshop
from builder.workshop import Head, NoRevision
from formengine.core.model import Element
from formengine.core.phrases import item_of
from formengine.web.asked import numbered
from formengine.web.services import services


@dataclass(frozen=True, slots=True)
class Said:
    """What the page has to say besides the rules."""

    saved: bool = False
    refused: Refused | None = None
    conflict: bool = False
    naming: str = ""
    """The place of the part that is getting a name."""
    title: str = ""
    title_error: str = ""
    base: int = 0
    """The revision that the rules are meant for, where it is not the one that was posted."""


def posted() -> Posted:
    form = request.form
    named = {name.removeprefix("benannt-"): value for name, value in form.items() if name.startswith("benannt-")}
    return Posted(
        step=form.get("tun", ""),
        draft_at=form.get("ort", ""),
        adding=form.get("neu") == "1",
        question=form.get("frage", ""),
        offer=form.get("operator", ""),
        typed=tuple(form.getlist("wert")),
        parameter=form.get("parameter", ""),
        asked_of=form.get("gezeigt", ""),
        named=named,
    )


def values(head: Head, desk: Desk, said: Said, element: Element | None, *, judged: bool) -> dict[str, Any]:
    """What both editors show."""
    wording = Wording(desk.definition)
    rows = Rows(wording, desk.asked, item_of(element) if element is not None else ())
    named = [(name, wording.title(name)) for name in head.bundle.form.get("conditions", {})]
    return {
        "head": head,
        "csrf": services().tokens.token(),
        "base": said.base or (0 if said.conflict else base()) or head.number,
        "cards": [rows.card(number, rule) for number, rule in enumerate(desk.rules)],
        "state": json.dumps(write_rules(desk.rules), ensure_ascii=False),
        "draft": sheet(desk.draft, desk.asked, desk.parameters) if desk.draft is not None else None,
        "asked": desk.asked,
        "named": named,
        "all_effects": EFFECTS,
        "unfinished": desk.unfinished if judged else [],
        "said": said,
    }


def overtaken(head: Head, part: Callable[[Mapping[str, Any]], Any]) -> bool:
    """Whether a part of the form is another one now than on the revision that the page showed.

    Rules and conditions are saved whole: who changed one half of it must not lose the other half to somebody else.
    """
    try:
        seen = workshop().at(head.revision.slug, base()).bundle.form
    except NoRevision:
        return True
    return not same_json(part(seen), part(head.bundle.form))


def base() -> int:
    """The revision that the page showed."""
    return numbered(request.form.get("basis", ""))
