"""The page of the Fragenkatalog, and the document behind its button."""

import io

from docx import Document
from flask import Flask

from tests.builder.accounts.people import Hands
from tests.builder.views.shop import edited, relabel
from tests.builder.views.test_versions import text

PAGE = "/werkstatt/probe/fragenkatalog"


def test_the_page_shows_every_question_of_the_head(app: Flask, boris: Hands) -> None:
    number = edited(app, boris.id, relabel("name", "Ganzer Name")).number
    shown = text(boris.open(PAGE))
    assert f"Fassung {number}, Stand 23. November 2026" in shown
    assert "1.1 Ganzer Name" in shown
    assert "Regel zu sehen, wenn „Anzahl“ mindestens 3 ist" in shown


def test_the_document_can_be_downloaded_and_opened(boris: Hands) -> None:
    response = boris.client.get(f"{PAGE}.docx")
    assert response.status_code == 200
    assert "fragenkatalog-probe-fassung-" in response.headers["Content-Disposition"]
    document = Document(io.BytesIO(response.data))
    assert any(paragraph.text == "1 Ihre Angaben" for paragraph in document.paragraphs)


def test_a_head_that_does_not_run_says_so_and_has_no_document(app: Flask, boris: Hands) -> None:
    def break_(form: dict[str, object]) -> None:
        form["uischema"]["elements"][0]["elements"][0]["scope"] = "#/properties/weg"  # type: ignore[index]

    edited(app, boris.id, break_)
    assert "Diese Fassung läuft noch nicht." in text(boris.open(PAGE))
    assert boris.client.get(f"{PAGE}.docx").status_code == 404


def test_nobody_reads_it_without_signing_in(nobody: Hands) -> None:
    assert nobody.client.get(PAGE).status_code == 303
    assert nobody.client.get(f"{PAGE}.docx").status_code == 303
