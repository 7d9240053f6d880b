"""What the server sends for a state, without whatever differs from draft to draft: told apart by a hash."""

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from usability.placing import Placing, Visit
from usability.site import Site
from usability.states import Placed

_TOKEN: Final = re.compile(r'name="(?:_csrf|_shown)" value="[^"]*"')
"""What is shown is listed by name, so the order depends on ids drawn by lot; the page itself shows it."""
_DRAWN: Final = r"[23456789abcdefghjkmnpqrstuvwxyz]{8}"
_ID: Final = re.compile(rf"(?<![a-z0-9]){_DRAWN}(?![a-z0-9])")
_PLACES: Final = re.compile(
    rf"""(?:(?<=[\s"'#=/])(?={_DRAWN}/)|(?<=/datei/)|(?<=[a-z0-9]/)(?={_DRAWN}["'/?\#])|(?<=eintrag-)|(?<=:)"""
    rf"""|(?<=name="_neu"\ value="))({_DRAWN})(?![a-z0-9])"""
)
"""Where ids of items and files stand: before the name of a field, in addresses, in a list and behind its buttons."""
_REFERENCE: Final = re.compile(r"[A-Z]{2,}[-A-Z0-9]*-\d{4}-\d+")
_REVISION: Final = re.compile(r"\b[0-9a-f]{12}(?:[0-9a-f]{52})?\b")


def hashes(site: Site, slug: str, states: Iterable[Placed]) -> dict[str, str]:
    """A hash of the rendered page of every state, by its id."""
    placing = Placing(site.app, slug)
    return {placed.state.id: _hash(site, placing.place(placed)) for placed in states}


def _hash(site: Site, visit: Visit) -> str:
    client = site.app.test_client()
    client.set_cookie(f"aw-{visit.number}", visit.secret)
    answer = client.get(visit.url)
    # The page after the button is the one before it and what the server refuses: both follow from what is hashed.
    html = f"{answer.get_data(as_text=True)}\n{visit.button}"
    return hashlib.sha256(normalized(html, visit.number).encode()).hexdigest()[:16]


def normalized(html: str, number: str) -> str:
    """The page with its draft's number, tokens, ids of items, references and revisions put alike."""
    text = _TOKEN.sub("", html.replace(number, "NUMMER"))
    text = _REVISION.sub("FASSUNG", _REFERENCE.sub("ZEICHEN", text))
    drawn = {*_PLACES.findall(text)}
    known: dict[str, str] = {}
    return _ID.sub(
        lambda found: (
            known.setdefault(found[0], f"ID{len(known)}") if found[0] in drawn or _looks_random(found[0]) else found[0]
        ),
        text,
    )


def _looks_random(text: str) -> bool:
    """One of ten has no digit and is told by its place only; a word of eight letters has none either."""
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
