"""Attacks where definitions are read and answers are judged: patterns, references, addresses, numbers, characters."""

import socket
import threading
import tracemalloc
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import re2
from referencing.exceptions import Unresolvable

from formengine.core import formats, limits, references
from formengine.core.strictjson import StrictJSONError, dumps, loads
from formengine.core.validation import Judge
from tests.core.forms import compiled, control, errors, form, leaf, page, show, travel

TEXT = {"type": "string"}
PLACE = "/schema/properties/a"

EVIL = [
    *("^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(a*)*$", "^(a+)*$", "^((a+)+)+$", "^(a|a?)+$", "^(.*a){20}$", "(x+x+)+y"),
    *(
        "^([a-zA-Z]+)*$",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(.*)*x",
        "(.*.*)=.*",
        "^(\\w+)*$",
        "^(\\d+)+$",
        "(a{1,100}){1,10}$",
    ),
    *(
        "^(?:a+)+$",
        "^(?:(?:a+)+)+$",
        "^([^a]*a)+$",
        "(a+)(a+)(a+)(a+)(a+)b",
        "^(a+b*)+$",
        "^(a?){50}a{50}$",
        "(.+)+@(.+)+",
    ),
    *(
        "^([0-9]+)*-([0-9]+)*$",
        "([^/]+/)*x",
        "^(\\.?[a-z]+)+@$",
        "^([a-z0-9]+-?)+$",
        "^(a|b|ab)*c$",
        "(?:.|\\n)*x",
        "^((ab)*)*c$",
    ),
    *(
        "(\\w+ ?)*$",
        "^(\\w+\\.?)+$",
        "^([a-z]*[0-9]*)*$",
        "a*a*a*a*a*a*b",
        "(a|b)*(a|c)*(a|d)*e",
        "^(((((a*)*)*)*)*)*$",
        "([ab]*)*c",
    ),
    *(
        "^\\w*\\d*\\w*\\d*\\w*$",
        "(0*)*1",
        "^(aa|aab|ab)*$",
        "(\\W|.)*x",
        "^.*.*.*.*.*x$",
        "((x|y)+)*z",
        "(\\d{1,9},?)*$",
        "^(-?)*$",
    ),
    *(
        "(?=a)b",
        "(?!a)b",
        "(?<=a)b",
        "(?<!a)b",
        "(a)\\1",
        "^(a+)+\\1$",
        "(?P<x>a)(?P=x)",
        "(?>a+)b",
        "a++b",
        "(?i)a",
        "(?(1)a|b)",
    ),
    *(
        "a{1001}",
        "(a{1000}){1000}",
        "((a{100}){100}){100}",
        "\\p{L}+",
        "[[:alpha:]]+",
        "\\s+$",
        "(\\s*)*x",
        "x{0,5000}",
        "(((a",
        "[z-a]",
    ),
    *("(?R)", "\\G a", "(*FAIL)", "(?{1})", "(?#x)(a+)+", "\\u0061+", "a**", "+a", "(" * 1200 + ")" * 1200),
]
STRINGS = ["a" * 10_000 + "!", "a1-" * 3_400, " " * 10_000 + "x"]


def test_there_are_enough_evil_patterns() -> None:
    assert len(set(EVIL)) >= 60


class Watched:
    """A pattern of RE2 that says that it was asked."""

    def __init__(self, pattern: Any, asked: list[str]) -> None:
        self.pattern = pattern
        self.asked = asked

    def search(self, text: str) -> Any:
        """Search as RE2 does."""
        self.asked.append(text)
        return self.pattern.search(text)


