"""The end of a journey: what was noted of its states is judged together, once for each look."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from usability.checks import CHECKS
from usability.looking import Looked, Seen
from usability.model import Answer, Fact, Look, Tally, fingerprint


def conclude(
    slug: str, looked: Looked, looks: Collection[Look], earlier: Mapping[str, Sequence[Fact]], skipped: Collection[str]
) -> None:
    """Judge all states together; of those that were skipped holds what the run before noted."""
    for id_, facts in earlier.items():
        kept = [fact for fact in facts if fact.state.id in skipped and fact.look in looks]
        if id_ in CHECKS and kept:
            looked.facts.setdefault(id_, []).extend(kept)
    # What a broken run saw is only a part of the journey: nothing can be said of the whole.
    if not looked.failed:
        looked.seen += [seen for id_ in sorted(looked.facts) for seen in _of(slug, id_, looked)]


def _of(slug: str, id_: str, looked: Looked) -> Iterator[Seen]:
    judge = CHECKS[id_].conclude
    if judge is None:
        return
    for look in dict.fromkeys(fact.look for fact in looked.facts[id_]):
        facts = sorted((fact for fact in looked.facts[id_] if fact.look == look), key=lambda fact: fact.state.id)
        verdict = judge(facts)
        looked.tallies[id_] = looked.tallies.get(id_, Tally()).plus(verdict.answer)
        gravest = {state.id: found.answer for state, found in zip(verdict.states, verdict.found, strict=True)}
        otherwise = Answer.NONE if verdict.answer is Answer.NONE else Answer.PASS
        for fact in facts:
            looked.answered(id_, fact.state.id, gravest.get(fact.state.id, otherwise))
        for state, found in zip(verdict.states, verdict.found, strict=True):
            yield Seen(state, look, found, fingerprint(slug, found))
