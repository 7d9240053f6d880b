"""A little fuzzing with fixed seeds; `make fuzz` does more of it."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import definitions, requests

QUICK = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
SEEDS = st.integers(0, 2**32)
Record = Callable[[str, object], None]


def test_whatever_a_definition_says_it_is_refused_in_words_or_can_be_used(record_property: Record) -> None:
    counts: Counter[str] = Counter()
    settings(QUICK, max_examples=250)(given(SEEDS)(lambda seed: definitions.run(seed, counts)))()
    record_property("definitions", dict(counts))
    assert counts["taken"] > 20
    assert counts["refused"] > 20


def test_any_answers_have_a_verdict(record_property: Record) -> None:
    counts: Counter[str] = Counter()
    settings(QUICK, max_examples=250)(given(SEEDS)(lambda seed: definitions.run_answers(seed, counts)))()
    record_property("answers", dict(counts))
    assert counts["complete"] > 5
    assert counts["not complete"] > 50


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_request_is_an_error_of_ours(seed: int, tmp_path: Path, record_property: Record) -> None:
    seen = requests.run(tmp_path, seed, 500)
    print("\n".join(seen.lines()))  # noqa: T201  the histogram is for whoever runs this with -s
    record_property("reached the judge", f"{seen.judged} of {seen.posts} posts")
    posted = {
        status for (method, rule, status) in seen.answers if method == "POST" and rule == "/antrag/<number>/<path>"
    }
    assert {200, 303, 403, 404, 409, 422} <= posted
    assert seen.with_token * 2 >= seen.posts
    assert seen.judged * 2 >= sum(seen.answers.values())
