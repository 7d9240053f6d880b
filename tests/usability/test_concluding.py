"""A journey is judged at its end: over all processes, over states that a later run skips, and not over a broken run."""

import datetime
import json
from pathlib import Path
from typing import Final

from usability import results
from usability.checks import CHECKS
from usability.concluding import conclude
from usability.looking import Looked
from usability.model import Answer, Fact, Look, State
from usability.results import Run
from usability.ways import Coverage

TITLES: Final = "seitentitel"
NONE: Final = (0, 0)


def fact(page: str, title: str, heading: str, look: Look | None = None) -> Fact:
    data = {"title": title, "heading": heading, "step": "", "errors": False, "german": True}
    return Fact(State(f"{page}/empty/1", page, heading, "empty", "weg"), look or Look(), data)


ONE: Final = fact("baum", "Baum fällen", "Der Baum")
OTHER: Final = fact("person", "Baum fällen", "Wer sind Sie?")


def concluded(*parts: Looked, skipped: tuple[Fact, ...] = ()) -> Looked:
    looked = results.merged(parts)
    looks = {fact.look for part in parts for facts in part.facts.values() for fact in facts}
    conclude("lp01", looked, looks, {TITLES: skipped}, {each.state.id for each in skipped})
    return looked


def test_what_two_windows_noted_is_judged_together() -> None:
    looked = concluded(Looked(facts={TITLES: [ONE]}), Looked(facts={TITLES: [OTHER]}))
    assert [seen.state.page for seen in looked.seen if "zwei Seiten" in seen.found.message] == ["person"]
    assert looked.tallies[TITLES].counts == {Answer.FAIL: 1}


def test_a_state_that_was_skipped_still_counts_as_a_page_of_the_journey() -> None:
    alone = concluded(Looked(facts={TITLES: [OTHER]}))
    assert not [seen for seen in alone.seen if "zwei Seiten" in seen.found.message]
    together = concluded(Looked(facts={TITLES: [OTHER]}), skipped=(ONE,))
    assert [seen for seen in together.seen if "zwei Seiten" in seen.found.message]


def test_each_look_is_a_journey_of_its_own() -> None:
    small = fact("person", "Baum fällen", "Wer sind Sie?", Look(320, 640))
    looked = concluded(Looked(facts={TITLES: [ONE, small]}))
    assert sum(looked.tallies[TITLES].counts.values()) == 2
    assert not [seen for seen in looked.seen if "zwei Seiten" in seen.found.message]


def test_nothing_is_said_of_a_journey_that_broke_off() -> None:
    looked = concluded(Looked(facts={TITLES: [ONE]}), Looked(facts={TITLES: [OTHER]}, failed="Der Browser ist fort."))
    assert not looked.seen
    assert not looked.tallies


def test_the_order_in_which_windows_end_changes_nothing() -> None:
    parts = Looked(facts={TITLES: [ONE]}), Looked(facts={TITLES: [OTHER]})
    forward, back = concluded(*parts), concluded(*reversed(parts))
    assert forward.seen == back.seen


def test_the_next_run_reads_what_this_one_noted(tmp_path: Path) -> None:
    run = Run(
        slug="lp01",
        title="Baum fällen",
        revision="abc",
        started=datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC),
        seconds=1.0,
        engine="",
        looks=(Look(),),
        states=(ONE.state,),
        hashes={ONE.state.id: "1"},
        skipped=(),
        coverage=Coverage(NONE, NONE, NONE, NONE, NONE, ()),
        left_out={},
        findings=(),
        gone=(),
        tallies={},
        facts={TITLES: [ONE]},
    )
    (tmp_path / results.FILE).write_text(json.dumps(run.as_json()), encoding="utf-8")
    assert results.before(tmp_path).facts == {TITLES: [ONE]}


def test_a_check_of_a_journey_says_how_it_notes_and_how_it_judges() -> None:
    for check in CHECKS.values():
        assert (check.scope == "journey") == (check.collect is not None) == (check.conclude is not None)
