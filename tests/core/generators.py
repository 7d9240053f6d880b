"""Whole definitions at random, for the laws of the core: plain code over a Random, so that hypothesis can shrink."""

import datetime
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, compile_definition
from formengine.core.model import ITEM, Path
from formengine.core.plans import MAX_OUTSIDE
from formengine.core.pointer import write_scope
from formengine.core.settling import Context
from formengine.fields import TYPES
from tests.core.leaves import KINDS, leaf_schema

TODAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 9, 15, tzinfo=datetime.UTC)
CONTEXT = Context(NOW, {"stufe": "hoch"})
SHARED = {
    "kontakt": {
        "name": "kontakt",
        "title": "Kontakt",
        "schema": {
            "type": "object",
            "properties": {
                "weg": {"type": "string", "enum": ["a", "b", "c"]},
                "mail": {"type": "string", "format": "email"},
            },
            "required": ["weg", "mail"],
        },
        "elements": [
            {"type": "Control", "id": "weg", "scope": "#/properties/weg", "label": "Wie?"},
            {
                "type": "Control",
                "id": "mail",
                "scope": "#/properties/mail",
                "label": "E-Mail",
                "rule": {
                    "effect": "SHOW",
                    "condition": {"scope": "#/properties/weg", "schema": {"const": "a"}, "failWhenUndefined": True},
                },
            },
        ],
    }
}
PARAMETERS = {
    "grenze": {"schema": {"type": "integer"}, "default": 10, "title": "Grenze"},
    "tafel": {"schema": {"type": "object"}, "default": {"a": "Amt A", "b": "Amt B"}, "title": "Tafel"},
}


@dataclass(frozen=True)
class Field:
    """One answer of a generated form (kind "list" for a list, "object" for a group that conditions may look at)."""

    id: str
    path: Path
    kind: str
    page: int
    base: Path = ()
    schema: Mapping[str, Any] = field(default_factory=dict)
    asked: bool = True
    conditional: bool = False

    @property
    def scope(self) -> str:
        """The scope as seen from the enclosing item."""
        return write_scope(self.path[len(self.base) :])


@dataclass
class Sample:
    """A generated form, what it asks, and how often each feature occurs in it."""

    form: dict[str, Any]
    fields: list[Field]
    features: Counter[str]
    pages: int

    def __repr__(self) -> str:
        return f"Sample({self.form!r})"

    def compile(self) -> Definition:
        """The compiled definition; one that does not compile is a fault of the generator or of the core."""
        bundle = Bundle(slug="probe", form=self.form, shared=SHARED)
        return compile_definition(bundle, TYPES, TODAY)


@dataclass(frozen=True)
class Spot:
    """Where the author writes: page, enclosing item, the object schema that takes properties, and its path."""

    page: int
    schema: dict[str, Any]
    path: Path = ()
    base: Path = ()
    conditional: bool = False


