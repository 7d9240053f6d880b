"""Definitions that nobody would write: sound ones, cut up and put together again; and any answers to them."""

import copy
import datetime
import json
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, read_definition
from formengine.core.journey import Snapshot, step, walk
from formengine.core.lint import lint
from formengine.core.model import DefinitionError
from formengine.core.publishing import hindrances
from formengine.core.settling import Context
from formengine.core.strictjson import StrictJSONError
from formengine.core.submission import derive
from formengine.core.validation import Judge
from formengine.fields import TYPES
from formengine.store.folder import read_all
from formengine.web.forms import compile_form
from formengine.web.look import Look
from formengine.web.settings import Help, shipped_definitions
from tests import kinds
from tests.core.generators import CONTEXT, sample
from tests.fuzz import odd
from tests.web import listed, probe

Place = tuple[Any, Any]
"""An object or a list, and a key in it."""
SWAPS: Final = (
    *("Control", "Label", "Group", "Category", "Categorization", "Block", "AND", "OR", "XOR", "NOT", "SHOW", "HIDE"),
    *("REQUIRE", "FORBID", "ENABLE", "DISABLE", "string", "integer", "number", "boolean", "array", "object", "null"),
    *(
        *TYPES,
        "date",
        "time",
        "email",
        "iban",
        "partial-date",
        "#/properties/x",
        "#",
        "#/conditions/x",
        "#/$defs/x",
        "root",
    ),
)
WORDS: Final = (
    *(
        "type",
        "id",
        "scope",
        "schema",
        "rule",
        "effect",
        "condition",
        "conditions",
        "$ref",
        "options",
        "detail",
        "elements",
    ),
    *(
        "oneOf",
        "enum",
        "const",
        "items",
        "properties",
        "required",
        "minimum",
        "maximum",
        "pattern",
        "format",
        "uniqueItems",
    ),
    *(
        "calc",
        "calcMode",
        "display",
        "sum",
        "product",
        "if",
        "case",
        "lookup",
        "value",
        "param",
        "x-param",
        "x-codelist",
    ),
    *(
        "choices",
        "hint",
        "help",
        "errors",
        "path",
        "label",
        "text",
        "title",
        "each",
        "at",
        "when",
        "require",
        "severity",
    ),
    *(
        "outcomes",
        "messages",
        "parameters",
        "fields",
        "exclude",
        "recipient",
        "handover",
        "target",
        "kind",
        "rows",
        "sums",
    ),
)


@cache
def seeds() -> tuple[Bundle, ...]:
    """The shipped definitions and our small ones."""
    shipped = read_all(shipped_definitions(), "musterhausen").bundles
    with tempfile.TemporaryDirectory() as folder:
        root = probe.write(kinds.write(Path(folder)))
        small = read_all(root, "musterhausen").bundles
    return (*shipped, *small, Bundle(slug="listen", form=listed.FORM))


def spoiled(rng: random.Random) -> Bundle:
    """A definition with up to eight changes, in any of its parts."""
    bundle = Bundle(slug="probe", form=sample(rng).form) if rng.random() < 0.3 else rng.choice(seeds())
    parts = {name: json.loads(body) for name, body in bundle.parts().items()}
    for _ in range(rng.choice((1, 1, 2, 3, 5, 8))):
        name = "form" if rng.random() < 0.8 else rng.choice([*parts])
        change(rng, parts[name])
    packed = {name: json.dumps(part).encode() for name, part in parts.items()}
    return replace(Bundle.from_parts(bundle.slug, packed), slug=bundle.slug)


def change(rng: random.Random, part: Any) -> None:
    """One change of a JSON tree, in place."""
    places = [*_places(part)]
    if not places:
        return
    holder, key = rng.choice(places)
    rng.choice(CHANGES)(rng, holder, key, places)


def _places(part: Any) -> list[Place]:
    found: list[Place] = []
    stack = [part]
    while stack:
        node = stack.pop()
        keys = [*node] if isinstance(node, dict) else [*range(len(node))] if isinstance(node, list) else []
        found += [(node, key) for key in keys]
        stack += [node[key] for key in keys]
    return found


def _drop(_rng: random.Random, holder: Any, key: Any, _places: list[Place]) -> None:
    del holder[key]


def _odd(rng: random.Random, holder: Any, key: Any, _places: list[Place]) -> None:
    holder[key] = odd.value(rng)


def _word(rng: random.Random, holder: Any, key: Any, _places: list[Place]) -> None:
    holder[key] = rng.choice(SWAPS)


def _twin(rng: random.Random, holder: Any, key: Any, places: list[Place]) -> None:
    """What stands somewhere else."""
    other, name = rng.choice(places)
    holder[key] = copy.deepcopy(other[name])


