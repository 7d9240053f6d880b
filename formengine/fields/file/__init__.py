"""Uploaded files. The web receives them; this type offers the input, lists what is stored and says what is allowed.

With `options.nachreichen` a person may promise to send the documents later: the answer is `[{"nachreichen": true}]`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from formengine.core.model import Control
from formengine.core.wording import size_text
from formengine.fields.base import FieldType, Raw, Schema, as_text, token
from formengine.fields.inputs import unread_field
from formengine.fields.setting import Setting, words

_LATER: Final = "nachreichen"
"""The suffix of the box below the upload, and the property of an answer in which it is ticked."""

_NAMES: Final = {
    "application/pdf": "PDF",
    "image/jpeg": "JPG",
    "image/png": "PNG",
    "image/heic": "HEIC",
    "image/tiff": "TIFF",
    "text/plain": "TXT",
}


def _accepts(schema: Schema) -> int:
    items = schema.get("items")
    parts = items.get("properties", {}) if isinstance(items, dict) else {}
    if not isinstance(parts.get("mimeType"), dict) or not isinstance(parts.get("size", {}), dict):
        return 0
    return 6 if all(isinstance(kind, str) for kind in parts["mimeType"].get("enum", ())) else 0


def _later(answer: Any) -> bool:
    return isinstance(answer, dict) and answer.get(_LATER) is True


def _raw(answer: Any, _control: Control) -> Raw:
    """Files are not posted again, a promise to send them is."""
    promised = isinstance(answer, list) and any(_later(file) for file in answer)
    return {_LATER: [token(True)]} if promised else {}


def _display(answer: Any, control: Control) -> str:
    files = answer if isinstance(answer, list) else [answer]
    return "; ".join(_one(file, control.language) for file in files)


def _one(file: Any, language: str) -> str:
    if _later(file):
        return words(language)["file_later"]
    if not isinstance(file, dict) or "name" not in file:
        return as_text(file)
    return f"{file['name']} ({size_text(file['size'], language)})" if "size" in file else str(file["name"])


def _view(control: Control, setting: Setting) -> Mapping[str, Any]:
    return {
        "accept": ",".join(_each(control).get("mimeType", {}).get("enum", ())),
        "most": control.schema.get("maxItems"),
        "later": _LATER if control.options.get("nachreichen") is True else "",
        "yes": token(True),
        "sample": setting.sample(control),
        "extra_hint": " ".join(_rules(control, setting)),
    }


def _rules(control: Control, setting: Setting) -> Iterator[str]:
    """What may be uploaded, one sentence a limit."""
    each, most = _each(control), control.schema.get("maxItems")
    types, biggest = each.get("mimeType", {}).get("enum", ()), each.get("size", {}).get("maximum")
    if types:
        yield setting.say("types", types=_listed([_name(each) for each in types], setting))
    if biggest:
        yield setting.say("size", size=size_text(biggest, control.language))
    if most:
        yield setting.say("one_file") if most == 1 else setting.say("files", max=most)


def _each(control: Control) -> Mapping[str, Any]:
    """What is said of each file."""
    said: Mapping[str, Any] = control.schema.get("items", {}).get("properties", {})
    return said


def _name(type: str) -> str:
    return _NAMES.get(type) or type.rpartition("/")[2].upper()


def _listed(words: list[str], setting: Setting) -> str:
    *most, last = words
    return f"{', '.join(most)} {setting.say('and')} {last}" if most else last


TYPE = FieldType(
    accepts=_accepts,
    new_schema=lambda: {
        "type": "array",
        "maxItems": 3,
        "items": {
            "type": "object",
            "properties": {
                "mimeType": {"enum": ["application/pdf", "image/jpeg", "image/png"]},
                "size": {"maximum": 10 * 1024 * 1024},
            },
        },
    },
    field=unread_field,
    raw=_raw,
    display=_display,
    view=_view,
    codes={"mimeType/enum": "dateityp", "size/maximum": "dateigroesse"},
    uploads=True,
)
