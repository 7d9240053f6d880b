"""An edit must leave a definition that compiles, if it did before."""

from builder.compiling import read
from builder.refusals import Refused
from formengine.core.bundle import Bundle
from formengine.core.model import Finding

__all__ = ["errors", "judge", "read"]


def errors(bundle: Bundle) -> list[Finding]:
    """What keeps a bundle from running."""
    return list(read(bundle)[1])


def judge(before: Bundle, after: Bundle) -> Bundle:
    """The edited bundle; Refused with the first error where the edit broke what was whole."""
    found = errors(after)
    if found and not errors(before):
        raise Refused(found[0].message, found[0].mend)
    return after
