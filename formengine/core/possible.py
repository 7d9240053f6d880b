"""Answers with which conditions hold together, for whoever must bring a page into a certain state."""

from formengine.core.lint._solver import Part, Solver, showing
from formengine.core.lint._values import bounds

__all__ = ["Part", "Solver", "bounds", "showing"]
