"""What the answer to a request shows, where it is a preview: a designer's window needs to know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Previewed:
    """A page of a preview: what a designer's window and the findings of axe are told of it."""

    slug: str
    revision: str
    """The hash of the revision that is shown."""
    state: str
    """What tells it apart from the other states of the definition."""
    number: int = 0
    """The number of the revision, 0 where that was not asked."""
    page: str = ""
    """The id of the page, "" for what is none."""
    lines: tuple[str, ...] = ()
    """What a designer must know of it."""
    still: bool = False
    """True for a picture: nothing runs in it, and nothing is said of it."""
