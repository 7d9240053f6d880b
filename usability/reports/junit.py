"""The run as JUnit XML, which every pipeline shows: a suite for each page, a case for each rule that was asked."""

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree import ElementTree as ET

from usability.model import Answer, Finding, Level
from usability.reports._words import LEVELS
from usability.results import Run

_BROKEN: Final = "Lauf"
_CONTROLS: Final = {code: " " for code in range(32) if code not in (9, 10, 13)}
"""XML has no way to write these."""


def write(run: Run) -> Mapping[str, str]:
    """The file."""
    root = ET.Element("testsuites", name=run.slug, time=f"{run.seconds:.1f}")
    suites = [_suite(run, page, title) for page, title in _pages(run).items()]
    if run.failed:
        suites.append(_broken(run))
    root.extend(suites)
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    ET.indent(root, " ")
    return {"junit.xml": '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"}


def _pages(run: Run) -> dict[str, str]:
    titles: dict[str, str] = {}
    for state in run.states:
        titles.setdefault(state.page, state.title)
    return titles


def _suite(run: Run, page: str, title: str) -> ET.Element:
    suite = ET.Element("testsuite", name=f"{page}: {title}".translate(_CONTROLS), timestamp=_moment(run), errors="0")
    for id_, rule in sorted(run.rules.items()):
        answer = run.answer(id_, page)
        if answer is not None:
            case = ET.SubElement(suite, "testcase", classname=f"{run.slug}.{page}", name=id_, file=_file(run))
            case.extend(_said(answer, rule.level, _on_page(run, id_, page)))
    _count(suite)
    return suite


def _moment(run: Run) -> str:
    return run.started.replace(tzinfo=None).isoformat(timespec="seconds")


def _file(run: Run) -> str:
    return f"definitions/{run.slug}/form.json"


def _on_page(run: Run, rule: str, page: str) -> list[Finding]:
    ids = {state.id for state in run.states if state.page == page}
    return [finding for finding in run.findings if finding.rule.id == rule and ids & {*finding.states}]


def _said(answer: Answer, level: Level, found: list[Finding]) -> Iterator[ET.Element]:
    """Failures that nobody accepted fail the case; whatever else is no pass is skipped, and says why."""
    failures = [each for each in found if each.level is Level.FAILURE and not each.accepted]
    if failures:
        yield _element("failure", LEVELS[Level.FAILURE][0], failures)
    elif found:
        reasons = "; ".join(dict.fromkeys(each.accepted or LEVELS[each.level][0] for each in found))
        yield _element("skipped", reasons, found)
    elif answer is Answer.NONE:
        yield ET.Element("skipped", message="kommt nicht vor")
    elif answer is not Answer.PASS:
        yield ET.Element("skipped", message=LEVELS[Level.REVIEW if answer is Answer.UNSURE else level][0])


def _element(tag: str, message: str, found: list[Finding]) -> ET.Element:
    element = ET.Element(tag, message=f"{message}: {found[0].rule.title}".translate(_CONTROLS), type=found[0].level)
    element.text = "\n".join(map(_line, found)).translate(_CONTROLS)
    return element


def _line(finding: Finding) -> str:
    where = f"{finding.element} (Zeile {finding.line})" if finding.element else finding.place.selector or "Seite"
    return f"{where}: {finding.message} Abhilfe: {finding.rule.mend} [{finding.fingerprint}]"


def _broken(run: Run) -> ET.Element:
    suite = ET.Element("testsuite", name=_BROKEN, timestamp=_moment(run))
    case = ET.SubElement(suite, "testcase", classname=run.slug, name=_BROKEN)
    ET.SubElement(case, "error", message=run.failed.translate(_CONTROLS))
    _count(suite)
    suite.set("errors", "1")
    return suite


def _count(suite: ET.Element) -> None:
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
