"""`formengine explain`: says why something is hidden or required, or what in a definition nobody can ever reach."""

import argparse
import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from formengine.cli import _options
from formengine.cli._problems import CommandError
from formengine.cli._reading import read_shelf, running
from formengine.core import cases, strictjson
from formengine.core.definition import Definition
from formengine.core.explain import Explainer, ExplainError, Explanation
from formengine.core.lint.reach import Kind, Reach, analyse
from formengine.core.model import ENVIRONMENT, Indices
from formengine.core.settling import Context

SUMMARY: Final = "sagt, warum etwas nicht zu sehen ist"
HELP: Final = """\
Beispiele:
  formengine explain lp01-baumfaellung
  formengine explain lp01-baumfaellung --answers antrag.json
  formengine explain lp01-baumfaellung --case gut-person --element seite-schutzzeit
  formengine explain lp01-baumfaellung --answers antrag.json --element baeume.art_text --item 2

Ohne Antworten: was in der Definition niemand erreichen kann, welche Bedingungen sich ausschließen oder immer gelten.
Mit Antworten: alles, was damit nicht zu sehen ist, je Seite, eine Zeile je Element.
Mit --element: warum dieses Element so ist, wie es ist, bis zur ersten Ursache.

DATEI ist ein fertiger Antrag (JSON), mit --case eine cases.json. Ohne DATEI meint --case einen Fall der Definition."""
_HEADINGS: Final[Mapping[Kind, str]] = {
    "unreachable": "Nie zu sehen",
    "contradiction": "Widersprüche",
    "optional": "Nie Pflicht",
    "always": "Gilt immer",
    "never": "Greift nie",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("slug", metavar="NAME", help="Ordner der Definition, zum Beispiel lp01-baumfaellung")
    parser.add_argument("--answers", type=Path, metavar="DATEI", help="die Antworten, als JSON")
    parser.add_argument("--case", metavar="FALL", help="Kennung eines Falls in cases.json")
    parser.add_argument("--element", metavar="KENNUNG", help="nur dieses Element, mit allen Ursachen")
    parser.add_argument(
        "--item", type=_number, nargs="+", default=(), metavar="N", help="welcher Eintrag der Liste, ab 1 gezählt"
    )
    parser.add_argument("--json", action="store_true", help="für andere Programme")
    _options.add_definitions(parser)
    _options.add_clock(parser)


def run(options: argparse.Namespace) -> int:
    """Explain what was asked."""
    if options.item and not options.element:
        raise CommandError("--item braucht --element: Nennen Sie, welches Element im Eintrag gemeint ist.")
    today = _options.clock(options).now().date()
    definition = running(read_shelf(_options.definitions(options), options.kommune, today), options.slug)
    if options.answers is None and options.case is None and options.element is None:
        reach = analyse(definition)
        print(_as_json(_reach_json(reach)) if options.json else _reach_text(definition, reach))
        return 0
    explainer = Explainer(definition, *_situation(definition, options))
    if options.element is None:
        hidden = [*explainer.hidden()]
        print(_as_json([one.as_json() for one in hidden]) if options.json else _table(definition, hidden))
        return 0
    found = _explained(definition, explainer, options)
    print(_as_json([one.as_json() for one in found]) if options.json else "\n\n".join(map(_told, found)))
    return 0


def _situation(definition: Definition, options: argparse.Namespace) -> tuple[dict[str, Any], Context]:
    """The answers and what they stand in; without any, nothing is answered yet."""
    now = _options.clock(options).now()
    content = _document(options.answers) if options.answers else {}
    if options.case is None:
        return content, Context(now, content.get(ENVIRONMENT, {}))
    if options.answers:
        definition = replace(definition, bundle=replace(definition.bundle, cases=content))
    try:
        case = cases.read_case(definition, options.case, now)
        return cases.with_files(definition, case, case.answers), Context(now, case.environment)
    except (cases.CaseError, KeyError, TypeError, ValueError) as error:
        raise CommandError(_wrong_case(error, options.case)) from error


def _wrong_case(error: Exception, case: str) -> str:
    if isinstance(error, cases.CaseError):
        return f"{error} Die Fälle stehen in cases.json unter „cases“."
    return f"Der Fall „{case}“ lässt sich nicht lesen. Prüfen Sie cases.json mit: formengine lint"


def _document(file: Path) -> dict[str, Any]:
    try:
        content = strictjson.loads(file.read_bytes())
    except FileNotFoundError:
        raise CommandError(f"Die Datei „{file}“ gibt es nicht. Nennen Sie mit --answers eine JSON-Datei.") from None
    except strictjson.StrictJSONError as error:
        raise CommandError(f"„{file}“ (Zeile {error.line}): {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get(ENVIRONMENT, {}), dict):
        raise CommandError(f"„{file}“ ist kein Antrag: Erwartet wird ein JSON-Objekt mit Antworten.")
    return content


def _explained(definition: Definition, explainer: Explainer, options: argparse.Namespace) -> list[Explanation]:
    """The element, in a list without --item in each entry that there is."""
    if options.element not in definition.elements:
        raise _unknown_element(options.element, definition)
    wanted: list[Indices] = [tuple(number - 1 for number in options.item)]
    try:
        return [explainer.of(options.element, indices) for indices in wanted]
    except ExplainError as error:
        if options.item:
            raise CommandError(str(error)) from error
        return [explainer.of(options.element, indices) for indices in explainer.entries(options.element)]


def _unknown_element(id_: str, definition: Definition) -> CommandError:
    near = difflib.get_close_matches(id_, definition.elements, n=1, cutoff=0.5)
    hint = f"Meinten Sie „{near[0]}“?" if near else "Die Kennungen („id“) stehen in form.json."
    return CommandError(f"Das Element „{id_}“ gibt es in „{definition.slug}“ nicht. {hint}")


def _told(explanation: Explanation) -> str:
    """The sentence and below it the causes."""
    lines = [explanation.sentence, *_causes(explanation.as_json()["causes"], 1)]
    return "\n".join(lines)


def _causes(found: list[dict[str, Any]], depth: int) -> Iterator[str]:
    for cause in found:
        yield f"{'  ' * depth}{cause['text'][:1].upper()}{cause['text'][1:]}."
        yield from _causes(cause.get("causes", []), depth + 1)


def _table(definition: Definition, hidden: list[Explanation]) -> str:
    """What is hidden, below its page; an entry of a list by its number."""
    if not hidden:
        return "Mit diesen Antworten ist alles zu sehen."
    lines: list[str] = []
    page = None
    for one in hidden:
        own = _page(definition, one.id)
        if own != page:
            lines += ["", own] if lines else [own]
            page = own
        number = "".join(f" {index + 1}" for index in one.indices)
        lines.append(f"  {one.id}{number}: {_brief(one)}")
    return "\n".join(lines)


def _brief(one: Explanation) -> str:
    """The sentence; where what is around it is hidden, that has a line of its own."""
    first = one.causes[0]
    return f"{one.label} ist nicht zu sehen, weil {first.short}." if first.kind == "parent" else one.sentence


def _page(definition: Definition, id_: str) -> str:
    element = definition.elements[id_]
    while element.kind not in ("page", "section"):
        element = definition.elements[element.parent]
    return element.label


def _reach_text(definition: Definition, reach: Reach) -> str:
    lines: list[str] = []
    for kind, heading in _HEADINGS.items():
        found = reach.of(kind)
        lines += [heading, *(f"  {finding}" for finding in found), ""] if found else []
    if not lines:
        lines = [f"In „{definition.title}“ ist nichts gefunden, das niemand erreichen kann oder das sich ausschließt."]
    asked, untold = sum(reach.answers.values()), reach.answers["untold"]
    rest = f" Bei {untold} davon ist nicht sicher zu sagen, ob es sein kann." if untold else ""
    return "\n".join([*lines, f"Untersucht: {asked} Möglichkeiten.{rest}"])


def _reach_json(reach: Reach) -> dict[str, Any]:
    found: dict[str, Any] = {
        kind: [{"place": f.place, "level": f.level, "message": f.message, "mend": f.mend} for f in reach.of(kind)]
        for kind in _HEADINGS
    }
    return {**found, "answers": reach.answers}


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"„{text}“ ist keine Nummer eines Eintrags. Gezählt wird ab 1.")
    return int(text)
