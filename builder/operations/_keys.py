"""Where a new key stands in an object: where the shipped definitions have it, so that differences stay readable."""

from typing import Any, Final

FORM: Final = (
    *("$schema", "slug", "kind", "version", "keepDays", "title", "service", "schema", "uischema", "conditions"),
    *("rules", "parameters", "outcomes", "messages"),
)
ELEMENT: Final = ("type", "id", "ref", "scope", "label", "text", "options", "rule", "elements")
OPTIONS: Final = (
    *("path", "type", "layout", "item", "add", "calc", "calcMode", "display", "from", "unit", "width", "rows", "tone"),
    *("samples", "nachreichen", "map", "unsure", "title", "hint", "help", "autocomplete", "suggest", "errors", "only"),
    *("require", "texts", "detail"),
)
SCHEMA: Final = (
    *("$schema", "$defs", "type", "title", "description", "format", "pattern", "oneOf", "enum", "const", "minLength"),
    *("maxLength", "minimum", "maximum", "multipleOf", "uniqueItems", "minItems", "maxItems", "items", "properties"),
    "required",
)
SERVICE: Final = (
    *("package", "packageTitle", "id", "leika", "klaerung", "office", "summary", "needs", "duration", "costs"),
    *("deadline", "legalBasis", "privacy", "nextSteps", "result", "submitLabel", "open"),
)
RULE: Final = ("id", "when", "require", "severity", "at", "each", "message")
OUTCOME: Final = ("id", "kind", "when", "title", "text", "target", "handover")
MESSAGE: Final = ("id", "title", "when", "recipient", "fields", "exclude", "format")
PARAMETER: Final = ("title", "description", "schema", "default", "table")


def put(holder: dict[str, Any], name: str, value: Any, order: tuple[str, ...]) -> None:
    """Set a key; a new one comes before the first that follows it in the order, else at the end."""
    if name in holder or name not in order:
        holder[name] = value
        return
    later = set(order[order.index(name) + 1 :])
    behind = next((place for place, key in enumerate(holder) if key in later), len(holder))
    entries = list(holder.items())
    holder.clear()
    holder.update([*entries[:behind], (name, value), *entries[behind:]])


def rename(holder: dict[str, Any], old: str, new: str) -> None:
    """Give a key another name at its place."""
    entries = [(new if key == old else key, value) for key, value in holder.items()]
    holder.clear()
    holder.update(entries)
