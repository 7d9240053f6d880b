"""The preview: the assistant itself on the head revision, in any state; whoever goes on from there gets a draft."""

import datetime
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, Flask, current_app, g, make_response, redirect, request, url_for
from werkzeug.urls import iri_to_uri

from formengine import locales
from formengine.core.model import CHECK_PAGE
from formengine.store.drafts import Draft
from formengine.web import assistant, beginning, checking, complaints, heads, language, previewmarks
from formengine.web.casting import OUTCOME, around, cast
from formengine.web.drafting import FOLLOWS, PERSON, PREVIEW, STAYS
from formengine.web.errors import answer
from formengine.web.heads import Seen
from formengine.web.pages import View, render_step
from formengine.web.places import item_at
from formengine.web.previewed import Previewed
from formengine.web.services import services
from formengine.web.staging import Stage, in_memory, on, opened
from formengine.web.trying import begun, forget
from formengine.web.wishes import Wish

ALLOWED: Final = "VORSCHAU"
"""In the configuration: who may look at the preview of a definition, asked with its slug."""
RECEIPT: Final = "eingang"
NUMBER: Final = "VORSCHAU"
"""What stands in place of a draft's number."""
_LONGEST: Final = 300
_DAY: Final = datetime.timedelta(days=1)

blueprint = Blueprint("preview", __name__, url_prefix="/vorschau/<slug>")
blueprint.after_request(previewmarks.marked)


def allow(app: Flask, who: Callable[[str], bool]) -> None:
    """Let those look for whom `who` (asked within a request, with a slug) is true; without it nobody may."""
    app.config[ALLOWED] = who


@blueprint.before_request
def _stop() -> Any:
    who = current_app.config.get(ALLOWED)
    slug = (request.view_args or {}).get("slug", "")
    return None if who is not None and who(slug) else answer(404)


@blueprint.get("/")
def first(slug: str) -> Any:
    """The first page, with the same parameters."""
    found = heads.seen(slug, Wish.of(request.args).number)
    if found is None:
        return answer(404)
    wish = urlencode(request.args.to_dict())
    path = url_for("preview.page", slug=slug, path=found.form.definition.pages[0].path)
    return redirect(f"{path}?{wish}" if wish else path, 303)


@blueprint.get("/<path>")
def page(slug: str, path: str) -> Any:
    """A page in the state that the parameters name: `person`, `zustand`, `sprache`, `fassung`, `eintrag`, `bild`."""
    return _shown(slug, path, Wish.of(request.args))


@blueprint.get("/<wish>/<path>")
def linked(slug: str, wish: str, path: str) -> Any:
    """A page that another page of the preview leads to."""
    return _shown(slug, path, Wish.read(wish))


@blueprint.get("/<wish>/<path>/<path:address>")
def item(slug: str, wish: str, path: str, address: str) -> Any:
    """An item's page; `address` names its lists and items."""
    return _shown(slug, path, Wish.read(wish), address)


@blueprint.post("/befunde")
def findings(slug: str) -> Any:
    """What axe found on a page of the preview; the script on the page sends it."""
    shared, form = services(), request.form
    revision = shared.store.bundles.revision(form.get("fassung", ""))
    state, found = form.get("zustand", ""), complaints.read(form.get("befunde", ""), form.get("seite", "")[:_LONGEST])
    if revision is None or revision.slug != slug or not 0 < len(state) <= _LONGEST or found is None:
        return answer(422)
    shared.store.preview_findings.keep(slug, revision.hash, state, found, shared.settings.clock.now())
    return "", 204


@blueprint.post("/<wish>/<path>")
@blueprint.post("/<wish>/<path>/<path:address>")
def go_on(slug: str, wish: str, path: str, address: str = "") -> Any:
    """Whoever goes on from a page of the preview gets a draft in that state, and the page is sent to it."""
    wished = Wish.read(wish)
    language.use(wished.language or locales.GERMAN)
    found = heads.seen(slug, wished.number or wished.seen)
    if found is None:
        return answer(404)
    draft, secret = begun(_stage(found, path, wished), STAYS if wished.number else FOLLOWS)
    g.opened = draft.number, secret, draft.lifetime
    if path == OUTCOME:
        sent = assistant.hand_over(draft.number)
    elif address:
        sent = assistant.post_item(draft.number, path, address)
    else:
        sent = assistant.post(draft.number, path)
    response = make_response(sent)
    if response.status_code not in (301, 302, 303):
        # What is shown now is a page of the draft, and is found again at its own address.
        place = f"/{address}" if address else ""
        response.headers.setdefault("HX-Push-Url", iri_to_uri(f"/antrag/{draft.number}/{path}{place}"))
    forget(response)
    beginning.remember(response, draft.number, secret, draft.lifetime)
    return response


def _shown(slug: str, path: str, wish: Wish, address: str = "") -> Any:
    language.use(wish.language or locales.GERMAN)
    found = heads.seen(slug, wish.number)
    if found is None or (found.form.definition.page(path) is None and path not in _ends(found)):
        return answer(404)
    stage = _stage(found, path, wish)
    lines = tuple(line for line in (found.line, stage.cast.line) if line)
    number, id_ = found.revision.number, stage.page.id if stage.page else ""
    state = "/".join((path, address or wish.part(), str(wish.entry)))
    previewmarks.show(Previewed(slug, found.revision.hash, state, number, id_, lines, wish.still))
    return _end(stage, path) if stage.page is None else _page(stage, found, address)


def _ends(found: Seen) -> tuple[str, ...]:
    return (OUTCOME,) if found.form.definition.kind == "klaerung" else (CHECK_PAGE, RECEIPT)


def _stage(found: Seen, path: str, wish: Wish) -> Stage:
    """The page as it is to be shown."""
    shared, form = services(), found.form
    page_, context = form.definition.page(path), shared.context()
    who = cast(form.definition, wish, path, context)
    if page_ is not None and not who.reached:
        form = opened(form, page_)
    flags = {PREVIEW: FOLLOWS, PERSON: who.case.id if who.case else ""}
    now = context.now
    draft = Draft(NUMBER, found.revision.slug, form.revision, 1, flags, None, now + _DAY, now)
    base = f"/vorschau/{draft.slug}/{wish.part()}"
    seen_in = around(who.case, context) if who.case else context
    return Stage(in_memory(form, draft, base, seen_in), page_, who, wish)


def _page(stage: Stage, found: Seen, address: str) -> Any:
    placed = stage.placed()
    if stage.page is None:
        return answer(404)
    item_ = item_at(address) if address else placed.item
    if address and (item_ is None or not assistant.has_item(placed.working, stage.page, item_)):
        return answer(404)
    own = f"/{item_.address}" if item_ else ""
    sent = stage.wish.sent(found.revision.number).part()
    target = f"/vorschau/{found.revision.slug}/{sent}/{stage.page.path}{own}"
    if stage.page.path == CHECK_PAGE:
        return checking.show(placed.working, stage.page, placed.typed, placed.mistakes, target=target)
    return render_step(View(placed.working, stage.page, placed.typed, placed.mistakes, item=item_, target=target))


def _end(stage: Stage, path: str) -> Any:
    working = on(stage.working, stage.rows)
    if path == OUTCOME:
        return beginning.outcome(working) or answer(404)
    return checking.show(working, None) if path == CHECK_PAGE else checking.trial_receipt(working)
