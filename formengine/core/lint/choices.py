"""Option lists whose options have no words."""

from collections.abc import Iterator

from formengine.core.lint._subject import Subject, hint, schema_place
from formengine.core.model import Control, Finding


def check(subject: Subject) -> Iterator[Finding]:
    """A bare `enum` shows its values to people."""
    for control in subject.definition.controls.values():
        if _is_bare(control):
            values = ", ".join(str(choice.value) for choice in control.choices[:3])
            yield hint(
                schema_place(control.path),
                f"Die Antworten auf „{control.label}“ zeigen ihre Werte ({values} …).",
                "Schreiben Sie „oneOf“ mit „const“ und „title“ statt „enum“.",
            )


def _is_bare(control: Control) -> bool:
    source = control.schema.get("items", {}) if control.schema.get("type") == "array" else control.schema
    titled = control.options.get("choices", {})
    return bool(control.choices) and "enum" in source and "oneOf" not in source and not titled
