"""The condition that a question, named by its words, is answered in one of the ways that are named by theirs."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from builder.operations._lines import When
from builder.operations._sheet import Sheet
from builder.refusals import Refused
from builder.tree import Node
from formengine.core.pointer import write_scope

_TRUTH: Final[Mapping[str, bool]] = {"ja": True, "nein": False, "angekreuzt": True, "nicht angekreuzt": False}


def answered(sheet: Sheet, when: When, line: int) -> dict[str, Any]:
    """The condition as the form holds it. Refused, with the number of the line, for words that nothing has."""
    node = _asked(sheet, when.question, line)
    schema = sheet.schema(node.path)
    if schema.get("type") == "array":
        wanted = {"contains": _one_of([_value(schema.get("items", {}), answer, node, line) for answer in when.answers])}
    else:
        wanted = _one_of([_value(schema, answer, node, line) for answer in when.answers])
    return {"scope": write_scope(node.path), "schema": wanted, "failWhenUndefined": True}


def _asked(sheet: Sheet, words: str, line: int) -> Node:
    named = _plain(words)
    found = [node for node in _questions(sheet) if named in (_plain(node.label), _plain(node.id))]
    if len(found) != 1:
        said = "gibt es hier nicht" if not found else "gibt es mehrmals"
        raise Refused(f"Zeile {line}: Die Frage „{words}“ {said}.", "Schreiben Sie sie so, wie sie im Antrag steht.")
    return found[0]


def _questions(sheet: Sheet) -> Iterator[Node]:
    """What is asked outside of lists: the items of a list have no answer that the rest of the form could ask for."""
    return (node for node in sheet.nodes().values() if node.kind == "control" and not node.item)


def _value(schema: Mapping[str, Any], words: str, node: Node, line: int) -> Any:
    offered = schema.get("oneOf", ())
    for option in offered:
        if _plain(words) in (_plain(str(option.get("title"))), _plain(str(option.get("const")))):
            return option["const"]
    if schema.get("type") == "boolean" and _plain(words) in _TRUTH:
        return _TRUTH[_plain(words)]
    if not offered and schema.get("type") == "string":
        return words
    known = ", ".join(f"„{option.get('title', option.get('const'))}“" for option in offered) or "Ja und Nein"
    raise Refused(f"Zeile {line}: Auf „{node.label}“ gibt es die Antwort „{words}“ nicht.", f"Es gibt: {known}.")


def _one_of(values: list[Any]) -> dict[str, Any]:
    return {"const": values[0]} if len(values) == 1 else {"enum": values}


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).rstrip(" ?:*")
