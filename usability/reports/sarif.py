"""The run as SARIF 2.1.0, which code hosts and editors show at the line of form.json that causes a finding."""

import datetime
import json
from collections.abc import Mapping
from typing import Any, Final

import formengine
from usability.clauses import clauses
from usability.model import Finding, Level, Rule
from usability.results import Run

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Level.FAILURE: "error", Level.BEST: "warning", Level.REVIEW: "none"}
_KINDS: Final = {Level.FAILURE: "fail", Level.BEST: "fail", Level.REVIEW: "review"}
"""What is only to be looked at has no level: the specification demands it."""
_BASELINE: Final = {"new": "new", "same": "unchanged"}
_UNDERSTANDING: Final = "https://www.w3.org/WAI/WCAG22/Understanding/"


def write(run: Run) -> Mapping[str, str]:
    """The file."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run)]}
    return {"ergebnis.sarif": json.dumps(log, ensure_ascii=False, indent=1) + "\n"}


def _run(run: Run) -> dict[str, Any]:
    rules = {finding.rule.id: finding.rule for finding in run.findings} | dict(run.rules)
    order = {id_: number for number, id_ in enumerate(sorted(rules))}
    driver = {
        "name": "Antragswerkstatt",
        "semanticVersion": formengine.__version__,
        "language": "de",
        "rules": [_rule(rules[id_]) for id_ in order],
    }
    return {
        "tool": {"driver": driver},
        "language": "de",
        "automationDetails": {"id": f"barrierefreiheit/{run.slug}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "Der Ordner, in dem „definitions“ liegt"}}},
        "invocations": [_invocation(run)],
        "results": [_result(finding, order) for finding in run.findings],
        "properties": {"revision": run.revision, "whole": run.whole},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    tags = ["accessibility", *(f"wcag{number}" for number in rule.wcag), *(f"EN-{number}" for number in rule.clauses)]
    level = _LEVELS[rule.level]
    found = {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title}. Betroffen: {rule.whom}."},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": tags},
    }
    about = [clause.wcag for clause in clauses() if clause.wcag and clause.concerns(rule)]
    return found | ({"helpUri": f"{_UNDERSTANDING}{about[0]}"} if about else {})


def _invocation(run: Run) -> dict[str, Any]:
    start = run.started.astimezone(datetime.UTC)
    found = {
        "executionSuccessful": not run.failed,
        "startTimeUtc": _moment(start),
        "endTimeUtc": _moment(start + datetime.timedelta(seconds=run.seconds)),
    }
    if not run.failed:
        return found
    return found | {"toolExecutionNotifications": [{"level": "error", "message": {"text": run.failed}}]}


def _moment(when: datetime.datetime) -> str:
    return when.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _result(finding: Finding, order: Mapping[str, int]) -> dict[str, Any]:
    where = f"„{finding.label}“" if finding.label else "Rahmen der Seite"
    result: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": order[finding.rule.id],
        "kind": _KINDS[finding.level],
        "level": _LEVELS[finding.level],
        "message": {"text": f"{where}: {finding.message} Abhilfe: {finding.rule.mend}"},
        "locations": [_location(finding)],
        "fingerprints": {"antragswerkstatt/v1": finding.fingerprint},
        "partialFingerprints": {"antragswerkstatt/v1": finding.fingerprint},
        "properties": {"states": list(finding.states), "looks": list(finding.looks), "whom": finding.rule.whom},
    }
    if finding.news:
        result["baselineState"] = _BASELINE[finding.news]
    if finding.accepted:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": finding.accepted}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    """The definition's file; what the frame of a page causes belongs to the whole of it and is shown at its top."""
    uri = f"definitions/{finding.slug}/form.json"
    artifact = {"uri": uri, "uriBaseId": "%SRCROOT%"}
    physical = {"artifactLocation": artifact, "region": {"startLine": finding.line or 1}}
    if not finding.pointer:
        return {"physicalLocation": physical}
    logical = {"name": finding.element, "fullyQualifiedName": finding.pointer, "kind": "object"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}
