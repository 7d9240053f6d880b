"""The difference stands in the way of every edit that is saved: it must not be felt."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from builder.difference import difference
from formengine.core.bundle import Bundle
from tests.builder.difference.changing import element
from tests.core.forms import bundle, control, form, leaf, page, show


def _large(questions: int) -> Bundle:
    names = [f"f{i}" for i in range(questions)]
    pages = [
        page(
            f"seite-{start}",
            *(
                control(name, label=f"Frage {name}", options={"type": "text", "hint": "Kurz"})
                for name in names[start:][:10]
            ),
        )
        for start in range(0, questions, 10)
    ]
    return bundle(form({name: {"type": "string", "maxLength": 80} for name in names}, *pages))


@pytest.mark.parametrize("edit", ["label", "rule", "bound"])
def test_one_edit_in_a_form_of_a_thousand_questions_is_one_sentence(
    edit: str, record_property: Callable[[str, object], None]
) -> None:
    before, after = _large(1000), _large(1000)
    question = element(after, "f507")
    if edit == "label":
        question["label"] = "Anders"
    elif edit == "rule":
        question["rule"] = show(leaf("f1", {"const": "x"}))
    else:
        schema: Any = after.form["schema"]
        schema["properties"]["f507"]["maxLength"] = 90
    times = []
    for _ in range(5):
        start = time.perf_counter()
        assert len(difference(before, after)) == 1
        times.append(time.perf_counter() - start)
    record_property(f"difference in 1,000 questions, {edit}, ms", round(1000 * min(times)))
