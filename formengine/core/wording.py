"""The sentences that tell a person what is wrong with an answer and how to mend it."""

from collections.abc import Mapping, Sequence
from typing import Final

from formengine import locales
from formengine.core import formats, latin, money
from formengine.core.days import day_words
from formengine.core.definition import Definition
from formengine.core.journey import Mistake
from formengine.core.model import Control
from formengine.core.numbers import number_words
from formengine.core.texts import Messages, fill
from formengine.core.validation import Problem

_MEDIA: Final = {
    "image/jpeg": "JPG",
    "image/png": "PNG",
    "application/pdf": "PDF",
    "image/heic": "HEIC",
}


def sentence(definition: Definition, messages: Messages, mistake: Mistake, displayed: Mapping[str, str]) -> str:
    """The message for a mistake; `displayed` has the answers as a person reads them, for `{id}` in rule messages."""
    control = definition.controls[mistake.element]
    values = {"label": control.label} | dict(displayed)
    if mistake.problem is None:
        return fill(mistake.message, values.get)
    problem = mistake.problem
    kind = definition.types.get(control.type)
    asked = kind.part(problem, control) if kind else control
    values |= {"label": asked.label} | _said(problem, asked)
    table = messages.speaking(control.language)
    return table.text(_code(problem, control), problem.keyword, asked.type, control.errors, values)


def _code(problem: Problem, control: Control) -> str:
    """The key of the text: characters that cannot be kept have texts of their own, unless the question has one."""
    if problem.limit == formats.CLEAN:
        return "zeichen"
    return "latein" if str(problem.limit) in latin.PATTERNS and problem.code not in control.errors else problem.code


def _said(problem: Problem, asked: Control) -> dict[str, str]:
    length = str(len(problem.value)) if isinstance(problem.value, str | list) else ""
    values = {"limit": limit_text(problem, asked), "length": length}
    if problem.keyword in ("minItems", "maxItems") and isinstance(problem.value, list):
        short = int(problem.limit) - len(problem.value)
        values |= {"missing": str(short), "surplus": str(-short)}
    if problem.keyword == "format" and isinstance(problem.value, str):
        values["character"] = latin.foreign(str(problem.limit), problem.value)
    return values


def limit_text(problem: Problem, control: Control) -> str:
    """The bound that an answer missed, as a person reads it."""
    limit = problem.limit
    if money.is_money(control.schema) and isinstance(limit, int | float):
        return money.words(limit, control.language)
    if problem.code == "dateigroesse" and isinstance(limit, int | float):
        return size_text(int(limit), control.language)
    if problem.code == "dateityp" and isinstance(limit, Sequence) and not isinstance(limit, str):
        return f" {locales.speech(control.language)['or']} ".join(_MEDIA.get(str(kind), str(kind)) for kind in limit)
    if problem.keyword in ("formatMinimum", "formatMaximum"):
        return day_words(str(limit), control.language)
    is_number = isinstance(limit, int | float) and not isinstance(limit, bool)
    return number_words(limit, control.language) if is_number else str(limit)


def size_text(size: int, language: str = locales.GERMAN) -> str:
    """A number of bytes as KB or MB (powers of 1024, as file managers show them)."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    megabytes = f"{size / 1024 / 1024:.1f}".removesuffix(".0")
    return f"{megabytes.replace('.', locales.speech(language)['decimal'])} MB"
