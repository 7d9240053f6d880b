"""A definition, compiled once: what can fail fails here, with the place named; afterwards it is asked often."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError
from typing import Any

from formengine import locales
from formengine.core import blocks, calc, codelists, klaerung, limits, order, parameters, references, sizes
from formengine.core.answers import answer_schema, objects_of, schema_at
from formengine.core.bundle import Bundle
from formengine.core.calc import Calculation
from formengine.core.crossrules import read_outcomes, read_rules
from formengine.core.messages import MessageSpec, read_messages
from formengine.core.model import (
    ENVIRONMENT,
    ITEM,
    Control,
    CrossRule,
    DefinitionError,
    Element,
    FieldType,
    Finding,
    Outcome,
    Page,
    Path,
)
from formengine.core.order import Dependencies, Node, Places
from formengine.core.parts import check_parts
from formengine.core.plans import PagePlan, check_order, plan_pages, rule_on
from formengine.core.pointer import MISSING, write_scope
from formengine.core.reader import Reader
from formengine.core.translation import LANG, overlay
from formengine.core.validation import Judge, judge


@dataclass(frozen=True)
class Definition:
    """A compiled revision for one language and one day (bounds may be relative to today)."""

    bundle: Bundle
    slug: str
    title: str
    kind: str
    version: str
    keep_days: int | None
    """How many days a draft is kept after its last change; None: as the installation says."""
    service: Mapping[str, Any]
    schema: Mapping[str, Any]
    today: datetime.date
    types: Mapping[str, FieldType]
    parameters: Mapping[str, Any]
    pages: tuple[Page, ...]
    elements: Mapping[str, Element]
    controls: Mapping[str, Control]
    rules: tuple[CrossRule, ...]
    outcomes: tuple[Outcome, ...]
    messages: tuple[MessageSpec, ...]
    calculations: Mapping[str, Calculation]
    judges: Mapping[str, Judge]
    nodes: tuple[Node, ...]
    plans: Mapping[str, PagePlan]
    objects: Mapping[Path, bool]
    """Every object that holds questions, and whether its parent requires it."""
    findings: tuple[Finding, ...]
    language: str = locales.GERMAN
    """What it was compiled for; texts that it lacks are German."""
    title_language: str = locales.GERMAN

    def page(self, path: str) -> Page | None:
        """The page with a path, as in the address."""
        return self._by_path.get(path)

    def page_by_id(self, id_: str) -> Page:
        """The page with an id; raises KeyError."""
        return self._by_id[id_]

    @cached_property
    def page_ids(self) -> tuple[str, ...]:
        """The ids of the pages, in order."""
        return tuple(self._by_id)

    @cached_property
    def _by_path(self) -> Mapping[str, Page]:
        return {page.path: page for page in self.pages}

    @cached_property
    def _by_id(self) -> Mapping[str, Page]:
        return {page.id: page for page in self.pages}

    @cached_property
    def lists(self) -> Mapping[Path, Control]:
        """The lists by where their answers live."""
        return {control.path: control for control in self.controls.values() if control.type == "list"}

    def inside(self, path: Path) -> tuple[Control, ...]:
        """The questions whose answers lie in an object."""
        return self._inside[path]

    @cached_property
    def _inside(self) -> Mapping[Path, tuple[Control, ...]]:
        places = Places(self.controls.values())
        return {path: tuple(places.below(path)) for path in self.objects}


def compile_definition(
    bundle: Bundle, types: Mapping[str, FieldType], today: datetime.date, language: str = "de"
) -> Definition:
    """Compile a bundle. Raises DefinitionError, whose findings name the places and the mends."""
    definition, findings = read_definition(bundle, types, today, language)
    if definition is None:
        raise DefinitionError(tuple(finding for finding in findings if finding.level == "error"))
    return definition


def read_definition(
    bundle: Bundle, types: Mapping[str, FieldType], today: datetime.date, language: str = "de"
) -> tuple[Definition | None, list[Finding]]:
    """The compiled definition (None where there are errors) and everything that was found on the way."""
    findings = check_parts(bundle)
    if any(finding.level == "error" for finding in findings):
        return None, findings
    form, more = _written_out(bundle, language)
    if more:
        return None, findings + more
    return _Compilation(bundle, form, types, today, findings, language).run()


def _written_out(bundle: Bundle, language: str) -> tuple[Mapping[str, Any], list[Finding]]:
    """The form with blocks expanded, the language's texts laid over it and *Weiß ich nicht* offered."""
    expansion = blocks.Expansion(bundle.shared, language)
    form: Mapping[str, Any] = expansion.expand(bundle.form)
    findings = expansion.findings
    if language != locales.GERMAN and not findings:
        form = overlay(form, blocks.joined(expansion.words, bundle.texts.get(language, {})), language)
    if form.get("kind") == "klaerung":
        form, more = klaerung.offer_unsure(form, language)
        findings = findings + more
    return form, findings


