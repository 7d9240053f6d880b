"""What the server sends for a state, without whatever differs from draft to draft: told apart by a hash."""

import hashlib
import re
from collections.abc import Iterable
from typing import Final

from usability.placing import Placing, Visit
from usability.site import Site
from usability.states import Placed

_TOKEN: Final = re.compile(r'name="_csrf" value="[^"]*"')
_ID: Final = re.compile(r"(?<![a-z0-9])[23456789abcdefghjkmnpqrstuvwxyz]{8}(?![a-z0-9])")
_FORM: Final = re.compile(r'<input[^>]*type="hidden"[^>]*name="([^"]+)" value="([^"]*)"')
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
    html = answer.get_data(as_text=True)
    if visit.button:
        # The rest of the page is what was just shown; only the refused answer differs, and the server says how.
        body = {name: value for name, value in _FORM.findall(html) if name != "_csrf"}
        html += str(sorted(body))
    return hashlib.sha256(normalized(html, visit.number).encode()).hexdigest()[:16]


def normalized(html: str, number: str) -> str:
    """The page with its draft's number, tokens, ids of items, references and revisions put alike."""
    text = _TOKEN.sub("", html.replace(number, "NUMMER"))
    text = _REVISION.sub("FASSUNG", _REFERENCE.sub("ZEICHEN", text))
    known: dict[str, str] = {}
    return _ID.sub(
        lambda found: known.setdefault(found[0], f"ID{len(known)}") if _looks_random(found[0]) else found[0], text
    )


def _looks_random(text: str) -> bool:
    """Ids of items and files are drawn by lot; a word of eight letters has no digit."""
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
