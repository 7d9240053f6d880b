"""The law of export: what JSON Forms would read, read again, asks the same questions and decides the same."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given

from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, compile_definition
from formengine.core.formats import CLEAN
from formengine.core.journey import Journey, walk
from formengine.core.settling import Context
from formengine.core.validation import foreign_judge
from formengine.exchange import jsonforms
from formengine.exchange.frame import Exported, Refused
from formengine.fields import TYPES
from tests.core.generators import NOW, SHARED, TODAY, Sample, answers_by_page, sample, samples
from tests.core.test_laws import QUICK, THOROUGH, Drawn, merged, remember, seeded

CONTEXT = Context(NOW)
SAID = (
    "Die Regel wurde weggelassen",
    "wird nicht gefragt",
    "Keine Frage fragt danach",
    "Was für Einträge nur unter einer Bedingung gilt, entfällt",
    "ist jetzt immer auszufüllen",
    "Die Auswahl nennt keine Liste",
)
"""What an import may say of a form of ours: a page that nobody can reach (lint would refuse it), a list that asks
nothing, an item that is demanded of under more than its list's own conditions, a group on pages that come and go, and
a choice of items of a list that asks nothing."""
COUNTS: Counter[str] = Counter()


def without_losses(node: Any, *, item: bool = False, named: bool = False) -> Any:
    """A form without what an export lists as lost: calculations, and looks out of items or at the environment."""
    if isinstance(node, list):
        return [without_losses(part, item=item, named=named) for part in node]
    if not isinstance(node, Mapping):
        return node
    if node.get("from") == "root" and "title" not in node:
        if item or named or "_umgebung" in node["scope"]:
            return {"type": "AND", "conditions": []}
        return {name: part for name, part in node.items() if name != "from"}
    if node == {"title": "Beliebig"}:
        return {"type": "string"}
    plain = {
        name: without_losses(
            part, item=item or name == "detail", named=named or (name == "conditions" and "type" not in node)
        )
        for name, part in node.items()
    }
    if plain.get("type") == "Control" and "calc" in plain.get("options", {}):
        plain["options"] = {}
    return plain


def drawn_definition(form: Sample) -> Definition:
    content = without_losses(form.form) | {"rules": [], "slug": "probe"}
    return compile_definition(Bundle(slug="probe", form=content, shared=SHARED), TYPES, TODAY)


def seen(journey: Journey, definition: Definition, instances: set[Any]) -> set[Any]:
    """The instances of questions; layouts may be added or melt away."""
    return {one for one in instances & journey.settled.visible if one[0] in definition.controls}


def check_round_trip(drawn: Drawn) -> None:
    form, rng = drawn
    before = drawn_definition(form)
    exported = jsonforms.write(before)
    assert not [loss for loss in exported.losses if "Eine Bedingung" in loss.message]
    check_exported_schema(before, exported, form, rng)
    try:
        read = jsonforms.read(exported.parts["schema"], exported.parts["uischema"], slug="probe", title="Probe")
    except Refused as refused:
        # A demanded choice of items of a list that asks nothing: nobody could ever answer it.
        if SAID[2] not in str(refused):
            raise
        COUNTS["said to differ"] += 1
        return
    if read.findings:
        unexpected = [one for one in read.findings if not any(words in one.message for words in SAID)]
        assert unexpected == []
        COUNTS["said to differ"] += 1
        return
    after = compile_definition(read.bundle, TYPES, TODAY)
    remember(read.form)
    COUNTS["form"] += 1
    assert questions(after) == questions(before)
    for _ in range(3):
        answers = merged(answers_by_page(rng, form))
        one, other = walk(before, answers, CONTEXT), walk(after, answers, CONTEXT)
        remember(answers, one.mistakes, other.mistakes)
        assert seen(one, before, one.settled.visible) == seen(other, after, other.settled.visible)
        assert seen(one, before, one.settled.disabled) == seen(other, after, other.settled.disabled)
        assert {mistake.pointer for mistake in one.mistakes} == {mistake.pointer for mistake in other.mistakes}
        COUNTS["accepted" if not one.mistakes else "rejected"] += 1


def check_exported_schema(before: Definition, exported: Exported, form: Sample, rng: random.Random) -> None:
    """A draft-07 judge of the exported schema decides like the journey, unclean characters left out."""
    judge = foreign_judge(exported.parts["schema"])
    for _ in range(3):
        journey = walk(before, merged(answers_by_page(rng, form)), CONTEXT)
        unclean = any(mistake.problem and mistake.problem.limit == CLEAN for mistake in journey.mistakes)
        remember(journey.document, journey.mistakes, exported.parts["schema"])
        assert unclean or judge.ok(journey.document) == all(mistake.code == "verweis" for mistake in journey.mistakes)


def questions(definition: Definition) -> dict[str, Any]:
    """Of each question what it asks and what a person reads."""
    return {
        id_: (control.type, control.path, control.label, [choice.value for choice in control.choices])
        for id_, control in definition.controls.items()
    }


@QUICK
@given(samples())
def test_what_is_exported_and_imported_decides_the_same(drawn: Drawn) -> None:
    check_round_trip(drawn)


def test_seeded_forms_come_back_the_same(record_property: Callable[[str, object], None]) -> None:
    COUNTS.clear()
    for seed in range(60):
        check_round_trip((sample(seeded(seed)), seeded(seed + 1_000)))
    record_property("round trip", " ".join(f"{name}×{count}" for name, count in sorted(COUNTS.items())))
    assert COUNTS["form"] >= 40
    assert min(COUNTS["accepted"], COUNTS["rejected"]) >= 10


@pytest.mark.slow
@THOROUGH
@given(samples())
def test_many_forms_come_back_the_same(drawn: Drawn) -> None:
    check_round_trip(drawn)
