"""An edit that cannot be made, and what to do instead."""


class Refused(ValueError):
    """The edit makes no sense here; nothing was changed. Both texts are German sentences for the designer."""

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(f"{message} {mend}".strip())
        self.message = message
        self.mend = mend
