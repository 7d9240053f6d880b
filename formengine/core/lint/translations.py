"""Texts that another language does not have yet: people see German there."""

from collections.abc import Iterator
from typing import Final

from formengine import locales
from formengine.core.lint._subject import Subject, hint
from formengine.core.model import Finding
from formengine.core.pointer import join
from formengine.core.translation import Slot, coverage

_LONGEST: Final = 60


def check(subject: Subject) -> Iterator[Finding]:
    """One hint for each missing text; none where nobody has begun to translate: that shows in the count."""
    bundle = subject.definition.bundle
    for language in locales.LANGUAGES[1:]:
        if language in bundle.texts:
            name = locales.speech(language)["name"]
            yield from (_missing(slot, f"texts/{language}", name) for slot in coverage(bundle, language)[1])


def _missing(slot: Slot, part: str, name: str) -> Finding:
    text = slot.text if isinstance(slot.text, str) else str(slot.text[0])
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"
    mend = "Ergänzen Sie ihn. Bis dahin ist dort der deutsche Text zu sehen."
    return hint(join(slot.id, *slot.keys), f"Der Text für „{shown}“ fehlt ({name}).", mend, part)