def kinds(pattern: str) -> dict[str, tuple[Any, str]]:
    """A definition with the pattern in each place that can hold one, and the place."""
    bad = TEXT | {"pattern": pattern}
    shown = page("s", control("a"), control("b", rule=show(leaf("a", {"pattern": pattern}))))
    named = {"k": {"condition": leaf("a", {"not": {"pattern": pattern}})}}
    rule = {"id": "R", "message": "x", "at": ["a"], "require": leaf("a", {"pattern": pattern})}
    parameter = {"p": {"schema": {"pattern": pattern}, "default": 1}}
    plain = form({"a": TEXT, "b": TEXT}, page("s", control("a")))
    return {
        "schema": (form({"a": bad}, page("s", control("a"))), f"{PLACE}/pattern"),
        "effect": (
            form({"a": TEXT, "b": TEXT}, shown),
            "/uischema/elements/0/elements/1/rule/condition/schema/pattern",
        ),
        "condition": (plain | {"conditions": named}, "/conditions/k/condition/schema/not/pattern"),
        "rule": (plain | {"rules": [rule]}, "/rules/0/require/schema/pattern"),
        "parameter": (plain | {"parameters": parameter}, "/parameters/p/schema/pattern"),
    }


@pytest.mark.parametrize("pattern", EVIL)
def test_a1_an_evil_pattern_is_refused_with_its_place_or_runs_on_re2(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, place = kinds(pattern)["schema"]
    found = [where for where, _ in errors(content)]
    if found:
        assert found == [place]
        return
    definition, asked = compiled(content), list[str]()
    engine = formats.compiled
    monkeypatch.setattr(formats, "compiled", lambda text: Watched(engine(text), asked))
    expected = [re2.compile(pattern).search(text) is not None for text in STRINGS]
    assert [definition.judges["a"].ok(text) for text in STRINGS] == expected
    assert set(asked) == set(STRINGS)


@pytest.mark.parametrize("where", sorted(kinds("")))
@pytest.mark.parametrize("pattern", ["(?=a)", "(a)\\1", "\\p{L}", "[", "a{1001}"])
def test_a1_a_refused_pattern_is_refused_wherever_it_stands(where: str, pattern: str) -> None:
    content, place = kinds(pattern)[where]
    assert [found for found, _ in errors(content)] == [place]


def test_a1_a_refused_pattern_in_a_block_is_refused_in_the_block() -> None:
    hidden = control("x", rule=show(leaf("x", {"pattern": "(?=a)"})))
    block = {"schema": {"type": "object", "properties": {"x": TEXT | {"pattern": "(?!a)"}}}, "elements": [hidden]}
    found = errors(form({}, page("s")), shared={"b": block})
    assert sorted(place for place, _ in found) == [
        "/elements/0/rule/condition/schema/pattern",
        "/schema/properties/x/pattern",
    ]


def doubling(word: str, depth: int) -> dict[str, Any]:
    """A form whose schema doubles at each of so many references."""
    defs: dict[str, Any] = {f"d{i}": {word: [{"$ref": f"#/$defs/d{i + 1}"}] * 2} for i in range(depth)}
    content = form({"a": TEXT | {word: [{"$ref": "#/$defs/d0"}]}}, page("s", control("a")))
    content["schema"]["$defs"] = defs | {f"d{depth}": TEXT}
    return content


@pytest.fixture
def memory() -> Iterator[None]:
    """Fails a test that takes 100 MB."""
    tracemalloc.start()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("word", ["allOf", "anyOf", "oneOf"])
@pytest.mark.parametrize("depth", [18, 24, 32, 40])
def test_a2_a_reference_bomb_is_refused(word: str, depth: int) -> None:
    found = errors(doubling(word, depth))
    assert len(found) == 1
    assert str(references.MAX_EXPANDED) in found[0][1] or "aufeinander" in found[0][1]


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("depth", [4, 8])
def test_a2_a_small_doubling_is_read_and_answered(depth: int) -> None:
    assert travel(doubling("allOf", depth), {"a": "x"}).complete


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("length", [1, 2, 17, 3000])
def test_a2_a_circle_of_references_is_refused(length: int) -> None:
    content = form({"a": {"$ref": "#/$defs/d0"}}, page("s", control("a")))
    content["schema"]["$defs"] = {f"d{i}": {"$ref": f"#/$defs/d{(i + 1) % length}"} for i in range(length)}
    assert len(errors(content)) == 1


@pytest.mark.parametrize("ref", ["#", "#/properties/a", "#/properties", ""])
def test_a2_a_schema_that_holds_itself_is_refused(ref: str) -> None:
    content = form({"a": {"properties": {"x": {"$ref": ref}}}}, page("s", control("a")))
    assert len(errors(content)) == 1


def deep(word: str, depth: int) -> Any:
    """So many levels of a keyword."""
    value: Any = {}
    for _ in range(depth):
        value = {word: [value]} if word in ("allOf", "elements", "conditions") else {word: value}
    return value


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("depth", [65, 200, 1000, 5000, 50_000])
@pytest.mark.parametrize("word", ["not", "allOf", "items"])
def test_a2_a_deep_schema_is_refused(word: str, depth: int) -> None:
    found = errors(form({"a": deep(word, depth)}, page("s", control("a"))))
    assert [message for _, message in found] == ["Die Definition ist tiefer als 64 Ebenen."]


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("depth", [200, 5000])
def test_a2_any_other_part_that_is_deep_is_refused(depth: int) -> None:
    plain = form({"a": TEXT}, page("s", control("a")))
    spoiled = [
        {"content": plain | {"uischema": deep("elements", depth)}},
        {"content": plain | {"conditions": {"k": {"condition": deep("conditions", depth)}}}},
        {"content": plain | {"parameters": {"p": {"schema": {}, "default": deep("x", depth)}}}},
        {"content": plain | {"service": deep("x", depth)}},
        {"content": plain, "shared": {"b": {"schema": deep("not", depth), "elements": []}}},
        {"content": plain, "texts": {"en": deep("x", depth)}},
        {"content": plain, "parameters": {"values": deep("x", depth)}},
    ]
    for parts in spoiled:
        assert [message for _, message in errors(**parts)] == ["Die Definition ist tiefer als 64 Ebenen."]


@pytest.mark.usefixtures("memory")
def test_a2_what_the_limits_allow_is_read_without_a_recursion_error() -> None:
    schema = TEXT | deep("not", limits.MAX_DEPTH - 6)
    groups = {"type": "Group", "id": "g0", "elements": [control("a")]}
    for i in range(1, 28):
        groups = {"type": "Group", "id": f"g{i}", "elements": [groups]}
    assert isinstance(travel(form({"a": schema}, page("s", groups)), {"a": "x"}).complete, bool)


ADDRESSES = [
    *(
        "http://{host}/x",
        "https://{host}/x",
        "ftp://{host}/x",
        "gopher://{host}/x",
        "jar:http://{host}/x!/y",
        "//{host}/x",
    ),
    *(
        "\\\\{host}\\x",
        "file://{file}",
        "file:{file}",
        "{file}",
        "../../../../../../..{file}",
        "data:application/json,{{}}",
    ),
    *(
        "HTTP://{host}/x",
        " http://{host}/x",
        "http:{host}",
        "urn:formengine:shared:person",
        "urn:uuid:1",
        "x.json",
        "?x",
        "mailto:a@b.de",
    ),
    *(
        "http://{host}/x#/$defs/a",
        "ldap://{host}/x",
        "dict://{host}/x",
        "netdoc:{file}",
        "ws://{host}/x",
        "javascript:1",
        "tag:x",
    ),
]


class Canary(BaseHTTPRequestHandler):
    """Notes every request."""

    hits: list[str]

    def do_GET(self) -> None:  # http.server calls it so
        """Note it and answer with a schema that accepts everything."""
        self.hits.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    do_HEAD = do_POST = do_GET  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def canary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path, list[str]]]:
    """A server on loopback and a file; the list fills with whatever was asked of either."""
    hits: list[str] = []
    handler = type("Handler", (Canary,), {"hits": hits})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    file = tmp_path / "canary.json"
    file.write_text("{}")
    real = Path.open

    def watched(name: Any, *rest: Any, **more: Any) -> Any:
        hits.append(str(name))
        return real(Path(name), *rest, **more)

    monkeypatch.setattr("builtins.open", watched)
    monkeypatch.setattr(Path, "open", watched)
    yield f"127.0.0.1:{server.server_port}", file, hits
    monkeypatch.undo()
    server.shutdown()
    server.server_close()


