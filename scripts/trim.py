"""Cuts a design system's stylesheet down to the class names, variables and animations that the application uses."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2

# `kern-btn`, and the end of a name that is put together elsewhere, as in `{{ name }}--error`.
_NAME = re.compile(r"kern-[a-z0-9_-]+|(?<=\})--[a-z][a-z0-9-]*")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_SOURCES = {".html", ".js", ".py"}


@dataclass(frozen=True, slots=True)
class Style:
    """A rule: selectors, and declarations as (property, value)."""

    selectors: str
    declarations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A conditional group such as @media, or an animation as it stands."""

    head: str
    rules: "tuple[Style | Block, ...]"


Rule = Style | Block


@dataclass(frozen=True, slots=True)
class Names:
    """The class names in use: `kern-alert--` stands for all that begin so, `--error` for every name with that end."""

    found: frozenset[str]

    def __contains__(self, name: object) -> bool:
        """Say whether the application may use this class or attribute."""
        if not isinstance(name, str):
            return False
        stem, hyphens, end = name.rpartition("--")
        return self._whole(name) or (hyphens + end in self.found and self._whole(stem))

    def _whole(self, name: str) -> bool:
        return name in self.found or any(name.startswith(open_) for open_ in self.found if open_[-1] in "-_")


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Find every KERN name written in these texts, `kern-alert--{{ tone }}` as `kern-alert--`."""
    return frozenset(name for text in texts for name in _NAME.findall(text))


def names_used(folder: Path) -> frozenset[str]:
    """Find every KERN name in the templates, scripts and modules below a folder, vendored files left out."""
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in _SOURCES and "vendor" not in path.parts)
    return names_in(path.read_text(encoding="utf-8") for path in paths)


def variables_used(folder: Path) -> frozenset[str]:
    """Find every custom property that our own stylesheets, templates and modules read."""
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in _SOURCES | {".css"})
    texts = (path.read_text(encoding="utf-8") for path in paths if "vendor" not in path.parts)
    return frozenset(name for text in texts for name in _VARIABLE.findall(text))


def trim(css: str, names: frozenset[str], variables: frozenset[str]) -> str:
    """Return the stylesheet without what can never apply, minified."""
    rules = list(_kept(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), Names(names)))
    rules = list(_with_variables(rules, _reached(rules, variables)))
    animations = " ".join(value for name, value in _declarations(rules) if name.startswith("animation"))
    return "".join(_written(rule) for rule in rules if not _is_idle(rule, animations)) + "\n"


def _kept(nodes: Sequence[Any], names: Names) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [_compact(part) for part in _parts(node.prelude) if _applies(part, names)]
            declarations = tuple(_read(node.content))
            if selectors and declarations:
                yield Style(",".join(selectors), declarations)
        elif node.type == "at-rule" and node.content is not None:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            everything = Names(frozenset({"kern-"})) if node.at_keyword == "keyframes" else names
            rules = tuple(_kept(inner, everything))
            if rules:
                yield Block(f"@{node.at_keyword} {_compact(node.prelude)}", rules)


def _parts(nodes: Sequence[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for node in nodes:
        if node == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return parts


def _applies(selector: Sequence[Any], names: Names) -> bool:
    for before, node in zip([None, *selector], selector, strict=False):
        if node.type == "ident" and before == "." and node.value not in names:
            return False
        if node.type == "[] block":
            attribute = node.content[0].value
            if "kern-" in attribute and attribute.removeprefix("data-") not in names:
                return False
        if node.type == "function" and node.lower_name in {"is", "where", "has"}:
            matching = [part for part in _parts(node.arguments) if _applies(part, names)]
            if not matching:
                return False
    return True


def _read(content: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            raise ValueError(f"Nested or broken CSS, line {node.source_line}: the trimmer knows declarations only.")
        yield node.name, _compact(node.value) + ("!important" if node.important else "")


def _declarations(rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    for rule in rules:
        yield from rule.declarations if isinstance(rule, Style) else _declarations(rule.rules)


def _reached(rules: Sequence[Rule], variables: frozenset[str]) -> frozenset[str]:
    leads: dict[str, set[str]] = {}
    waiting = set(variables)
    for name, value in _declarations(rules):
        target = leads.setdefault(name, set()) if name.startswith("--") else waiting
        target.update(_VARIABLE.findall(value))
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= leads.get(name, set()) - reached
    return frozenset(reached)


def _with_variables(rules: Iterable[Rule], reached: frozenset[str]) -> Iterator[Rule]:
    for rule in rules:
        if isinstance(rule, Block):
            inner = tuple(_with_variables(rule.rules, reached))
            if inner:
                yield Block(rule.head, inner)
        else:
            kept = tuple(pair for pair in rule.declarations if not pair[0].startswith("--") or pair[0] in reached)
            if kept:
                yield Style(rule.selectors, kept)


def _is_idle(rule: Rule, animations: str) -> bool:
    return isinstance(rule, Block) and rule.head.startswith("@keyframes") and rule.head.split()[1] not in animations


def _written(rule: Rule) -> str:
    if isinstance(rule, Style):
        return rule.selectors + "{" + ";".join(f"{name}:{value}" for name, value in rule.declarations) + "}"
    return rule.head + "{" + "".join(_written(inner) for inner in rule.rules) + "}"


def _compact(nodes: Sequence[Any]) -> str:
    texts: list[str] = []
    for node in nodes:
        if node.type in {"whitespace", "comment"}:
            if texts and texts[-1] not in {" ", ","}:
                texts.append(" ")
        elif node == ",":
            texts = [*texts[:-1], ","] if texts[-1:] == [" "] else [*texts, ","]
        elif node.type == "function":
            texts.append(f"{node.name}({_compact(node.arguments)})")
        else:
            texts.append(node.serialize())
    return "".join(texts).strip()
