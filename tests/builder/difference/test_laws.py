"""Laws: every difference has a sentence, no difference has none, and both directions tell of the same."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.difference import KINDS, difference, summary
from formengine.core import strictjson
from formengine.core.bundle import Bundle
from tests.builder.difference.changing import SHIPPED, copied, disturbed, shipped

MIRROR = {"new": "gone", "gone": "new"}
JSON = re.compile(r'[{}\[\]"]|True|False|None|MISSING|\\|#/')
PLACEHOLDER = re.compile(r"\{[a-z0-9_.-]+\}")


def _sorted(bundle: Bundle) -> Bundle:
    """The same with the names of every object in another order."""
    parts = {name: strictjson.loads(strictjson.dumps(getattr(bundle, name))) for name in ("form", "cases", "texts")}
    return Bundle(bundle.slug, **parts, shared=bundle.shared, parameters=bundle.parameters, codelists=bundle.codelists)


@pytest.mark.parametrize("slug", SHIPPED)
def test_equal_bundles_do_not_differ(slug: str) -> None:
    assert difference(shipped(slug), copied(shipped(slug))) == ()


@pytest.mark.parametrize("slug", SHIPPED)
def test_the_order_of_names_is_no_difference(slug: str) -> None:
    bundle = shipped(slug)
    assert _sorted(bundle).hash != bundle.hash
    assert difference(bundle, _sorted(bundle)) == ()


@given(st.sampled_from(SHIPPED), st.integers(0, 2**32), st.integers(0, 3))
def test_whatever_differs_has_a_sentence_in_both_directions(slug: str, seed: int, more: int) -> None:
    before = after = shipped(slug)
    for step in range(more + 1):
        after = disturbed(after, seed + step)
    there, back = difference(before, after), difference(after, before)
    assert bool(there) == (_sorted(before).hash != _sorted(after).hash)
    assert Counter(change.kind for change in there) == Counter(MIRROR.get(change.kind, change.kind) for change in back)


@given(st.sampled_from(SHIPPED), st.integers(0, 2**32))
def test_sentences_and_summaries_are_lines_without_json(slug: str, seed: int) -> None:
    found = difference(shipped(slug), disturbed(shipped(slug), seed))
    for change in found:
        plain = PLACEHOLDER.sub("", change.sentence)
        assert "Muster" in plain or not JSON.search(plain), change.sentence
        assert change.kind in KINDS
        assert change.sentence == change.sentence.strip()
        assert "\n" not in change.sentence
    assert summary(found)
    assert "\n" not in summary(found)


@pytest.mark.parametrize("slug", SHIPPED[1:])
def test_two_forms_that_have_nothing_in_common_can_be_compared(slug: str) -> None:
    found = difference(shipped(), shipped(slug))
    assert {"new", "gone", "service"} <= {change.kind for change in found}