def placed(word: str, address: str) -> list[Any]:
    """Definitions that hold an address in each place where a schema stands."""
    plain = form({"a": TEXT, "b": TEXT}, page("s", control("a")))
    bad: Any = {word: address}
    rule = {"id": "R", "message": "x", "at": ["a"], "require": leaf("a", bad)}
    spoiled = [
        form({"a": bad}, page("s", control("a"))),
        form({"a": TEXT | {"allOf": [{"not": bad}]}}, page("s", control("a"))),
        plain | {"conditions": {"k": {"condition": leaf("a", {"contains": bad})}}},
        plain | {"rules": [rule]},
        plain | {"parameters": {"p": {"schema": bad, "default": 1}}},
        form({"a": TEXT, "b": TEXT}, page("s", control("a"), control("b", rule=show(leaf("a", bad))))),
    ]
    at_root = form({"a": TEXT}, page("s", control("a")))
    at_root["schema"] |= bad
    unused = form({"a": TEXT}, page("s", control("a")))
    unused["schema"]["$defs"] = {"x": bad}
    return [*spoiled, at_root, unused]


@pytest.mark.parametrize(
    "word", ["$ref", "$id", "$schema", "$dynamicRef", "$anchor", "$dynamicAnchor", "$recursiveRef", "$vocabulary"]
)
def test_a3_no_address_leads_out_of_a_definition(word: str, canary: tuple[str, Path, list[str]]) -> None:
    host, file, hits = canary
    for address in ADDRESSES:
        for content in placed(word, address.format(host=host, file=file)):
            found = errors(content)
            assert found
            assert word in found[0][0]
    assert hits == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a3_a_block_comes_from_the_bundle_or_not_at_all(address: str, canary: tuple[str, Path, list[str]]) -> None:
    host, file, hits = canary
    block = {"type": "Block", "id": "x", "scope": "#/properties/x", "ref": address.format(host=host, file=file)}
    assert len(errors(form({}, page("s", block)))) == 1
    assert hits == []


