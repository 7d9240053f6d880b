"""A sketch, as a picture or in words, in place of a question that does not exist yet; it cannot be published."""

import re
from collections.abc import Mapping
from typing import Any, Final

from formengine.core.model import Control
from formengine.fields.base import FieldType, accepts_nothing, nothing_asked
from formengine.fields.inputs import unread_field
from formengine.fields.setting import Setting

MOST_CHARACTERS: Final = 400_000
"""Of a picture in base64: about 300 kB."""
_PICTURE: Final = re.compile(r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}")


def _view(control: Control, _setting: Setting) -> Mapping[str, Any]:
    image = control.options.get("image", "")
    fits = isinstance(image, str) and len(image) <= MOST_CHARACTERS and _PICTURE.fullmatch(image)
    return {"image": image if fits else "", "alt": control.options.get("alt", "")}


TYPE = FieldType(
    accepts=accepts_nothing,
    new_schema=dict,
    field=unread_field,
    raw=nothing_asked,
    display=lambda _answer, _control: "",
    view=_view,
    frame="none",
    static=True,
    draft=True,
)
