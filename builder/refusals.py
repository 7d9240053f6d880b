"""An edit that cannot be made, and what to do instead."""

from typing import ClassVar, Final

SECONDS: Final = 10
"""After so long somebody who did too much at once can go on."""


class Refused(ValueError):
    """The edit makes no sense here; nothing was changed. Both texts are German sentences for the designer."""

    status: ClassVar[int] = 422
    """Of the answer that shows it."""

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(f"{message} {mend}".strip())
        self.message = message
        self.mend = mend


class Busy(Refused):
    """Too many edits of one account in a short time: the next one has to wait, and is not lost."""

    status = 429

    def __init__(self) -> None:
        mend = (
            f"Was Sie eingegeben haben, steht noch hier. Warten Sie {SECONDS} Sekunden, und speichern Sie noch einmal."
        )
        super().__init__("Das waren zu viele Änderungen in kurzer Zeit.", mend)
