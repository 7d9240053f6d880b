"""An address on the web; people leave out `https://`, so it is put before an address that is one with it."""

import re
from typing import Final

from formengine.core.formats import CHECKS
from formengine.fields.base import FieldType, Schema
from formengine.fields.edge import single_line
from formengine.fields.inputs import text_field

_exists: Final = CHECKS["uri"]
_SCHEME: Final = re.compile("^https?://", re.IGNORECASE)


def _accepts(schema: Schema) -> int:
    return 6 if schema.get("type") == "string" and schema.get("format") == "uri" else 0


def _address(text: str) -> str | None:
    """The address with its scheme in small letters, as telephones like to start with a capital."""
    text = _SCHEME.sub(lambda scheme: scheme[0].lower(), single_line(text))
    return f"https://{text}" if _exists(f"https://{text}") else text or None


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {"type": "string", "format": "uri", "maxLength": 2000},
    field=lambda _control: text_field(_address),
    view=lambda control, _setting: {"autocomplete": control.options.get("autocomplete", "url")},
    leaves=True,
)
