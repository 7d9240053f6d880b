"""Names of files from other people's computers."""

import pytest

from formengine.store.names import display_name, extension


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Foto vom Schlagloch.jpg", "Foto vom Schlagloch.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Erika\\Bild.png", "Bild.png"),
        ("a/b\\c.pdf", "c.pdf"),
        ("..", "datei"),
        ("", "datei"),
        ("/", "datei"),
        ("\udcff", "datei"),
        ("\udcff.jpg", "jpg"),
        (".htaccess", "htaccess"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe"),
        ("be\u200bleg\u2066.pdf", "beleg.pdf"),
        ("a\r\nSet-Cookie: x\0.png", "aSet-Cookie: x.png"),
        ("Mu\u0308ll.jpg", "Müll.jpg"),
        ("  viel   Platz .pdf ", "viel Platz .pdf"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("Lpt1.tar.gz", "_Lpt1.tar.gz"),
        ("console.pdf", "console.pdf"),
        ("bild.jpg.exe", "bild.jpg.exe"),
        ("日本語 😀.png", "日本語 😀.png"),
    ],
)
def test_a_name_is_made_safe_to_show(raw: str, shown: str) -> None:
    assert display_name(raw) == shown


def test_a_long_name_is_cut_and_keeps_its_extension() -> None:
    assert display_name("ä" * 300 + ".pdf") == "ä" * 146 + ".pdf"
    assert display_name("x" * 300) == "x" * 150
    assert display_name("x." + "y" * 300) == ("x." + "y" * 300)[:150]
    assert len(display_name("x" * 146 + ".pdf")) == 150


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.PDF", "PDF"), ("a.tar.gz", "gz"), ("a", ""), ("a.", ""), (".pdf", ""), ("a.abcdefghijk", "")],
)
def test_the_extension_is_what_follows_the_last_dot(name: str, ending: str) -> None:
    assert extension(name) == ending
