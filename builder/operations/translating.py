"""Many texts of another language at once: from a table, or the whole file as the JSON view has it."""

import copy
import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final

from builder.operations._sheet import RELOAD, Sheet
from builder.operations.texts import lay, set_text, speakers
from builder.refusals import Refused
from formengine import locales
from formengine.core import limits
from formengine.core.bundle import Bundle


def set_texts(bundle: Bundle, language: str, texts: Sequence[Sequence[Any]]) -> Bundle:
    """Set what several elements say in a `language`: `texts` are triples of element, what, and text (as `set_text`)."""
    if language == locales.GERMAN:
        for element, what, text in texts:
            bundle = set_text(bundle, language, str(element), str(what), text)
        return bundle
    sheet = Sheet(bundle)
    known, words = speakers(sheet), sheet.texts.setdefault(language, {})
    for element, what, text in texts:
        if element not in known:
            raise Refused(f"Das Element „{element}“ gibt es nicht (mehr).", RELOAD)
        lay(words.setdefault(element, {}), tuple(str(what).split("/")), text or None)
        if not words[element]:
            del words[element]
    return sheet.done()


def set_language(bundle: Bundle, language: str, texts: Mapping[str, Any]) -> Bundle:
    """Replace everything that is said in a `language` by `texts`: by element id, as texts.<language>.json has it."""
    if language not in locales.LANGUAGES or language == locales.GERMAN:
        raise Refused(f"Die Sprache „{language}“ gibt es hier nicht.", "Wählen Sie eine aus der Liste.")
    for finding in limits.check(texts):
        raise Refused(finding.message, finding.mend)
    for element, words in texts.items():
        if not isinstance(words, Mapping):
            raise Refused(f"Bei „{element}“ muss ein Objekt mit Texten stehen.", 'Zum Beispiel {"label": "…"}.')
    return dataclasses.replace(bundle, texts={**bundle.texts, language: copy.deepcopy(dict(texts))})


OPERATIONS: Final = {"set_texts": set_texts, "set_language": set_language}