class _Compilation:
    """One run of the compiler; its methods are the stages, in order."""

    def __init__(
        self,
        bundle: Bundle,
        form: Mapping[str, Any],
        types: Mapping[str, FieldType],
        today: datetime.date,
        findings: list[Finding],
        language: str = locales.GERMAN,
    ) -> None:
        self.bundle = bundle
        self.form = form
        self.types = types
        self.today = today
        self.values = parameters.resolve(form, bundle.parameters, today)
        self.objects: dict[Path, bool] = {}
        self.language = language
        self.reader = Reader(self.named, {}, findings, types=types, language=language)

    def named(self, name: str) -> Any:
        """The raw node of a named condition, its parameters substituted."""
        return self.form.get("conditions", {})[name]["condition"]

    def run(self) -> tuple[Definition | None, list[Finding]]:
        reader = self.reader
        if not self._substituted():
            return None, reader.findings
        reader.read(self.form["uischema"])
        rules = read_rules(self.form.get("rules", []), reader)
        outcomes = read_outcomes(self.form.get("outcomes", []), reader)
        calculations = self._calculations()
        messages = read_messages(self.form.get("messages", []), reader, self.named, self.values)
        nodes, plans = self._plan(calculations, rules)
        if any(finding.level == "error" for finding in reader.findings):
            return None, reader.findings
        return self._definition(rules, outcomes, messages, calculations, nodes, plans), reader.findings

    def _substituted(self) -> bool:
        """Put parameters and relative days in their places and inline references; False after an error."""
        reader = self.reader
        too_large = list(sizes.check(self.form, self.values, self.bundle.codelists))
        reader.findings += too_large
        if too_large:
            return False
        self.form = parameters.written_out(self.form, self.values, self.language)
        try:
            changed = {name: parameters.substitute(self.form[name], self.values, self.today) for name in self._parts()}
            reader.findings += codelists.problems(changed["schema"], self.bundle.codelists)
            changed["schema"] = codelists.fill(changed["schema"], self.bundle.codelists, self.language)
            self.form = {**self.form, **changed}
            reader.schema = references.inline(changed["schema"])
        except references.DanglingReference as error:
            reader.error("/schema" + error.place, str(error), error.mend)
            return False
        except KeyError as error:
            reader.error(
                "", f"Den Parameter {error} gibt es nicht („x-param“).", "Legen Sie ihn unter „parameters“ an."
            )
            return False
        wrong = limits.check(self.form) or limits.check_schemas(self.form)
        reader.findings += wrong
        return not wrong

    def _parts(self) -> list[str]:
        wanted = ("schema", "uischema", "conditions", "rules", "outcomes", "messages")
        return [name for name in wanted if name in self.form]

    def _calculations(self) -> dict[str, Calculation]:
        compiled = {}
        for control in self.reader.controls.values():
            if control.calc is None:
                continue
            item: Path = (*control.lists[-1], ITEM) if control.lists else ()
            try:
                compiled[control.id] = calc.compile_calc(
                    control.calc, self.named, self.values, item=item, fallen=self.reader.fallen
                )
            except calc.CalcError as error:
                self.reader.error(f"{control.pointer}/options/calc{error.place}", error.message, error.mend)
                continue
            for path in sorted(compiled[control.id].reads):
                self._check_read(path, f"{control.pointer}/options/calc")
        return compiled

    def _check_read(self, path: Path, place: str) -> None:
        if path[:1] != (ENVIRONMENT,) and schema_at(self.reader.schema, path) is MISSING:
            message = f"Die Rechnung fragt nach „{write_scope(path)}“; das gibt es im Schema nicht."
            self.reader.error(place, message, "Prüfen Sie „scope“ und „value“.")

    def _plan(
        self, calculations: Mapping[str, Calculation], rules: tuple[CrossRule, ...]
    ) -> tuple[tuple[Node, ...], dict[str, PagePlan]]:
        reads = {id_: calculation.reads for id_, calculation in calculations.items()}
        self.objects = objects_of(self.reader.controls.values(), self.reader.schema)
        try:
            dependencies = Dependencies(self.reader.elements.values(), self.objects, reads)
            nodes = dependencies.order()
            check_order(self.reader, reads, rules, self.objects)
            return nodes, plan_pages(self.reader, dependencies, nodes, rules)
        except CycleError as error:
            chain = order.cycle_of(error)
            message = f"Bedingungen hängen im Kreis voneinander ab: {' → '.join(chain)}."
            self.reader.error(rule_on(self.reader, chain), message, "Lösen Sie den Kreis auf.")
        except order.TooManyError:
            message = f"Die Fragen und Seiten hängen an mehr als {order.MAX_LOOKS} Stellen voneinander ab."
            mend = "Fassen Sie Bedingungen zusammen oder teilen Sie die Definition auf."
            self.reader.error("/uischema", message, mend)
        return (), {}

    def _definition(
        self, rules: Any, outcomes: Any, messages: Any, calculations: Any, nodes: Any, plans: Any
    ) -> Definition:
        form, reader = self.form, self.reader
        judges = {
            id_: judge(answer_schema(control), self.types[control.type].codes if control.type in self.types else None)
            for id_, control in reader.controls.items()
        }
        return Definition(
            bundle=self.bundle,
            slug=self.bundle.slug,
            title=form["title"],
            kind=str(form.get("kind", "antrag")),
            version=str(form.get("version", "0")),
            keep_days=form.get("keepDays"),
            service=form.get("service", {}),
            schema=reader.schema,
            today=self.today,
            types=self.types,
            parameters=self.values,
            pages=tuple(reader.pages),
            elements=reader.elements,
            controls=reader.controls,
            rules=rules,
            outcomes=outcomes,
            messages=messages,
            calculations=calculations,
            judges=judges,
            nodes=nodes,
            plans=plans,
            objects=self.objects,
            findings=tuple(reader.findings),
            language=self.language,
            title_language=str(form.get(LANG, self.language)),
        )