@pytest.mark.parametrize("word", ["$ref", "$dynamicRef"])
@pytest.mark.parametrize(
    "address", ["http://{host}/x", "https://{host}/x", "file://{file}", "//{host}/x", "{file}", "urn:x"]
)
def test_a3_the_judge_itself_fetches_nothing(word: str, address: str, canary: tuple[str, Path, list[str]]) -> None:
    host, file, hits = canary
    where = address.format(host=host, file=file)
    for schema in ({word: where}, {"$id": f"http://{host}/", word: where}, {"$id": f"http://{host}/", word: "x.json"}):
        with pytest.raises(Unresolvable):
            Judge(schema).ok({"a": 1})
    assert hits == []


def test_a3_the_canary_sings(canary: tuple[str, Path, list[str]]) -> None:
    host, file, hits = canary
    with socket.create_connection(tuple(host.split(":")), timeout=5) as connection:  # type: ignore[arg-type]
        connection.sendall(b"GET /x HTTP/1.0\r\n\r\n")
        connection.recv(100)
    file.open().close()
    assert hits == ["/x", str(file)]


MONSTERS = [
    "NaN",
    "Infinity",
    "-Infinity",
    "1e400",
    "-1e400",
    "1e-400",
    "9" * 5000,
    "9" * 401,
    str(2**63),
    str(-(2**63)),
    "0." + "1" * 5000,
]


@pytest.mark.parametrize("monster", MONSTERS)
def test_a4_a_number_that_not_every_parser_reads_alike_is_refused(monster: str) -> None:
    with pytest.raises(StrictJSONError):
        loads(f'{{"schema": {{"maximum": {monster}}}}}'.encode())


ANSWERS: list[Any] = [
    *(
        float("nan"),
        float("inf"),
        -float("inf"),
        10**400,
        -(10**400),
        2**63,
        1e308,
        5e-324,
        -0.0,
        True,
        False,
        "1",
        None,
        [],
        {},
    ),
]
NUMBERS: list[dict[str, Any]] = [
    {"type": "number", "multipleOf": 0.01, "minimum": 0, "maximum": 1000},
    {"type": "integer", "minimum": 0, "maximum": 9},
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 9},
]


