"""The words of the engine: one folder a language, read once; what a language lacks German says, key by key."""

import json
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

GERMAN: Final = "de"
LANGUAGES: Final = (GERMAN, "de-einfach", "en")
"""In the order in which they are offered; German is what definitions are written in."""
TABLES: Final = ("speech", "messages", "fields", "web")
"""What a language is called and how it writes numbers and days; error texts; words of fields; words of the pages."""


@cache
def own(language: str, name: str) -> Mapping[str, str]:
    """What a language itself says, by key: `page.what` for what stands inside an object of the file."""
    body = pkgutil.get_data(__name__, f"{language}/{name}.json") or b"{}"
    return MappingProxyType(dict(_flat(json.loads(body), "")))


@cache
def table(language: str, name: str) -> Mapping[str, str]:
    """The words of a language; German ones where it has none."""
    return MappingProxyType({**own(GERMAN, name), **own(language, name)})


def speech(language: str) -> Mapping[str, str]:
    """How a language is called, and how it writes numbers, amounts and days."""
    return table(language, "speech")


def tag(language: str) -> str:
    """The language as the `lang` attribute names it (BCP 47)."""
    return speech(language)["tag"]


def _flat(words: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    for name, part in words.items():
        if isinstance(part, Mapping):
            yield from _flat(part, f"{before}{name}.")
        else:
            yield before + name, part
