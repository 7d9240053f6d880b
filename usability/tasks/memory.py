"""What a person typed before: whoever has to type the same about the same again has been asked twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from formengine.core.model import Control
from usability.tasks.effort import filled_in
from usability.tasks.seeing import Box

_Group = dict[str, tuple[str, str]]
"""Text and label by meaning."""


@dataclass
class Memory:
    """Typed answers by page and by the block around their questions: each block is about one person or thing."""

    groups: dict[tuple[str, str], _Group] = field(default_factory=dict)

    def again(self, page: str, controls: Mapping[str, Control], boxes: Iterable[Box]) -> tuple[str, ...]:
        """Labels of what another page asked already; then these answers are remembered too."""
        here: dict[str, _Group] = {}
        for id_, text in filled_in(boxes):
            block = id_.rpartition(".")[0]
            here.setdefault(block, {})[_meaning(controls[id_])] = (text.casefold(), controls[id_].label)
        before = [group for (other, _), group in self.groups.items() if other != page]
        found = [label for group in here.values() for known in before for label in _same(group, known)]
        self.groups |= {(page, block): group for block, group in here.items()}
        return tuple(dict.fromkeys(found))


def _same(group: _Group, known: _Group) -> list[str]:
    """What two blocks have in common; nothing where one answer differs: then they are about two people or things."""
    both = [meaning for meaning in group if meaning in known]
    return [group[meaning][1] for meaning in both] if all(group[m][0] == known[m][0] for m in both) else []


def _meaning(control: Control) -> str:
    token = str(control.options.get("autocomplete", "")).rpartition(" ")[2]
    return token if token not in ("", "on", "off") else control.label.casefold()
