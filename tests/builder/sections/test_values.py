"""Tables of parameters as lines of text."""

import time

import pytest

from builder.sections._values import _pair


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("Eiche = 12", ("Eiche", True, "12")),
        ("Eiche\t12", ("Eiche", True, "12")),
        ("Eiche\t= 12", ("Eiche", True, "12")),
        ("Eiche\t12 = zwölf", ("Eiche", True, "12 = zwölf")),
        ("Eiche = 12\tzwölf", ("Eiche", True, "12\tzwölf")),
        ("Eiche =", ("Eiche", True, "")),
        ("Eiche", ("Eiche", False, "")),
        ("", ("", False, "")),
    ],
)
def test_a_line_is_parted_by_its_first_equals_sign_or_tab(line: str, pair: tuple[str, bool, str]) -> None:
    assert _pair(line) == pair


@pytest.mark.parametrize("line", ["a" + " " * 300_000 + "b", "a" + "\t" * 300_000 + "b", "a" + "\t " * 150_000 + "="])
def test_a_line_of_blanks_keeps_no_worker_busy(line: str) -> None:
    began = time.process_time()
    _pair(line)
    assert time.process_time() - began < 1
