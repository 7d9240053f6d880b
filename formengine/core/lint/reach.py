"""Pages, questions and rules that no answers can reach; what cannot be told for certain is no finding."""

from collections.abc import Iterator

from formengine.core.lint._reach import Kind, Reach, analyse
from formengine.core.lint._subject import Subject
from formengine.core.model import Finding

__all__ = ["Kind", "Reach", "analyse", "check"]


def check(subject: Subject) -> Iterator[Finding]:
    """A page that nobody can reach and a rule that nobody can keep are errors, everything else somebody should see."""
    yield from (insight.finding for insight in analyse(subject.definition).insights)
