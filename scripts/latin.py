"""Writes the table of the letters of DIN 91379 that the engine accepts: `python -m scripts.latin FILE`.

FILE is the list "DIN-91379-Characters-and-Sequences" of the project String-Latin. Only code points are taken from it.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent.parent / "formengine/core/din91379.py"
_GROUPS: Final = {"LETTERS": "bll", "N1": "bnlreq", "N2": "bnl", "N3": "bnlopt", "N4": "bnlnot"}
_PER_ENTRY: Final = 12
_HEAD: Final = '''\
"""The characters of DIN 91379:2022-08 (String.Latin) as ranges of code points, written by `scripts/latin.py`.

The code points are facts of the standard, read off the list "DIN-91379-Characters-and-Sequences" of the project
String-Latin (CC BY 4.0); nothing else of that list is taken over. N1 to N4 are the four groups of non-letters.
"""

from typing import Final
'''


def main(source: Path) -> None:
    """Write the table."""
    entries = [line.split("; ") for line in source.read_text(encoding="utf-8").splitlines() if line]
    points = [(group, tuple(int(point, 16) for point in hexadecimal.split())) for group, _, hexadecimal, *_ in entries]
    lines = [_HEAD]
    for name, group in _GROUPS.items():
        lines += _constant(name, _ranges(own[0] for key, own in points if key == group and len(own) == 1))
    lines += _constant("SEQUENCES", _sequences([own for key, own in points if key == "bll" and len(own) > 1]))
    lines.append('"""What may follow which letters: marks, a colon, the letters before them."""')
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _ranges(points: Iterable[int]) -> Iterator[str]:
    """Ascending code points as `0041-005A`."""
    found = sorted(points)
    start = 0
    for i, point in enumerate(found):
        if found[i + 1 : i + 2] != [point + 1]:
            first = found[start]
            yield f"{first:04X}" if first == point else f"{first:04X}-{point:04X}"
            start = i + 1


def _sequences(sequences: list[tuple[int, ...]]) -> Iterator[str]:
    bases: dict[tuple[int, ...], list[int]] = {}
    for first, *rest in sequences:
        bases.setdefault(tuple(rest), []).append(first)
    for marks, letters in sorted(bases.items()):
        found = list(_ranges(letters))
        for i in range(0, len(found), _PER_ENTRY):
            yield "+".join(f"{mark:04X}" for mark in marks) + ":" + ",".join(found[i : i + _PER_ENTRY])


def _constant(name: str, words: Iterable[str], width: int = 110) -> list[str]:
    """The words as one string constant, broken into lines."""
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) >= width:
            lines.append(line)
            line = ""
        line += f"{word} "
    quoted = [f'    "{text}"' for text in (*lines, line.rstrip())]
    return [f"{name}: Final = {quoted[0].strip()}"] if len(quoted) == 1 else [f"{name}: Final = (", *quoted, ")"]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
