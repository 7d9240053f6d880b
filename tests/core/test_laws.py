"""The laws of the core over generated definitions and documents."""

import copy
import random
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, currently_in_test_context, given, note, reject, settings
from hypothesis import strategies as st

from formengine.core import pointer
from formengine.core.definition import Definition
from formengine.core.journey import Journey, Snapshot, flags_of, refreshed_flags, step, walk
from formengine.core.model import DefinitionError
from formengine.core.order import descend
from formengine.core.submission import derive
from formengine.core.validation import Judge
from tests.core import features
from tests.core.generators import CONTEXT, Sample, answers_by_page, sample, samples

QUICK = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
THOROUGH = settings(QUICK, max_examples=1500)
Record = Callable[[str, object], None]
Drawn = tuple[Sample, random.Random]
DOCUMENTS = 4
RELAXED = {"verweis"}
"""What the derived schema cannot say; it names the questions in `x-relaxed`."""


def seeded(seed: int) -> random.Random:
    """The same examples each time."""
    return random.Random(seed)  # noqa: S311  nothing secret is drawn


def merged(pages: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of all pages in one document."""
    document: dict[str, Any] = {}
    for page in pages.values():
        pointer.merge(document, copy.deepcopy(page))
    return document


def remember(*values: object) -> None:
    """Show the values with the example that failed."""
    if currently_in_test_context():
        note("\n".join(repr(value) for value in values))


def opened(drawn: Drawn) -> tuple[Definition, random.Random]:
    """Compile and count."""
    form, rng = drawn
    remember(form.form)
    features.count_sample(form)
    try:
        return form.compile(), rng
    except DefinitionError as error:
        if all("nach mehr als" in finding.message for finding in error.findings if finding.level == "error"):
            # Now and then a list looks out at more than the limits allow.
            reject()
        raise


def walked(definition: Definition, pages: Mapping[str, Any], open_pages: frozenset[str] = frozenset()) -> Journey:
    """Walk and count."""
    document = merged(pages)
    remember(document)
    journey = walk(definition, document, CONTEXT, open_pages)
    features.count_journey(definition, document, journey)
    return journey


def check_step_is_walk(drawn: Drawn) -> None:
    """With cached flags, with none and with some of them."""
    form = drawn[0]
    definition, rng = opened(drawn)
    for _ in range(2):
        pages = answers_by_page(rng, form)
        open_pages = frozenset(page.id for page in definition.pages if rng.random() > 0.7)
        journey = walked(definition, pages, open_pages)
        truth = {id_: flags_of(verdict) for id_, verdict in journey.verdicts.items()}
        some = {id_: flags for id_, flags in truth.items() if rng.random() > 0.5}
        for page in definition.pages:
            for flags in (truth, None, some):
                seen = step(definition, Snapshot(pages, open_pages, flags), page, CONTEXT)
                assert seen.verdict == journey.verdicts[page.id]
                assert (seen.path, seen.complete, seen.flags) == (journey.path, journey.complete, truth)
                before = journey.path[: journey.path.index(page)] if page in journey.path else ()
                done = all(truth[other.id][1] and other.id not in open_pages for other in before)
                assert seen.reachable == (page in journey.path and done)
                for element in descend(page.element):
                    instances = {one for one in journey.settled.visible if one[0] == element.id}
                    assert {one for one in seen.settled.visible if one[0] == element.id} == instances


def check_refreshed_flags(drawn: Drawn) -> None:
    """After one page's answers changed."""
    form = drawn[0]
    definition, rng = opened(drawn)
    first, second = answers_by_page(rng, form), answers_by_page(rng, form)
    before = walked(definition, first)
    changed = rng.choice(definition.pages)
    after = first | {changed.id: second[changed.id]}
    flags = {id_: flags_of(verdict) for id_, verdict in before.verdicts.items()}
    found = refreshed_flags(definition, Snapshot(after, frozenset(), flags), changed, CONTEXT)
    assert found == {id_: flags_of(verdict) for id_, verdict in walked(definition, after).verdicts.items()}


def check_derived_schema(drawn: Drawn) -> None:
    """The journey, our judge and a second validator give one verdict on settled documents, lost references apart."""
    form = drawn[0]
    definition, rng = opened(drawn)
    schema = derive(definition)
    ours, theirs = Judge(schema), jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    for _ in range(DOCUMENTS):
        journey = walked(definition, answers_by_page(rng, form))
        settled = journey.document
        again = walk(definition, settled, CONTEXT)
        assert again.document == settled
        assert again.mistakes == journey.mistakes
        accepted = all(mistake.code in RELAXED for mistake in again.mistakes)
        remember(settled, again.mistakes, schema)
        assert theirs.is_valid(settled) == accepted
        assert ours.ok(settled) == accepted


def check_nothing_is_lost(drawn: Drawn) -> None:
    """Answering one page otherwise and then as before leads back to the same settled document."""
    form = drawn[0]
    definition, rng = opened(drawn)
    first, second = answers_by_page(rng, form), answers_by_page(rng, form)
    changed = rng.choice(definition.pages).id
    before = walked(definition, first).document
    kept = merged(first)
    walked(definition, first | {changed: second[changed]})
    assert merged(first) == kept
    assert walked(definition, first).document == before


LAWS = {
    "step_is_walk": check_step_is_walk,
    "refreshed_flags": check_refreshed_flags,
    "derived_schema": check_derived_schema,
    "nothing_is_lost": check_nothing_is_lost,
}


def hold(law: str, profile: settings = QUICK) -> Counter[str]:
    """Try a law on many examples; what occurred in them."""
    before = Counter(features.COUNTS)
    profile(given(samples())(LAWS[law]))()
    return features.COUNTS - before


def record_counts(record: Record, counts: Counter[str]) -> None:
    """In lines of a dozen features, the most frequent first."""
    entries = [f"{name} {count}" for name, count in counts.most_common()]
    for start in range(0, len(entries), 12):
        record(f"occurred {start // 12 + 1}", ", ".join(entries[start : start + 12]))


def test_a_step_sees_what_the_whole_walk_sees() -> None:
    hold("step_is_walk")


def test_flags_refreshed_after_a_change_are_those_of_the_walk() -> None:
    hold("refreshed_flags")


def test_the_derived_schema_accepts_what_the_journey_accepts(record_property: Record) -> None:
    record_counts(record_property, hold("derived_schema"))


def test_hiding_and_showing_again_loses_no_answer() -> None:
    hold("nothing_is_lost")


@pytest.mark.slow
@pytest.mark.parametrize("law", sorted(LAWS))
def test_a_law_holds_over_many_definitions(law: str, record_property: Record) -> None:
    record_counts(record_property, hold(law, THOROUGH))


@settings(QUICK, max_examples=20)
@given(st.integers(0, 10_000))
def test_the_generator_is_a_function_of_its_randomness(seed: int) -> None:
    assert sample(seeded(seed)).form == sample(seeded(seed)).form


def test_every_feature_occurs_in_the_generated_examples(record_property: Record) -> None:
    before = Counter(features.COUNTS)
    for seed in range(250):
        rng = seeded(seed)
        form = sample(rng)
        definition = opened((form, rng))[0]
        for _ in range(DOCUMENTS):
            walked(definition, answers_by_page(rng, form))
    counts = features.COUNTS - before
    record_counts(record_property, counts)
    assert features.missing(counts, 5) == {}
