"""The reference form under `/bench/<mode>/<n>`, for measuring from outside (`formengine serve --bench`)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, make_response, request

from formengine.core import strictjson
from formengine.core.bundle import Bundle
from formengine.exchange import jsonforms
from formengine.store.bundles import Revision
from formengine.store.drafts import Draft
from formengine.store.rows import Rows
from formengine.web import flow, progress
from formengine.web.beginning import new_draft, remember
from formengine.web.drafting import Working, page_url
from formengine.web.errors import answer
from formengine.web.filling import stored
from formengine.web.forms import Form
from formengine.web.pages import View, render_step
from formengine.web.progress import Progress
from formengine.web.services import services

blueprint = Blueprint("bench", __name__, url_prefix="/bench/<any(wizard, page):mode>/<int:size>")
_PAGES: Final = re.compile(r"([1-9][0-9]{0,3})\.(wizard|page)\.jsonforms-ui\.json")


class BenchError(Exception):
    """A folder without a reference form, or with a broken one; the message says so in German."""


def bundles(folder: Path) -> tuple[Bundle, ...]:
    """The forms of a folder: `<n>.schema.json` with `<n>.wizard.jsonforms-ui.json` or `<n>.page…`."""
    found = tuple(_bundles(folder)) if folder.is_dir() else ()
    if not found:
        wanted = "„20.schema.json“ und „20.wizard.jsonforms-ui.json“"
        raise BenchError(f"„{folder}“ enthält kein Messformular. Erwartet werden Dateien wie {wanted}.")
    return found


def _bundles(folder: Path) -> Iterator[Bundle]:
    for path in sorted(folder.iterdir()):
        match = _PAGES.fullmatch(path.name)
        schema = folder / f"{match[1]}.schema.json" if match else path
        if match and schema.is_file():
            slug, title = _slug(match[2], int(match[1])), f"Messformular mit {match[1]} Fragen"
            read = jsonforms.read(_document(schema), _document(path), slug=slug, title=title)
            yield Bundle(slug=slug, form=read.form)


def _document(path: Path) -> dict[str, Any]:
    try:
        found = strictjson.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise BenchError(f"„{path}“ lässt sich nicht lesen: {error}") from error
    if not isinstance(found, dict):
        raise BenchError(f"„{path}“ muss ein JSON-Objekt enthalten.")
    return found


def _slug(mode: str, size: int) -> str:
    return f"bench-{mode}-{size}"


@blueprint.get("")
def first(mode: str, size: int) -> Any:
    """The first page, without a draft: nothing is written until somebody sends it."""
    published = services().catalogue.published(_slug(mode, size))
    if published is None:
        return answer(404)
    working = _without_draft(*published)
    page = working.form.definition.pages[0]
    return render_step(View(working, page, stored(working, page), target=request.path))


@blueprint.post("")
def begin(mode: str, size: int) -> Any:
    """The first page was sent: now there is a draft, and everything goes on under its own address."""
    shared, published = services(), services().catalogue.published(_slug(mode, size))
    if published is None:
        return answer(404)
    page = published[1].definition.pages[0]
    if "_blick" in request.form:
        return flow.sent(_without_draft(*published), page)
    draft, secret = new_draft(*published)
    working = Working(draft, published[1], Rows(shared.store.drafts, draft.number), shared.context())
    response = make_response(flow.sent(working, page))
    if "HX-Request" in request.headers and response.status_code in (200, 422):
        response.headers.setdefault("HX-Push-Url", page_url(working, page.path))
    remember(response, draft.number, secret, draft.lifetime)
    return response


def _without_draft(revision: Revision, form: Form) -> Working:
    shared = services()
    flags = progress.written(Progress(form.flags, (), ()), form.definition, 0)
    now = shared.settings.clock.now()
    draft = Draft("", revision.slug, revision.hash, 0, flags, None, now, now)
    return Working(draft, form, Rows(shared.store.drafts, ""), shared.context())
