"""A plain JSON Schema: the UI schema is made from it, with rules where properties come and go under conditions."""

from collections.abc import Mapping
from typing import Any, Final

from formengine.exchange import jsonforms
from formengine.exchange.branching import controls, in_schema, layout, silent
from formengine.exchange.frame import Format, Imported, Refused, Source, check_limits

_TELLING: Final = ("properties", "$schema", "$ref", "type", "oneOf", "anyOf", "allOf")


def _read(source: Source) -> Imported:
    check_limits(source)
    if source.ui is not None:
        raise Refused("Zu einem reinen JSON-Schema gehört kein UI-Schema. Wählen Sie jsonforms oder rjsf als Format.")
    schemas = silent(source.schema)
    ui = layout(controls(schemas, schemas.root))
    return in_schema(jsonforms.read(source.schema, ui, slug=source.slug, title=source.title), ui)


def _recognises(schema: Any, ui: Any) -> bool:
    return ui is None and isinstance(schema, Mapping) and bool(schema.keys() & {*_TELLING})


FORMAT: Final = Format("JSON Schema", _read, _recognises)
