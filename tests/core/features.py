"""How often each feature of a definition and of an answer occurred in the generated examples of this session."""

from collections import Counter

from formengine.core.definition import Definition
from formengine.core.journey import Journey
from formengine.core.model import Document
from tests.core.generators import Sample, leaves_of
from tests.core.leaves import KINDS

COUNTS: Counter[str] = Counter()

EXPECTED = (
    *("SHOW", "HIDE", "ENABLE", "DISABLE", "REQUIRE", "FORBID", "NOT", "AND", "OR", "XOR", "named condition", "chain"),
    *("list", "list in list", "required object", "optional object", "block", "contains", "from root", "environment"),
    *("calculated", "calculated, never shown", "calculated over a list", "condition on a calculated value", "proposal"),
    *("failWhenUndefined false", "rule", "rule for each item", "hidden answer", "hidden page", "required by effect"),
    *(f"type {type_}" for type_, _ in KINDS.values()),
    *("block in an item", "block with only", "block with require", "block with texts", "contains in contains"),
    *("reference", "reference from an item", "lost reference", "rule for each item of a list in a list"),
    *("disabled answer", "broken rule", "hint", "static text", "accepted", "rejected", "mistake in an item"),
)


def count_sample(sample: Sample) -> None:
    """Note what a form contains."""
    COUNTS["definition"] += 1
    COUNTS.update(sample.features)


def count_journey(definition: Definition, raw: Document, journey: Journey) -> None:
    """Note what became of a document."""
    settled = journey.settled
    COUNTS["document"] += 1
    COUNTS["hidden answer"] += leaves_of(raw) > leaves_of(journey.document)
    COUNTS["hidden page"] += len(journey.path) < len(definition.pages)
    COUNTS["required by effect"] += bool(settled.required)
    COUNTS["disabled answer"] += bool(settled.disabled)
    COUNTS["accepted" if not journey.mistakes else "rejected"] += 1
    COUNTS["hint"] += bool(journey.hints)
    COUNTS["broken rule"] += any(mistake.code.startswith("regel:") for mistake in journey.mistakes)
    COUNTS["lost reference"] += any(mistake.code == "verweis" for mistake in journey.mistakes)
    COUNTS["mistake in an item"] += any(mistake.indices for mistake in journey.mistakes)


def missing(counts: Counter[str], at_least: int) -> dict[str, int]:
    """The features that occurred too seldom."""
    return {name: counts[name] for name in EXPECTED if counts[name] < at_least}
