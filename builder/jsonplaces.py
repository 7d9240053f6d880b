"""Where in a JSON text something stands: the line of each JSON Pointer, for whoever looks at the text."""

import json
import re
from typing import Final

from formengine.core.pointer import escape

_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{},:]|[^\s\[\]{},:"]++', re.DOTALL)


def lines(text: str) -> dict[str, int]:
    """The line on which each value of a sound JSON text begins (for a member of an object: its name), by pointer."""
    found: dict[str, int] = {}
    ways: list[str] = []
    """The pointers of the values that are open, the innermost last."""
    counts: list[int] = []
    """For each open value: the next index of a list, -1 for an object."""
    line, end, name, named_on = 1, 0, "", 0
    expecting_name = False
    for token in _TOKEN.finditer(text):
        line += text.count("\n", end, token.start())
        end = token.start()
        word = token[0]
        if word in "]}":
            ways.pop()
            counts.pop()
            expecting_name = False
        elif word == ",":
            expecting_name = counts[-1] < 0
        elif word == ":":
            expecting_name = False
        elif expecting_name:
            name, named_on = _plain(word), line
        else:
            way = _way(ways, counts, name)
            found[way] = named_on if counts and counts[-1] < 0 else line
            if word in "[{":
                ways.append(way)
                counts.append(0 if word == "[" else -1)
                expecting_name = word == "{"
    return found


def _way(ways: list[str], counts: list[int], name: str) -> str:
    """The pointer of the value that begins here."""
    if not ways:
        return ""
    if counts[-1] < 0:
        return f"{ways[-1]}/{escape(name)}"
    counts[-1] += 1
    return f"{ways[-1]}/{counts[-1] - 1}"


def _plain(word: str) -> str:
    """The name that a string token stands for."""
    found: str = json.loads(word)
    return found
