"""The page on security names only tests that exist, and leaves out no threat."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)


def rows() -> dict[str, list[str]]:
    cells = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in PAGE.splitlines() if line.startswith("| A")
    ]
    return {first.strip("| "): rest for first, *rest in cells}


def test_every_threat_has_a_row_with_what_we_do_and_what_proves_it() -> None:
    assert list(rows()) == [f"A{number}" for number in range(1, 29)]
    for name, (_, what, proof) in rows().items():
        assert "`tests/" in proof or what == "*not built yet*", name


def test_every_named_test_exists() -> None:
    assert len(NAMED) >= 40
    for file, test in NAMED:
        assert (ROOT / file).is_file(), file
        assert not test or f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{test}"


def test_every_test_of_the_web_is_named() -> None:
    files = {path.name for path in (ROOT / "tests/web").glob("test_*.py")} - {"test_security_page.py"}
    assert files == {Path(file).name for file, _ in NAMED if file.startswith("tests/web/")}
