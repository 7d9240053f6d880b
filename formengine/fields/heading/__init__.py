"""A heading between the questions of a page."""

from formengine.fields.base import FieldType, accepts_nothing, nothing_asked
from formengine.fields.inputs import unread_field

TYPE = FieldType(
    accepts=accepts_nothing,
    new_schema=dict,
    field=unread_field,
    raw=nothing_asked,
    display=lambda _answer, _control: "",
    frame="none",
    static=True,
)
