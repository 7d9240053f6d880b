"""What the markup of a revision takes from its application."""

from collections.abc import Callable
from dataclasses import dataclass

from formengine.core.definition import Definition
from formengine.core.model import Control
from formengine.fields.page import Piece, compile_control
from formengine.fields.setting import UNMARKED, Marks, no_sample
from formengine.web.assets import FIELDS
from formengine.web.samples import offers_sample
from formengine.web.settings import Help


@dataclass(frozen=True, slots=True)
class Look:
    """Addresses of files, marks for measuring, help."""

    asset: Callable[[str], str]
    marks: Marks = UNMARKED
    help: frozenset[Help] = frozenset()

    def piece(self, definition: Definition, control: Control) -> Piece:
        """A question or a text, compiled."""
        sample = offers_sample if Help.SAMPLE in self.help else no_sample
        return compile_control(
            control,
            parameters=definition.parameters,
            asset=self.of_field,
            sample=sample,
            source=lambda asked: f"/optionen/{definition.bundle.hash}/{asked.language}/{asked.id}.json",
            marks=self.marks,
            language=definition.language,
        )

    def of_field(self, name: str) -> str:
        """The address of a picture or a script of a field type."""
        return self.asset(f"{FIELDS}/{name}")
