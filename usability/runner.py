"""Runs a check of one definition: works out the states, shares them among windows, and never hangs."""

import datetime
import json
import multiprocessing
import queue
import time
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from formengine.core.definition import Definition
from formengine.core.settling import Context
from formengine.core.textlines import lines
from formengine.web.clock import Clock
from formengine.web.services import KEY
from usability import accepted, results
from usability.browser import BrowserLostError, Error
from usability.browsing import Browsing, CannotRunError
from usability.checks import CHECKS
from usability.concluding import conclude
from usability.looking import Judge, Looked, Looking
from usability.model import Finding, Look, State
from usability.playing import chosen
from usability.proxy import Proxy, filtering, own_business
from usability.record import Record
from usability.record import read as read_record
from usability.rendering import hashes
from usability.results import Against, Before, Run
from usability.site import running
from usability.states import States, enumerate_states, smoke
from usability.ways import Ways, coverage, find

PATIENCE: Final = 120.0
"""Seconds without any progress after which a window is given up."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Part:
    """One window's share of an order, and where it says how far it is."""

    look: Look
    ids: Sequence[str]
    number: int
    told: Any
    """The queue of the process that waits."""

    def done(self, state: State) -> None:
        """A state was looked at."""
        self.told.put((self.number, state.id))

    def refused(self, proxy: Proxy) -> None:
        """What was asked for in vain by a page."""
        self.told.put((self.number, [entry for entry in proxy.refused if not own_business(entry)]))


Share = Callable[[Any, Part], Looked]
"""What a process does with its part of an order."""


@dataclass(frozen=True)
class Order:
    """What is to be checked, and how."""

    slug: str
    definitions: Path
    kommune: str
    now: datetime.datetime
    looks: tuple[Look, ...] = (Look(),)
    only: tuple[str, ...] = ()
    jobs: int = 1
    smoke: bool = False
    since: str = ""
    """The beginning of the revision of the run before; states whose page is the same are not looked at again."""
    report: Path | None = None
    accepted: Path | None = None
    record: Path | None = None
    subject: str = Run.subject
    """The origin under which the service is known to others."""
    browsing: Browsing = field(default_factory=Browsing)

    @property
    def settings(self) -> dict[str, Any]:
        """Of the application that is looked at."""
        return {"definitions": self.definitions, "kommune": self.kommune, "clock": Clock(self.now)}


@dataclass(frozen=True)
class Plan:
    """Everything that is known before a browser is started."""

    definition: Definition
    revision: str
    ways: Ways
    states: States
    hashes: dict[str, str] = field(default_factory=dict)

    @property
    def context(self) -> Context:
        """The moment of the run."""
        return Context(datetime.datetime.combine(self.definition.today, datetime.time()))


def plan(order: Order) -> Plan:
    """Work out the states. Raises CannotRunError."""
    with running(**order.settings) as site:
        published = site.app.extensions[KEY].catalogue.published(order.slug)
        if published is None:
            raise CannotRunError(f"Die Definition „{order.slug}“ lässt sich nicht öffnen. Warum, sagt: formengine lint")
        revision, form = published
        context = Context(Clock(order.now).now())
        ways = find(form.definition, context)
        states = enumerate_states(form.definition, ways.ways, context)
        if order.smoke:
            states = replace(states, placed=list(smoke(states)))
        return Plan(form.definition, revision.hash, ways, states, hashes(site, order.slug, states.placed))


def run(order: Order, tell: Progress = lambda _done, _all: None) -> Run:
    """Check one definition. Raises CannotRunError where nothing could be checked."""
    started, clock = datetime.datetime.fromtimestamp(time.time(), datetime.UTC), time.monotonic()  # noqa: TID251
    order.browsing.require(order.looks)
    planned = plan(order)
    earlier = results.before(order.report / order.slug) if order.report else Before()
    same = _unchanged(order, planned, earlier)
    wanted = [placed for placed in planned.states.placed if placed.state.id not in same]
    lived = accepted.read(order.accepted) if order.accepted else {}
    record = read_record(order.record) if order.record else Record()
    # Checks that act run once for each page and kind, whichever process has it.
    acting = frozenset(placed.state.id for placed in smoke(States(list(wanted))))
    looked, refused = shared(order, [placed.state.id for placed in wanted], tell, partial(_share, acting))
    conclude(order.slug, looked, order.looks, earlier.facts, same)
    against = Against(planned.definition, _lines(order), lived, earlier)
    return Run(
        **results.told(against, looked, _kept(against, same, {seen.fingerprint for seen in looked.seen})),
        slug=order.slug,
        title=planned.definition.title,
        revision=planned.revision,
        started=started,
        seconds=time.monotonic() - clock,
        engine=order.browsing.name,
        looks=order.looks,
        states=tuple(placed.state for placed in planned.states.placed),
        hashes=planned.hashes,
        skipped=tuple(sorted(same)),
        coverage=coverage(planned.definition, planned.ways),
        left_out=planned.states.left_out,
        refused=tuple(sorted(set(refused))),
        whole=not (order.smoke or order.only),
        rules={**(earlier.rules if same else {}), **looked.rules, **{id_: check.rule for id_, check in CHECKS.items()}},
        outcomes=_outcomes(earlier, same, looked),
        spoken=looked.spoken,
        record=record,
        rendered=rendered(order, record),
        statement=statement(order),
        subject=order.subject,
    )


def statement(order: Order) -> Mapping[str, Any]:
    """What the municipality says for its statement. No definition uses it, so none holds it."""
    file = order.definitions / "_parameters" / f"{order.kommune}.json"
    values = json.loads(file.read_text(encoding="utf-8")).get("values", {}) if file.is_file() else {}
    said = values.get("barrierefreiheit", {})
    return said if isinstance(said, dict) else {}