def _neighbour(rng: random.Random, holder: Any, key: Any, places: list[Place]) -> None:
    """What stands somewhere else under the same name, which is more likely to be read."""
    same = [(other, name) for other, name in places if name == key]
    other, name = rng.choice(same)
    holder[key] = copy.deepcopy(other[name])


def _add(rng: random.Random, holder: Any, key: Any, places: list[Place]) -> None:
    """One more entry."""
    other, name = rng.choice(places)
    more = copy.deepcopy(other[name]) if rng.random() < 0.5 else odd.value(rng)
    if isinstance(holder, list):
        holder.insert(key, more)
    else:
        holder[rng.choice(WORDS)] = more


def _rename(rng: random.Random, holder: Any, key: Any, _places: list[Place]) -> None:
    if isinstance(holder, dict):
        holder[rng.choice((*WORDS, odd.text(rng)[:20]))] = holder.pop(key)


def _wrap(rng: random.Random, holder: Any, key: Any, _places: list[Place]) -> None:
    holder[key] = [holder[key]] if rng.random() < 0.5 else {rng.choice(WORDS): holder[key]}


CHANGES: Final[tuple[Callable[[random.Random, Any, Any, list[Place]], None], ...]] = (
    *(_drop, _odd, _word, _twin, _neighbour, _neighbour, _add, _rename, _wrap),
)


def survive(bundle: Bundle, today: datetime.date, rng: random.Random) -> str:
    """Take a definition through everything that is done with one; whatever is raised is a bug. What became of it."""
    definition, findings = read_definition(bundle, TYPES, today)
    assert all(finding.message and finding.part for finding in findings)
    lint(bundle, TYPES, today, {})
    if definition is None:
        assert any(finding.level == "error" for finding in findings)
        return "refused"
    hindrances(definition)
    form = compile_form(bundle.hash, bundle, today, Look(str, help=frozenset(Help)))
    assert [*form.pages.values()]
    assert isinstance(form.style, str)
    answer(definition, {}, rng)
    return "taken"


def answer(definition: Definition, document: Mapping[str, Any], rng: random.Random) -> bool:
    """Any answers have a verdict, the same from the walk and from each step."""
    context = Context(CONTEXT.now, {"vertrauensniveau": rng.choice(("hoch", 1, None))} if rng.random() < 0.2 else {})
    journey = walk(definition, copy.deepcopy(dict(document)), context)
    json.dumps(journey.document)
    assert Judge(derive(definition)).ok(journey.document) in (True, False)
    pages = {page.id: dict(document) for page in definition.pages[:1]}
    for page in definition.pages[:3]:
        step(definition, Snapshot(pages, frozenset(), None), page, context)
    return journey.complete


def any_answers(definition: Definition, rng: random.Random) -> dict[str, Any]:
    """A document with something under the names that the questions have, and under some that they have not."""
    document: dict[str, Any] = {odd.text(rng)[:10]: odd.value(rng)} if rng.random() < 0.2 else {}
    for control in definition.controls.values():
        if rng.random() < 0.4:
            listed_values = [one.value for one in control.choices] if rng.random() < 0.5 else []
            _put(document, control.path, rng.choice(listed_values or [odd.value(rng)]), rng)
    return document


def _put(document: Any, path: tuple[str, ...], value: Any, rng: random.Random) -> None:
    """As deep as the document lets it."""
    for name in path[:-1]:
        if name == "*" or not isinstance(document, dict):
            return
        document = document.setdefault(name, {} if rng.random() < 0.9 else [{}])
    if isinstance(document, dict):
        document[path[-1]] = value


def run(seed: int, counts: Counter[str]) -> None:
    """One definition and some answers."""
    rng = random.Random(seed)  # noqa: S311  nothing secret is drawn
    today = CONTEXT.now.date()
    try:
        bundle = spoiled(rng)
    except StrictJSONError:
        counts["no strict JSON"] += 1
        return
    counts[survive(bundle, today, rng)] += 1


def run_answers(seed: int, counts: Counter[str]) -> None:
    """Any answers to one of the sound definitions."""
    rng = random.Random(seed)  # noqa: S311  nothing secret is drawn
    try:
        definition = compiled(rng.randrange(len(seeds()))) if rng.random() < 0.5 else sample(rng).compile()
    except DefinitionError:
        # Now and then a generated list looks out at more than the limits allow.
        counts["beyond the limits"] += 1
        return
    complete = answer(definition, any_answers(definition, rng), rng)
    counts["complete" if complete else "not complete"] += 1


@cache
def compiled(number: int) -> Definition:
    """A sound definition."""
    found, _ = read_definition(seeds()[number], TYPES, CONTEXT.now.date())
    assert found is not None
    return found
