"""The Fragenkatalog: every page, question, option, help and rule of a definition in words, as a value and as DOCX."""

from formengine.documents.fragenkatalog._docx import docx
from formengine.documents.fragenkatalog._model import Catalogue, Chapter, Entry, Fact, Listing
from formengine.documents.fragenkatalog._reading import catalogue

__all__ = ["Catalogue", "Chapter", "Entry", "Fact", "Listing", "catalogue", "docx"]