def rendered(order: Order, record: Record) -> dict[str, str]:
    """The hashes of what a person looks at, at the moment of a record; without verdicts nobody asks."""
    return plan(replace(order, now=record.moment, smoke=True)).hashes if record.moment is not None else {}


def _lines(order: Order) -> dict[str, int]:
    """The line of every place in form.json."""
    return lines((order.definitions / order.slug / "form.json").read_text(encoding="utf-8"))


def _outcomes(earlier: Before, same: Collection[str], looked: Looked) -> results.Outcomes:
    """What was said of states that were not looked at again still holds."""
    rules = earlier.outcomes.keys() | looked.outcomes.keys()
    kept = {
        rule: {id_: answer for id_, answer in earlier.outcomes.get(rule, {}).items() if id_ in same} for rule in rules
    }
    return {rule: kept[rule] | looked.outcomes.get(rule, {}) for rule in sorted(rules)}


def _unchanged(order: Order, planned: Plan, earlier: Before) -> set[str]:
    if not order.since:
        return set()
    if not earlier.revision.startswith(order.since):
        known = (
            f"Dort liegt der Lauf über {earlier.revision[:12]}." if earlier.revision else "Dort liegt noch kein Lauf."
        )
        raise CannotRunError(f"--since {order.since}: diesen Lauf gibt es im Ordner von --report nicht. {known}")
    return {id_ for id_, hash_ in planned.hashes.items() if earlier.hashes.get(id_) == hash_}


def _kept(against: Against, same: Collection[str], again: Collection[str]) -> tuple[Finding, ...]:
    """Findings of the run before in states that were not looked at again; journeys are judged anew each time."""
    found = (results.read_finding(each) for mark, each in against.earlier.seen.items() if mark not in again)
    found = (each for each in found if each.rule.id not in CHECKS or CHECKS[each.rule.id].scope != "journey")
    kept = (replace(each, states=tuple(id_ for id_ in each.states if id_ in same), news="same") for each in found)
    lived, today = against.accepted, against.today
    return tuple(
        replace(each, accepted=accepted.reason(lived, each.fingerprint, today)) for each in kept if each.states
    )


def shared(order: Any, wanted: Sequence[str], tell: Progress, share: Share) -> tuple[Looked, list[str]]:
    """Share the states among processes; whoever makes no progress any more is ended, and the run has failed."""
    shares = [(look, wanted[n :: order.jobs]) for look in order.looks for n in range(order.jobs)]
    shares = [share for share in shares if share[1]]
    context = multiprocessing.get_context("spawn")
    told: Any = context.Queue()
    total, looked = sum(len(ids) for _, ids in shares), set[tuple[int, str]]()
    parts: list[Looked] = []
    refused: list[str] = []
    waiting = list(enumerate(shares))
    running_: dict[int, Any] = {}
    tell(0, total)
    try:
        while waiting or running_:
            while waiting and len(running_) < order.jobs:
                number, (look, ids) = waiting.pop(0)
                work = (share, order, look, ids, number, told)
                running_[number] = context.Process(target=_work, args=work, daemon=True)
                running_[number].start()
            try:
                number, said = told.get(timeout=PATIENCE)
            except queue.Empty:
                parts.append(Looked(failed=_stuck({each: shares[each][1] for each in running_}, looked)))
                break
            if isinstance(said, Looked):
                parts.append(said)
                running_.pop(number).join(timeout=10)
            elif isinstance(said, list):
                refused += said
            else:
                looked.add((number, said))
                tell(len(looked), total)
    finally:
        for process in running_.values():
            process.kill()
    return results.merged(parts), refused


def _stuck(running_: Mapping[int, Sequence[str]], looked: Container[tuple[int, str]]) -> str:
    """Why a run was ended, and which states it was waiting for."""
    waiting = [next((id_ for id_ in ids if (number, id_) not in looked), "Ende") for number, ids in running_.items()]
    return f"{PATIENCE:.0f} Sekunden lang ging es nicht weiter; der Lauf brach bei {', '.join(waiting)} ab."


def _work(share: Share, order: Any, look: Look, ids: Sequence[str], number: int, told: Any) -> None:
    """One window's share, in a process of its own."""
    try:
        told.put((number, share(order, Part(look, ids, number, told))))
    except Exception as error:  # noqa: BLE001  whatever it is, the run must say so and end
        told.put((number, Looked(failed=f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")))


def _share(acting: frozenset[str], order: Order, part: Part) -> Looked:
    with running(**order.settings) as site:
        published = site.app.extensions[KEY].catalogue.published(order.slug)
        if published is None:
            raise CannotRunError(f"Die Definition „{order.slug}“ lässt sich nicht öffnen.")
        definition, context = published[1].definition, Context(Clock(order.now).now())
        ways = find(definition, context).ways
        states = enumerate_states(definition, ways, context)
        mine = [placed for placed in states.placed if placed.state.id in set(part.ids)]
        speech = (
            not order.browsing.by_driver and order.report is not None and part.look == order.looks[0] and not order.only
        )
        with filtering(frozenset({site.host}), order.browsing.host) as proxy:
            try:
                with order.browsing.opened(proxy) as windows:
                    # One of the processes goes the ways as well.
                    played = list(chosen(ways)) if part.number == 0 else []
                    judge = Judge(order.slug, part.look, order.only)
                    own = acting & {*part.ids}
                    return Looking(site, windows, judge, speech, own).run(mine, part.done, played)
            except (Error, BrowserLostError) as error:
                return Looked(failed=f"{order.browsing.name} ließ sich nicht benutzen: {str(error).splitlines()[0]}")
            finally:
                part.refused(proxy)