class Author:
    """Writes one form."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.fields: list[Field] = []
        self.features: Counter[str] = Counter()
        self.named: dict[str, Any] = {}
        self.schema: dict[str, Any] = {"type": "object", "properties": {}, "required": []}
        self.count = 0
        self.shared_object: str | None = None
        self.looks: dict[Path, list[dict[str, Any]]] = {}
        """What was asked of the document from the items of each list; the compiler allows so many looks."""
        self.horizon = 99
        """The last page that conditions may look at."""

    def chance(self, probability: float) -> bool:
        """True with a probability; shrinks to False."""
        return self.rng.random() >= 1 - probability

    def name(self, prefix: str) -> str:
        """A fresh id or property name."""
        self.count += 1
        return f"{prefix}{self.count}"

    def write(self) -> Sample:
        """The whole form."""
        count = self.rng.randint(1, 4)
        pages = [self.page(number) for number in range(count)]
        if self.chance(0.2):
            cut = self.rng.randrange(count)
            section = {"type": "Categorization", "id": "abschnitt", "label": "Abschnitt", "elements": pages[cut:]}
            self.horizon = cut - 1
            self.add_rule(section, self.readable(()), ())
            pages = [*pages[:cut], section]
        rules = [rule for rule in (self.rule(count) for _ in range(self.rng.randint(0, 2))) if rule]
        form = {
            "title": "Probe",
            "schema": self.schema,
            "uischema": {"type": "Categorization", "elements": pages},
            "conditions": self.named,
            "rules": rules,
            "parameters": PARAMETERS,
        }
        return Sample(form, self.fields, self.features, count)

    def page(self, number: int) -> dict[str, Any]:
        """One page; its own rule may look at earlier pages."""
        page: dict[str, Any] = {"type": "Category", "id": f"s{number}", "label": "Seite", "elements": []}
        ruled = self.chance(0.3) and self.add_rule(page, self.readable(()), ())
        spot = Spot(number, self.schema, conditional=bool(ruled))
        page["elements"] = [self.element(spot) for _ in range(self.rng.randint(1, 4))]
        return page

    def readable(self, base: Path) -> list[Field]:
        """What a condition may look at, written so far: in the same item, or outside lists."""
        return [one for one in self.fields if one.base == base and one.page <= self.horizon]

    def element(self, spot: Spot, depth: int = 0) -> dict[str, Any]:
        """One element of any kind."""
        makers: list[tuple[float, Callable[[Spot, int], dict[str, Any]]]] = [(5, self.question), (1.5, self.calculated)]
        if depth < 2:
            makers += [(1.5, self.group), (2, self.nested), (0.4, self.label)]
            makers += [(2 if not spot.base else 0.6, self.repeated)]
        if spot.path == spot.base:
            makers += [(1.5 if spot.base else 0.4, self.block), (1.5 if spot.base else 0.8, self.reference)]
        ((_, maker),) = self.rng.choices(makers, [weight for weight, _ in makers])
        return maker(spot, depth)

    def question(self, spot: Spot, _depth: int) -> dict[str, Any]:
        """A question for an answer of a random kind."""
        kind = self.rng.choice([*sorted(KINDS), *_OFTEN])
        type_, variants = KINDS[kind]
        schema = dict(self.rng.choice(variants))
        name = self.name("a")
        self.features[f"type {type_}"] += 1
        node: dict[str, Any] = {"type": "Control", "id": name, "label": "Frage", "options": {"type": type_}}
        return self.keep(node, name, kind, schema, spot)

    def keep(self, node: dict[str, Any], name: str, kind: str, schema: Any, spot: Spot) -> dict[str, Any]:
        """Enter an answer into the schema and the list of fields, with a rule and a demand now and then."""
        path = (*spot.path, name)
        ruled = self.chance(0.4) and self.add_rule(node, self.readable(spot.base), spot.base)
        spot.schema["properties"][name] = schema
        if self.chance(0.5):
            spot.schema["required"].append(name)
        asked = "calc" not in node["options"]
        conditional = bool(ruled) or spot.conditional
        self.fields.append(Field(node["id"], path, kind, spot.page, spot.base, schema, asked, conditional))
        node["scope"] = self.fields[-1].scope
        return node

    def label(self, spot: Spot, _depth: int) -> dict[str, Any]:
        """A text between the questions."""
        node = {"type": "Label", "id": self.name("t"), "text": "Hinweis", "options": {"type": self.rng.choice(_STATIC)}}
        self.features["static text"] += 1
        self.add_rule(node, self.readable(spot.base), spot.base)
        return node

    def group(self, spot: Spot, depth: int) -> dict[str, Any]:
        """Elements drawn together on the page; the data knows nothing of it."""
        node: dict[str, Any] = {"type": "Group", "id": self.name("g"), "label": "Gruppe"}
        ruled = self.chance(0.6) and self.add_rule(node, self.readable(spot.base), spot.base)
        inner = Spot(spot.page, spot.schema, spot.path, spot.base, spot.conditional or bool(ruled))
        node["elements"] = [self.element(inner, depth + 1) for _ in range(self.rng.randint(1, 2))]
        return node

    def nested(self, spot: Spot, depth: int) -> dict[str, Any]:
        """A nested object, required or optional; a required one at the top may go on on a later page."""
        name = self.shared_object if self.shared_object and not spot.path and self.chance(0.5) else None
        again = name is not None
        name = name or self.name("o")
        schema = spot.schema["properties"].setdefault(name, {"type": "object", "properties": {}, "required": []})
        if not again and self.chance(0.5):
            spot.schema["required"].append(name)
            self.features["required object"] += 1
            if not spot.path and not spot.base and self.chance(0.3):
                self.shared_object = name
        elif not again:
            self.features["optional object"] += 1
        inner = Spot(spot.page, schema, (*spot.path, name), spot.base, spot.conditional)
        elements = [self.element(inner, depth + 1) for _ in range(self.rng.randint(1, 3))]
        if name != self.shared_object:
            self.fields.append(Field(name, inner.path, "object", spot.page, spot.base, asked=False))
        return {"type": "Group", "id": self.name("g"), "label": "Gruppe", "elements": elements}

    def repeated(self, spot: Spot, depth: int) -> dict[str, Any]:
        """A list of items with questions of their own."""
        name = self.name("l")
        items: dict[str, Any] = {"type": "object", "properties": {}, "required": []}
        schema: dict[str, Any] = {"type": "array", "items": items}
        schema |= self.rng.choice([{}, {"minItems": 1}, {"maxItems": 2}])
        node: dict[str, Any] = {"type": "Control", "id": name, "label": "Liste", "options": {"type": "list"}}
        path = (*spot.path, name)
        ruled = self.chance(0.4) and self.add_rule(node, self.readable(spot.base), spot.base)
        inner = Spot(spot.page, items, (*path, ITEM), (*path, ITEM), spot.conditional or bool(ruled))
        elements = [self.element(inner, max(depth, 1)) for _ in range(self.rng.randint(1, 3))]
        node["options"]["detail"] = {"type": "VerticalLayout", "elements": elements}
        spot.schema["properties"][name] = schema
        if self.chance(0.4):
            spot.schema["required"].append(name)
        self.fields.append(Field(name, path, "list", spot.page, spot.base, schema, conditional=bool(ruled)))
        node["scope"] = self.fields[-1].scope
        self.features["list in list" if spot.base else "list"] += 1
        return node

    def block(self, spot: Spot, _depth: int) -> dict[str, Any]:
        """A shared block, also in the items of a list, with what a form may say of it."""
        name = self.name("b")
        path = (*spot.path, name)
        node: dict[str, Any] = {"type": "Block", "ref": "urn:formengine:shared:kontakt", "id": name}
        node["scope"] = write_scope(path[len(spot.base) :])
        options: dict[str, Any] = self.rng.choice(
            [{}, {"only": ["weg"]}, {"require": []}, {"texts": {"weg": {"label": "Weg"}}}]
        )
        if options:
            node["options"] = options
            self.features["block with " + next(iter(options))] += 1
        if self.chance(0.5):
            spot.schema["required"].append(name)
        self.fields.append(Field(f"{name}.weg", (*path, "weg"), "pick", spot.page, spot.base))
        if "only" not in options:
            mail = Field(f"{name}.mail", (*path, "mail"), "mail", spot.page, spot.base, conditional=True)
            self.fields.append(mail)
        self.features["block in an item" if spot.base else "block"] += 1
        return node

    def reference(self, spot: Spot, depth: int) -> dict[str, Any]:
        """A choice of the items of a list: outside lists, of the same item, or from an item of any outside list."""
        near = [one for one in self.readable(spot.base) if one.kind == "list"]
        far = [one for one in self.readable(()) if one.kind == "list"] if spot.base else []
        if not near and not far:
            return self.question(spot, depth)
        target = self.rng.choice([*near, *far])
        root = {"from": "root"} if target in far else {}
        name = self.name("a")
        options: dict[str, Any] = {
            "type": "reference",
            "from": {"scope": target.scope, "title": f"{{{target.id}}}"} | root,
        }
        self.features["reference from an item" if spot.base else "reference"] += 1
        node = {"type": "Control", "id": name, "label": "Welcher?", "options": options}
        return self.keep(node, name, "reference", TYPES["reference"].new_schema(), spot)

    def add_rule(self, node: dict[str, Any], known: list[Field], base: Path) -> bool:
        """Give an element one or two effects; True where it may now be hidden."""
        rules = []
        for _ in range(self.rng.choice([1, 1, 2])):
            effect = self.rng.choice(["SHOW", "SHOW", "HIDE", "REQUIRE", "REQUIRE", "ENABLE", "DISABLE", "FORBID"])
            if effect == "REQUIRE" and node["type"] != "Control":
                effect = "SHOW"
            condition = self.condition(known, base)
            rules.append({"effect": effect, "condition": condition})
            self.features[effect] += 1
        node["rule"] = rules[0] if len(rules) == 1 and self.chance(0.7) else rules
        return any(rule["effect"] in ("SHOW", "HIDE", "FORBID") for rule in rules)

    def condition(self, known: list[Field], base: Path, depth: int = 0) -> dict[str, Any]:
        """A condition node."""
        if depth < 2 and self.chance(0.35):
            kind = self.rng.choice(["NOT", "AND", "OR", "XOR"])
            self.features[kind] += 1
            count = 1 if kind == "NOT" else self.rng.choice([2, 2, 3, 1, 0])
            return {"type": kind, "conditions": [self.condition(known, base, depth + 1) for _ in range(count)]}
        if self.named and self.chance(0.1):
            usable = [name for name, entry in self.named.items() if entry["page"] <= self.horizon]
            if usable and not base:
                self.features["named condition"] += 1
                return {"$ref": f"#/conditions/{self.rng.choice(usable)}"}
        node = self.leaf(known, base)
        if self.chance(0.15):
            name = self.name("bedingung")
            everywhere = node.get("from") == "root"
            if everywhere or not base:
                page = max((one.page for one in self.fields), default=0)
                self.named[name] = {"title": "überall" if everywhere else "außen", "condition": node, "page": page}
                self.features["named condition"] += 1
                return {"$ref": f"#/conditions/{name}"}
        return node

    def leaf(self, known: list[Field], base: Path) -> dict[str, Any]:
        """A leaf about an answer written before, in the item or from the root."""
        looks = self.looks.setdefault(base, [])
        if not known or (base and self.chance(0.4)):
            if not base or len(looks) < MAX_OUTSIDE:
                looks.append(self.look(base))
                return looks[-1]
            return self.rng.choice(looks)
        extra = {"from": "root"} if not base and self.chance(0.1) else {}
        return self.leaf_about(self.rng.choice(known)) | extra

    def look(self, base: Path) -> dict[str, Any]:
        """A leaf about something outside the list, or about the environment where there is nothing yet."""
        outside = [one for one in self.readable(()) if base and not _touches(one.path, base[:-1])]
        if outside:
            self.features["from root"] += 1
            return self.leaf_about(self.rng.choice(outside)) | {"from": "root"}
        self.features["environment"] += 1
        schema = self.rng.choice([{"const": "hoch"}, {"const": "niedrig"}])
        return {"scope": "#/properties/_umgebung/properties/stufe", "schema": schema, "from": "root"} | _FAILS

    def leaf_about(self, target: Field) -> dict[str, Any]:
        """A leaf about an answer."""
        self.features["chain"] += target.conditional
        self.features["condition on a calculated value"] += not target.asked and target.kind not in ("object", "list")
        leaf = {"scope": target.scope, "schema": self.leaf_schema(target)}
        if self.chance(0.15):
            self.features["failWhenUndefined false"] += 1
            return leaf
        return leaf | _FAILS

    def leaf_schema(self, target: Field) -> dict[str, Any]:
        """What a leaf asks of an answer; of a list also what some item must be."""
        inside = [one for one in self.fields if one.base == (*target.path, ITEM) and len(one.path) == len(one.base) + 1]
        if target.kind == "list" and inside and self.chance(0.6):
            one = self.rng.choice(inside)
            self.features["contains in contains" if one.kind == "list" else "contains"] += 1
            name = one.path[-1]
            return {"contains": {"properties": {name: self.leaf_schema(one)}, "required": [name]}}
        return leaf_schema(self.rng, target.kind)

    def calculated(self, spot: Spot, _depth: int) -> dict[str, Any]:
        """A calculated value, mostly never shown."""
        tree, kind, schema = self.tree(self.readable(spot.base), spot.base)
        name = self.name("k")
        options: dict[str, Any] = {"type": "calculated", "calc": tree}
        if self.chance(0.5):
            options["display"] = False
            self.features["calculated, never shown"] += 1
        if self.chance(0.1):
            options["calcMode"] = "proposal"
            self.features["proposal"] += 1
        else:
            self.features["calculated"] += 1
        node = {"type": "Control", "id": name, "label": "Wert", "options": options}
        return self.keep(node, name, kind, schema, spot)

    def tree(self, known: list[Field], base: Path) -> tuple[Any, str, dict[str, Any]]:
        """A calculation, the kind of its result and the schema that it shall fit."""
        outside = [one for one in self.readable(()) if not _touches(one.path, base[:-1])] if base else []
        numbers = [one for one in known if one.kind in _NUMBERS]
        lists = [one for one in known if one.kind == "list"]
        ways: list[Callable[[], tuple[Any, str]]] = [lambda: ({"if": [self.condition(known, base), 7, 3]}, "whole")]
        if numbers:
            ways += [lambda: self.arithmetic(numbers)] * 2
        if lists:
            ways += [lambda: self.over_list(self.rng.choice(lists))] * 3
        if outside:
            ways.append(lambda: ({"value": {"scope": self.rng.choice(outside).scope, "from": "root"}}, "any"))
        if known:
            ways.append(lambda: ({"length": {"value": self.rng.choice(known).scope}}, "whole"))
            ways.append(
                lambda: ({"lookup": {"param": "tafel", "key": {"value": self.rng.choice(known).scope}}}, "word")
            )
            ways.append(lambda: ({"equals": [{"value": self.rng.choice(known).scope}, "a"]}, "yes"))
            ways.append(lambda: ({"case": [[self.condition(known, base), "rot"], "grün"]}, "word"))
        tree, kind = self.rng.choice(ways)()
        schemas: dict[str, dict[str, Any]] = {
            "whole": self.rng.choice([{"type": "number"}, {"type": "number", "maximum": 30}]),
            "word": {"type": "string"},
            "yes": {"type": "boolean"},
            "any": {"title": "Beliebig"},
        }
        return tree, "word" if kind == "any" else kind, schemas[kind]

    def arithmetic(self, numbers: list[Field]) -> tuple[Any, str]:
        """A calculation over numbers."""
        one, other = ({"value": self.rng.choice(numbers).scope} for _ in range(2))
        tree: Any = self.rng.choice(
            [
                {"sum": [one, other, 1]},
                {"product": [one, other]},
                {"difference": [one, other]},
                {"quotient": [one, other]},
                {"round": {"value": {"quotient": [one, 3]}, "digits": 1}},
                {"min": [one, other]},
                {"max": [one, {"param": "grenze"}]},
                {"less": [one, other]},
            ]
        )
        return tree, "yes" if "less" in tree else "whole"

    def over_list(self, target: Field) -> tuple[Any, str]:
        """A calculation over the items of a list."""
        base = (*target.path, ITEM)
        inside = self.readable(base)
        spec: dict[str, Any] = {"of": target.scope}
        if inside and self.chance(0.7):
            spec["where"] = self.condition(inside, base) | {}
        numbers = [one for one in inside if one.kind in _NUMBERS]
        self.features["calculated over a list"] += 1
        if numbers and self.chance(0.6):
            return {"sum": spec | {"value": {"value": self.rng.choice(numbers).scope}}}, "whole"
        operator = self.rng.choice(["count", "any", "all"])
        return {operator: spec}, "whole" if operator == "count" else "yes"

    def rule(self, pages: int) -> dict[str, Any] | None:
        """A rule over several answers, now and then for each item of a list."""
        page = self.horizon = self.rng.randrange(pages)
        self.looks = {}
        lists = [one for one in self.fields if one.kind == "list" and one.page == page]
        inner = [one for one in lists if one.base]
        each = self.rng.choice([*lists, *inner, *inner]) if lists and self.chance(0.6) else None
        base = (*each.path, ITEM) if each else ()
        targets = [one for one in self.fields if one.page == page and one.kind != "object" and one.base == base]
        if each and self.chance(0.3):
            targets = [one for one in self.fields if one is each or (one in self.readable(()) and one.page == page)]
            targets = [one for one in targets if one.kind != "object"]
        if not targets:
            return None
        at = self.rng.sample(targets, min(len(targets), self.rng.choice([1, 1, 2])))
        known = self.readable(base)
        rule: dict[str, Any] = {"id": self.name("R"), "at": [one.id for one in at], "message": "Das passt nicht."}
        rule["when"] = self.condition(known, base)
        rule["require"] = self.condition(known, base)
        rule["severity"] = "error" if self.chance(0.8) else "hint"
        if each:
            rule["each"] = each.id
        where = " of a list in a list" if each and each.base else ""
        self.features[f"rule for each item{where}" if each else "rule"] += 1
        return rule


_STATIC = tuple(sorted(name for name, type_ in TYPES.items() if type_.static))
_OFTEN = ("flag", "flag", "flag", "pick", "whole", "word", "yes")
_NUMBERS = ("whole", "money", "price")
_FAILS = {"failWhenUndefined": True}


def _touches(path: Path, own: Path) -> bool:
    shorter = min(len(path), len(own))
    return path[:shorter] == own[:shorter]


def sample(rng: random.Random) -> Sample:
    """One form."""
    return Author(rng).write()


def answers_by_page(rng: random.Random, form: Sample) -> dict[str, dict[str, Any]]:
    """Raw answers for each page: some fit, some do not, some are absent; nobody asks what is hidden."""
    present, fitting = rng.choice([(0.95, 1.0), (0.9, 0.97), (0.7, 0.85)])
    pages = {}
    for number in range(form.pages):
        pages[f"s{number}"] = _filled(rng, form, (), number, (present, fitting))
    return pages


def _filled(rng: random.Random, form: Sample, base: Path, page: int, odds: tuple[float, float]) -> dict[str, Any]:
    document: dict[str, Any] = {"_id": f"i{rng.randrange(9)}"} if base and rng.random() < 0.7 else {}
    for one in form.fields:
        if one.base != base or one.page != page or one.kind == "object" or rng.random() >= odds[0]:
            continue
        target = document
        for name in one.path[len(base) : -1]:
            target = target.setdefault(name, {})
        target[one.path[-1]] = _value(rng, form, one, odds)
    return document


def _value(rng: random.Random, form: Sample, one: Field, odds: tuple[float, float]) -> Any:
    if one.kind == "list":
        if rng.random() >= odds[1]:
            return rng.choice(["viel", [], [3], {}])
        return [_filled(rng, form, (*one.path, ITEM), one.page, odds) for _ in range(rng.choice([1, 2, 0, 3]))]
    fitting, others = VALUES[one.kind]
    return rng.choice(fitting if rng.random() < odds[1] else others)


VALUES: Mapping[str, tuple[list[Any], list[Any]]] = {
    "word": (["rot", "blau", "abc"], ["", "x", "Viel zu lang für alle", "ABC", "a\u0007b", 5, True, None, "e\u0301"]),
    "pick": (["a", "b", "c"], ["d", 1, "", None]),
    "many": ([["a"], ["a", "b"], ["b", "c"]], [["d"], ["a", "a"], "a", [], ["a", "b", "c"]]),
    "whole": ([3, 0, 7, 10, 4], [-1, 99, 2.5, "viel", 3.0, True, 10**30]),
    "money": ([19.99, 4.35, 0, 2.5, 8], [1.005, -1, "viel", 1e300, None]),
    "flag": ([True, False], ["ja", 1]),
    "yes": ([True, False], ["ja", 0]),
    "day": (["2026-11-23", "2026-12-24", "2027-02-28"], ["31.2.2026", "2026-02-31", "0000-01-01", "1999-12-31", 5]),
    "mail": (["a@b.de", "jonas.weiss@example.org"], ["jonas.weiss@", "a" * 65 + "@b.de", "a@xn--a.de", 3]),
    "clock": (["09:15", "23:59"], ["24:00", "9:15", "09:15:00Z"]),
    "hour": (["09:15", "07:00", "20:00"], ["06:59", "20:01", "9:15", 9]),
    "price": ([19.99, 0, 2.5, 100], [1.005, -1, 100.01, "viel"]),
    "part": (["2025", "2025-07", "2026-11-23", "1985-02-03"], ["2027", "2026-12", "2025-13", "85", 2025]),
    # Check digits are relaxed in the derived schema: what is wrong here is wrong in its form.
    "account": (["DE89370400440532013000", "NO9386011117947"], ["DE89 3704", "de89370400440532013000", "XY12", 7]),
    "plate": (["B-AB 1234", "TÜ-AB 12E"], ["B AB 1234", "b-ab 1", "", 5]),
    "phone": (["03501/556 0", "+49 30 23125 106"], ["110", "bitte nicht anrufen", None]),
    "site": (["https://example.org/a?b=1", "http://example.org"], ["example.org", "https://" + "a" * 60 + ".de", 1]),
    "prose": (["abc", "b\nc", "Ein Satz."], ["", "x" * 21, "a\u0007b", False]),
    "picked": (["a", "b", "c"], ["d", {}, None]),
    "reference": ([f"i{n}" for n in range(9)], ["", "x" * 65, 5, None]),
    "spot": ([{"e": 413250, "n": 5655120, "crs": "EPSG:25833"}], [{"e": 1, "n": 2, "crs": "x"}, {"e": 413250}, "D4"]),
    "sheet": (
        [[{"_id": "a2", "posten": "Miete", "betrag": 5}], [{"posten": "Strom", "betrag": 4.5}] * 2],
        [[{"posten": "Miete"}], [{}, {}, {}], [{"posten": "x", "betrag": -1}], "viel"],
    ),
}


def samples() -> st.SearchStrategy[tuple[Sample, random.Random]]:
    """Forms with the Random that draws their answers: half of them evenly spread, half of them shrinking."""
    spread = st.integers(0, 2**32).map(random.Random)
    return st.builds(lambda rng: (sample(rng), rng), spread | st.randoms(use_true_random=False))


def leaves_of(value: Any) -> int:
    """How many answers a document holds."""
    if isinstance(value, dict):
        return sum(leaves_of(part) for name, part in value.items() if name not in ("_id", "_umgebung"))
    return sum(leaves_of(part) for part in value) if isinstance(value, list) else 1
