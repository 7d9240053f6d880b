"""Reads the rules over several answers and the outcomes of an Anliegensklärung."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from formengine.core import conditions
from formengine.core.model import ALWAYS, ITEM, Condition, Control, CrossRule, Outcome, Path, lists_on
from formengine.core.pointer import join
from formengine.core.reader import Reader
from formengine.core.translation import LANG

KINDS: Final = ("antrag", "andere", "kein", "hilfe")


def read_rules(rules: Any, reader: Reader) -> tuple[CrossRule, ...]:
    """The rules that can be read; what cannot is noted in the reader's findings."""
    read = (_rule(rule, join("rules", i), reader) for i, rule in enumerate(rules))
    found = tuple(rule for rule in read if rule is not None)
    counts = Counter(rule.id for rule in found)
    for rule in found:
        if counts[rule.id] > 1:
            reader.error(
                rule.pointer, f"Die Regel „{rule.id}“ gibt es zweimal.", "Geben Sie jeder Regel eine eigene Kennung."
            )
    return found


def _rule(rule: Any, place: str, reader: Reader) -> CrossRule | None:
    if not isinstance(rule, Mapping) or not isinstance(rule.get("message"), str) or not isinstance(rule.get("id"), str):
        reader.error(place, "Der Regel fehlt „id“ oder „message“.", "Ergänzen Sie beides.")
        return None
    at = tuple(str(id_) for id_ in rule.get("at", ()))
    unknown = [id_ for id_ in at if id_ not in reader.controls]
    severity = rule.get("severity", "error")
    if unknown or not at or severity not in ("error", "hint"):
        what = f"Das Element „{unknown[0]}“ gibt es nicht." if unknown else "„at“ oder „severity“ stimmt nicht."
        reader.error(f"{place}/at", what, "„at“ nennt Kennungen von Fragen, „severity“ ist error oder hint.")
        return None
    each = _each(rule, place, reader)
    lists = lists_on((*each, ITEM)) if each else ()
    _check_at([reader.controls[id_] for id_ in at], lists, place, reader)
    when = reader.condition(rule["when"], f"{place}/when", lists) if "when" in rule else ALWAYS
    require = reader.condition(rule.get("require"), f"{place}/require", lists)
    if when is None or require is None:
        return None
    return CrossRule(
        id=rule["id"],
        message=rule["message"],
        severity=severity,
        at=at,
        when=when,
        require=require,
        when_test=conditions.compile_test(when),
        require_test=conditions.compile_test(require),
        page=reader.controls[at[0]].page,
        each=each,
        pointer=place,
    )


def _check_at(controls: list[Control], lists: tuple[Path, ...], place: str, reader: Reader) -> None:
    """A rule is judged with one page, and of a list's questions only where it looks at each item."""
    if len({control.page for control in controls}) > 1:
        reader.error(f"{place}/at", "„at“ nennt Fragen verschiedener Seiten.", "Nennen Sie Fragen der letzten Seite.")
    if any(control.lists not in ((), lists) and control.path not in lists for control in controls):
        mend = "Nennen Sie die Liste auch in „each“, oder in „at“ die Liste selbst."
        reader.error(f"{place}/at", "„at“ nennt eine Frage aus einer Liste.", mend)


def _each(rule: Mapping[str, Any], place: str, reader: Reader) -> Path:
    name = rule.get("each")
    if name is None:
        return ()
    control = reader.controls.get(name)
    if control is None or control.type != "list":
        reader.error(
            f"{place}/each", f"„{name}“ ist keine Liste der Definition.", "Nennen Sie die Kennung einer Liste."
        )
        return ()
    return control.path


def rule_reads(rule: CrossRule) -> set[Path]:
    """The template paths that a rule looks at."""
    item: Path = (*rule.each, ITEM) if rule.each else ()
    both: tuple[Condition, ...] = (rule.when, rule.require)
    return {leaf.path if leaf.root else item + leaf.path for condition in both for leaf in conditions.leaves(condition)}


def read_outcomes(outcomes: Any, reader: Reader) -> tuple[Outcome, ...]:
    """The outcomes that can be read; what cannot is noted in the reader's findings."""
    read = (_outcome(outcome, join("outcomes", i), reader) for i, outcome in enumerate(outcomes))
    return tuple(outcome for outcome in read if outcome is not None)


def _outcome(outcome: Any, place: str, reader: Reader) -> Outcome | None:
    if not isinstance(outcome, Mapping) or outcome.get("kind") not in KINDS or not outcome.get("title"):
        reader.error(place, "Dem Ergebnis fehlt „kind“ oder „title“.", f"„kind“ ist {', '.join(KINDS)}.")
        return None
    condition = reader.condition(outcome["when"], f"{place}/when") if "when" in outcome else ALWAYS
    if condition is None:
        return None
    return Outcome(
        id=str(outcome.get("id", outcome["kind"])),
        kind=outcome["kind"],
        title=str(outcome["title"]),
        text=str(outcome.get("text", "")),
        condition=condition,
        test=conditions.compile_test(condition),
        target=outcome.get("target"),
        handover=outcome.get("handover", {}),
        pointer=place,
        language=str(outcome.get(LANG, reader.language)),
    )