@pytest.mark.parametrize("schema", NUMBERS)
@pytest.mark.parametrize("answer", ANSWERS, ids=[f"answer {i}" for i in range(len(ANSWERS))])
def test_a4_a_monstrous_answer_has_a_verdict_everywhere(schema: Any, answer: Any) -> None:
    elements = [
        control("a"),
        control("b", options={"type": "calculated", "calc": {"sum": [{"value": "#/properties/a"}, 1]}}),
    ]
    content = form({"a": schema, "b": {}}, page("s", *elements, control("c", rule=show(leaf("a", schema)))))
    content["schema"]["properties"]["c"] = TEXT
    journey = travel(content, {"a": answer, "c": "x"})
    fitting = schema["type"] != "integer" and answer == 5e-324 and "multipleOf" not in schema
    zero = answer == 0 and not isinstance(answer, bool) and "exclusiveMinimum" not in schema
    empty = answer is None or answer == []
    assert ("c" in journey.document) == (fitting or zero)
    assert (journey.mistakes == ()) == (fitting or zero or empty)


@pytest.mark.parametrize("answer", [1.0, 2.0, -0.0])
def test_a4_a_whole_number_may_be_written_with_a_point(answer: float) -> None:
    assert Judge({"type": "integer"}).ok(answer)
    assert loads(dumps(answer)) == answer


DEEP = b"[" * 100_000 + b"]" * 100_000
MALFORMED = [
    *(
        b'{"a": 1, "a": 1}',
        b"\xef\xbb\xbf{}",
        b'{"a": "\xc3\x28"}',
        "{}".encode("utf-16"),
        "{}".encode("utf-32"),
        b"\xff\xfe{}\x00",
    ),
    *(
        DEEP,
        b'{"a":' * 100_000,
        b'"\\ud800"',
        b'{"\\ud800": 1}',
        b'"\\udc00\\ud800"',
        b"{",
        b"",
        b"\x00",
        b"{}\x00",
        b'"\x00"',
        b"'a'",
    ),
    *(
        b"{a: 1}",
        b"[1 2]",
        b"[1,,2]",
        b"tru",
        b"1.",
        b".5",
        b"+1",
        b"0x10",
        b"1_000",
        b"--1",
        b'"\\x41"',
        b'"\\u12"',
        b"[[]",
        b"\xc2\xa0{}",
    ),
]


@pytest.mark.parametrize("text", MALFORMED, ids=[f"text {i}" for i in range(len(MALFORMED))])
def test_a5_malformed_json_is_refused_in_words(text: bytes) -> None:
    with pytest.raises(StrictJSONError) as caught:
        loads(text)
    assert str(caught.value)


FORBIDDEN = [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xAD, *range(0xFDD0, 0xFDF0), 0xFFFD]
NONCHARACTERS = [plane * 0x10000 + end for plane in range(17) for end in (0xFFFE, 0xFFFF)]
SURROGATES = [0xD800, 0xDBFF, 0xDC00, 0xDFFF]


def test_a22_a_forbidden_character_is_refused_with_the_code_muster_and_never_deleted() -> None:
    definition = compiled(form({"a": TEXT}, page("s", control("a"))))
    for code in [*FORBIDDEN, *NONCHARACTERS, *SURROGATES]:
        text = f"a{chr(code)}b"
        assert [problem.code for problem in definition.judges["a"].problems(text)] == ["muster"]


def test_a22_in_an_answer_it_stands_at_its_question() -> None:
    journey = travel(form({"a": TEXT}, page("s", control("a"))), {"a": "a\u0007b"})
    assert [(mistake.pointer, mistake.code) for mistake in journey.mistakes] == [("/a", "muster")]
    assert journey.document == {"a": "a\u0007b"}


@pytest.mark.parametrize("text", ["a\tb", "a\r\nb", "Zoë 👩‍👧", "אבג", "ẞ", "\u200e", "\U0010fffd", "ﬁ", "A̋"])
def test_a22_other_characters_are_accepted_as_they_are(text: str) -> None:
    journey = travel(form({"a": TEXT}, page("s", control("a"))), {"a": text})
    assert (journey.mistakes, journey.document) == ((), {"a": text})
