"""Fifteen hundred requests that make little sense: none of them is an error of ours, and the draft stays sound."""

import io
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests.web import probe
from tests.web.files import JPEG, PDF, PNG
from tests.web.person import Person, rooms, rows
from tests.web.screen import parse

SUFFIXES = (
    "",
    ":tag",
    ":monat",
    ":jahr",
    ":e",
    ":n",
    ":ort",
    ":vorher",
    ":karte.x",
    ":karte.y",
    ":karte-klein.x",
    ":x",
)
BUTTONS = ("_weiter", "_zurueck", "_speichern", "_absenden", "_entfernen", "_aktualisieren", "_blick", "_feld")
ODD = (
    *("", " ", "0", "1", "-1", "2", "3", "5", "a", "b", "zu", "ja", "nein", "rot", "eins", "zwei", "viel", "on"),
    *("9" * 400, "1e400", "1" + "0" * 30, "-0", "0,5", "1.234,5", "NaN", "Infinity", "\u0663", "²", "½"),
    *(
        "31",
        "2",
        "2026",
        "29",
        "0000",
        "9999",
        "10000",
        "2026-02-30",
        "3.4.2026",
        "413250",
        "5655120",
        "413250,5655120",
    ),
    *("a@b.de", "a@b", "<b>", "\0", "\ud7ff", "\ufffe", "\u00ad", "\u202e", "é", "e\u0301", "x" * 300, "x" * 6_000),
    *("{name}", "{param.x}", "{0}", "%s", "%(x)s", "..", "/", "\\", "\r\n", "\t", "[]", "{}", "null", "__proto__"),
)
PATHS = (
    "angaben",
    "zusatz",
    "anlagen",
    "pruefen",
    "eingang",
    "ergebnis",
    "seite",
    "",
    "datei/22222222",
    "x",
    "..",
    "%00",
)
CONTROLS = tuple(probe.PROPERTIES)

texts = st.one_of(st.sampled_from(ODD), st.text(max_size=40))
names = st.one_of(
    st.builds("".join, st.tuples(st.sampled_from(CONTROLS), st.sampled_from(SUFFIXES))),
    st.sampled_from(("_shown", "_rev", *BUTTONS)),
    st.text(max_size=12),
)
fields = st.lists(st.tuples(names, texts), max_size=14)
uploads = st.lists(
    st.tuples(
        st.sampled_from((PDF, PNG, JPEG, b"", b"x")), st.sampled_from(("a.pdf", "b.png", "c.jpg", "", "d", "\0"))
    ),
    max_size=2,
)
requests = st.fixed_dictionaries(
    {
        "method": st.sampled_from(("GET", "HEAD", *["POST"] * 6, "OPTIONS", "PUT")),
        "where": st.sampled_from((*["own"] * 12, "asked", "done", "foreign", "service", "odd")),
        "path": st.sampled_from((*["angaben"] * 12, *["anlagen"] * 5, *PATHS)),
        "start": st.sampled_from((True, True, True, False)),
        "fields": fields,
        "files": uploads,
        "button": st.sampled_from((*["_weiter"] * 8, *BUTTONS)),
        "query": st.dictionaries(st.sampled_from(("zurueck", "hinweis", "x")), texts, max_size=2),
        "htmx": st.booleans(),
    }
)


class World:
    """A browser with drafts in several states, used by all requests one after the other."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.person = Person(app)
        self.token = self.person.token()
        self.asked = self.person.send(self.person.begin(probe.KLAERUNG), {"frage": "b"}).number
        self.done = self.person.walk(probe.GOOD, self.person.begin()).number
        self.own = self.person.begin().number
        self.seen: Counter[tuple[str, str, int]] = Counter()

    def url(self, asked: dict[str, Any]) -> str:
        where = asked["where"]
        if where == "service":
            return f"/dienste/{asked['path'] or probe.SLUG}"
        if where == "odd":
            return f"/{asked['path']}"
        number = {"own": self.own, "asked": self.asked, "done": self.done, "foreign": "22222222"}[where]
        return f"/antrag/{number}/{asked['path']}"

    def body(self, asked: dict[str, Any]) -> MultiDict[str, Any]:
        """What was drawn, on top of a page's own fields where that was drawn, with a token that fits."""
        body: MultiDict[str, Any] = MultiDict([("_csrf", self.token)])
        if asked["start"] and asked["where"] == "own" and asked["path"] in ("angaben", "anlagen", "pruefen", "zusatz"):
            rev = rooms(self.app).store.drafts.pages(self.own).get(asked["path"])
            body.add("_rev", str(rev.rev if rev else 0))
            body.add("_shown", " ".join(CONTROLS))
            kept = {name for name, _ in asked["fields"]}
            good = {name: value for name, value in probe.GOOD[asked["path"]].items() if name not in kept}
            for name, value in good.items():
                for one in value if isinstance(value, list) else [value]:
                    body.add(name, one)
        for name, value in asked["fields"]:
            body.add(name, value)
        for data, name in asked["files"]:
            body.add("belege", (io.BytesIO(data), name))
        body.add(asked["button"], asked["fields"][0][1] if asked["fields"] else "1")
        return body

    def ask(self, asked: dict[str, Any]) -> Any:
        """One request; a draft that it submitted is followed by a new one."""
        headers = {"HX-Request": "true"} if asked["htmx"] else {}
        data = self.body(asked) if asked["method"] in ("POST", "PUT") else None
        url = self.url(asked)
        answer = self.person.client.open(
            url, method=asked["method"], data=data, query_string=asked["query"], headers=headers
        )
        rule = answer.request.path.replace(self.own, "<own>") if asked["where"] == "own" else f"<{asked['where']}>"
        self.seen[asked["method"], rule, answer.status_code] += 1
        if rooms(self.app).store.submissions.get_for_draft(self.own) is not None:
            self.own = self.person.begin().number
        return answer


@pytest.fixture(scope="module")
def world(shipped: Flask) -> World:
    return World(shipped)


def test_no_request_is_an_error_of_ours(world: World, record_property: Callable[[str, object], None]) -> None:
    own_paths = {page["id"]: {each["id"] for each in page["elements"]} for page in probe.PAGES}

    @settings(
        max_examples=1_500,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(requests)
    def run(asked: dict[str, Any]) -> None:
        answer = world.ask(asked)
        assert answer.status_code < 500, f"{asked} answered {answer.status}"
        if answer.mimetype == "text/html" and asked["method"] == "POST" and answer.status_code in (200, 409, 422):
            parse(answer.get_data(as_text=True))
        for page, (answers, _) in rows(world.app, world.own).items():
            assert set(answers or {}) <= own_paths[page]

    run()
    shown = sorted(world.seen.items())
    print(  # noqa: T201  the histogram is for whoever runs this with -s
        "\n".join(f"{count:5} {method:7} {status} {rule!r}" for (method, rule, status), count in shown)
    )
    for method in sorted({method for method, _, _ in world.seen}):
        codes = Counter[int]()
        for (asked, _, status), count in shown:
            codes[status] += count if asked == method else 0
        record_property(method, " ".join(f"{status}×{count}" for status, count in sorted(codes.items()) if count))
    posted = {status for (method, rule, status), _ in shown if method == "POST" and rule.startswith("/antrag/<own>/")}
    assert {200, 303, 404, 409, 422} <= posted
    assert sum(world.seen.values()) >= 1_500
