"""The references: bare Flask and Jinja pages that show the same step, once with plain values, once with WTForms."""

import datetime
import gzip
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from flask import Flask, redirect, render_template, request
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import (  # type: ignore[attr-defined]  # the stubs do not know SelectChoice yet
    BooleanField,
    DateField,
    DecimalField,
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)

from formengine.web.packing import LEVEL

CITIES: Final = ("Bautzen", "Chemnitz", "Dresden", "Görlitz", "Leipzig", "Meißen", "Plauen", "Zwickau")
ANSWERS: Final = ("Ja", "Nein", "Unbekannt")
ITEM: Final = "abcdefgh"


@dataclass(frozen=True)
class Field:
    """One question as the template needs it."""

    kind: str
    key: str
    label: str
    value: Any = ""
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    longest: int = 0
    hint: str = ""
    error: str = ""
    prefix: str = ""
    entries: tuple["Entry", ...] = ()
    own: Any = None

    id: str = field(init=False)
    name: str = field(init=False)
    look: str = "kern-form-input__input"
    """The class for WTForms' widget."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", f"{self.prefix}f-{self.key}")
        object.__setattr__(self, "name", f"{self.prefix}{self.key}")


@dataclass(frozen=True)
class Entry:
    """One item of a list."""

    id: str
    fields: tuple[Field, ...]


def questions() -> tuple[Field, ...]:
    """The ten questions of the second step, answered."""
    inner = (
        Field("text", "bez-2", "Bezeichnung", "Linde", longest=80, prefix=f"{ITEM}/"),
        Field("number", "menge-2", "Menge", "2", prefix=f"{ITEM}/"),
    )
    choices = tuple((word, word) for word in ANSWERS)
    cities = tuple((word, word) for word in CITIES)
    return (
        Field("text", "f10", "Grundstück 11", "Anna Muster", required=True, longest=80),
        Field("date", "f11", "Kontakt 12", "2026-11-23"),
        Field("number", "f12", "Standort 13", "42"),
        Field("choice", "f13", "Antragsteller 14", "Ja", options=(*choices, ("", "Keine Angabe"))),
        Field("select", "f14", "Gebühr 15", "Bautzen", options=(("", "Bitte wählen"), *cities)),
        Field("confirm", "f15", "Begründung 16", True),
        Field("text", "f16", "Vorhaben 17", "Anna Muster", required=True, longest=80),
        Field("number", "f17", "Zustellung 18", "42"),
        Field(
            "multiline",
            "f18",
            "Nachweis 19",
            "Kurze Begründung des Antrags.",
            longest=500,
            hint="Höchstens 500 Zeichen.",
        ),
        Field("list", "f19", "Zeitraum 20", entries=(Entry(ITEM, inner),)),
    )


class _Item(Form):
    """The questions of an item, for WTForms."""

    bez = StringField()
    menge = DecimalField(places=0)


class _Step(Form):
    """The ten questions, for WTForms."""

    f10 = StringField()
    f11 = DateField()
    f12 = DecimalField(places=0)
    f13 = RadioField(choices=[SelectChoice(word, word) for word in ANSWERS])
    f14 = SelectField(choices=[SelectChoice(word, word) for word in CITIES])
    f15 = BooleanField()
    f16 = StringField()
    f17 = DecimalField(places=0)
    f18 = TextAreaField()
    f19 = FieldList(FormField(_Item))


DATA: Final = {
    "f10": "Anna Muster",
    "f11": datetime.date(2026, 11, 23),
    "f12": Decimal(42),
    "f13": "Ja",
    "f14": "Bautzen",
    "f15": True,
    "f16": "Anna Muster",
    "f17": Decimal(42),
    "f18": "Kurze Begründung des Antrags.",
    "f19": [{"bez": "Linde", "menge": Decimal(2)}],
}


def _with_widgets() -> tuple[Field, ...]:
    """The same questions, each with a WTForms field that renders itself."""
    form = _Step(data=DATA)
    fields = []
    for question in questions():
        own: Any = form[question.key]
        if question.kind == "list":
            inner = question.entries[0].fields
            rendered = tuple(
                replace(each, own=own[0].form[name]) for each, name in zip(inner, ("bez", "menge"), strict=True)
            )
            fields.append(replace(question, entries=(Entry(ITEM, rendered),)))
        else:
            fields.append(replace(question, own=own))
    return tuple(fields)


def page(draft: str, csrf: str, fields: tuple[Field, ...]) -> str:
    """The step."""
    address = f"/antrag/{draft}"
    return render_template(
        "bare.html",
        service="Messformular mit 20 Fragen",
        place="Schritt 2 von 3",
        number=2,
        heading="Schritt 2",
        revision="6" * 64,
        version="0123456789ab",
        steps=[
            ("Schritt 1", f"{address}/schritt-1", "done"),
            ("Schritt 2", f"{address}/schritt-2", "current"),
            ("Prüfen und absenden", f"{address}/pruefen", "open"),
        ],
        action=f"{address}/schritt-2",
        leave="f10 f11 f12 f16 f17 f18 bez-2 menge-2",
        csrf=csrf,
        shown=f"{ITEM}/bez-2 {ITEM}/menge-2 f10 f11 f12 f13 f14 f15 f16 f17 f18 f19",
        rev=1,
        draft=draft,
        fields=fields,
    )


def create_app(database: Path) -> Flask:
    """`/bare`: values from Python; `/widgets`: WTForms; `/honest`: with what any application with a draft must do."""
    app = Flask(__name__)
    app.secret_key = b"bench" * 8
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    fields, token = questions(), "I" * 91
    connection = sqlite3.connect(database, check_same_thread=False)
    connection.execute("CREATE TABLE IF NOT EXISTS draft_page (draft, page, answers, PRIMARY KEY (draft, page))")

    @app.get("/bare/<draft>/<path>")
    def bare(draft: str, path: str) -> str:
        return page(draft, token, fields)

    @app.get("/widgets/<draft>/<path>")
    def widgets(draft: str, path: str) -> str:
        return page(draft, token, _with_widgets())

    @app.get("/packed/<draft>/<path>")
    def packed(draft: str, path: str) -> Any:
        response = app.make_response(gzip.compress(page(draft, token, fields).encode(), compresslevel=LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        return response

    @app.get("/honest/<draft>/<path>")
    def honest(draft: str, path: str) -> Any:
        request.cookies.get("secret")
        connection.execute("SELECT answers FROM draft_page WHERE draft = ? AND page = ?", (draft, path)).fetchall()
        response = app.make_response(page(draft, generate_csrf(), fields))
        response.headers.update(HEADERS)
        return response

    @app.post("/bare/<draft>/<path>")
    def posted(draft: str, path: str) -> Any:
        request.form.get("f10")
        return redirect(f"/antrag/{draft}/pruefen", 303)

    @app.post("/honest/<draft>/<path>")
    def checked(draft: str, path: str) -> Any:
        validate_csrf(request.form["_csrf"])
        response = redirect(f"/antrag/{draft}/pruefen", 303)
        response.headers.update(HEADERS)
        return response

    return app


HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
