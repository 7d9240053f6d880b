"""The run as EARL in JSON-LD, with the context of the ACT rules: one assertion for each rule and page."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import formengine
from usability.clauses import Judged, clauses, judge
from usability.model import Answer, Finding, Rule
from usability.record import Entry
from usability.results import Run

CONTEXT: Final = "https://www.w3.org/WAI/content-assets/wcag-act-rules/earl-context.json"
_OUTCOMES: Final = {
    Answer.PASS: "earl:passed",
    Answer.FAIL: "earl:failed",
    Answer.UNSURE: "earl:cantTell",
    Answer.NONE: "earl:inapplicable",
    None: "earl:untested",
}
_RULED: Final = {
    "pass": "earl:passed",
    "fail": "earl:failed",
    "open": "earl:cantTell",
    "inapplicable": "earl:inapplicable",
    "untested": "earl:untested",
}
_US: Final = "#antragswerkstatt"
_ASSERTOR: Final = {
    "@type": "Assertor",
    "@id": _US,
    "name": "Antragswerkstatt",
    "release": {"@type": "Version", "revision": formengine.__version__},
}


def write(run: Run) -> Mapping[str, str]:
    """The file."""
    found = {"@context": CONTEXT, "@graph": [_ASSERTOR, *_pages(run), _service(run)]}
    return {"earl.jsonld": json.dumps(found, ensure_ascii=False, indent=1) + "\n"}


def _pages(run: Run) -> Iterator[dict[str, Any]]:
    titles = {state.page: state.title for state in reversed(run.states)}
    for page in dict.fromkeys(state.page for state in run.states):
        source = f"{run.address}#{page}"
        assertions = [_assertion(run, rule, page, source) for _, rule in sorted(run.rules.items())]
        yield _subject(source, f"{run.title}: {titles[page]}", assertions)


def _subject(source: str, title: str, assertions: list[dict[str, Any]]) -> dict[str, Any]:
    return {"@type": "TestSubject", "@id": source, "source": source, "title": title, "assertions": assertions}


def _assertion(run: Run, rule: Rule, page: str, source: str) -> dict[str, Any]:
    ids = {state.id for state in run.states if state.page == page}
    found = [each for each in run.findings if each.rule.id == rule.id and ids & {*each.states}]
    return {
        "@type": "Assertion",
        "subject": {"@id": source},
        "assertedBy": {"@id": _US},
        "mode": "earl:automatic",
        "test": {"@type": "TestCase", "title": rule.id, "description": rule.title, "isPartOf": _part_of(rule)},
        "result": _result(run, _OUTCOMES[run.answer(rule.id, page)], found),
    }


def _part_of(rule: Rule) -> list[str]:
    names = {clause.number: clause.wcag for clause in clauses() if clause.wcag}
    return [f"WCAG2:{names[number]}" for number in rule.clauses if number in names]


def _result(run: Run, outcome: str, found: list[Finding]) -> dict[str, Any]:
    result: dict[str, Any] = {"@type": "TestResult", "outcome": outcome, "date": run.started.isoformat("T", "seconds")}
    if found:
        result["description"] = " ".join(dict.fromkeys(each.message for each in found))
        result["pointer"] = [each.place.selector or each.pointer for each in found]
    return result


def _service(run: Run) -> dict[str, Any]:
    """What people said of the whole service."""
    said = [_manual(run, judged, judged.held) for judged in judge(run) if judged.held is not None]
    return _subject(run.address, run.title, said)


def _manual(run: Run, judged: Judged, entry: Entry) -> dict[str, Any]:
    name = judged.clause.wcag
    return {
        "@type": "Assertion",
        "subject": {"@id": run.address},
        "assertedBy": {"@type": "Assertor", "name": entry.tester, "description": f"{entry.browser}; {entry.at}"},
        "mode": "earl:semiAuto" if judged.rules else "earl:manual",
        "test": {
            "@type": "TestRequirement",
            "title": f"EN 301 549 {entry.clause} {judged.clause.title}",
            "isPartOf": [f"WCAG2:{name}"] if name else [],
        },
        "result": {
            "@type": "TestResult",
            "outcome": _RULED[judged.ruled],
            "date": entry.date.isoformat(),
            "description": entry.note,
        },
    }
