"""What leaves the builder: a definition as its folder, as a document of another system, or with its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.archive import zipped
from formengine.core import strictjson
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition
from formengine.core.model import Finding
from formengine.exchange.formats import FORMATS
from formengine.store.folder import LISTS


@dataclass(frozen=True, slots=True)
class Document:
    """A definition in another system's format, and what is not or otherwise in it."""

    name: str
    title: str
    parts: Mapping[str, Any]
    losses: tuple[Finding, ...]


def folder(bundle: Bundle) -> bytes:
    """The ZIP of the files that `formengine export` writes."""
    files = {f"{bundle.slug}/form.json": bundle.form}
    if bundle.cases is not None:
        files[f"{bundle.slug}/cases.json"] = bundle.cases
    files |= {f"{bundle.slug}/texts.{language}.json": texts for language, texts in bundle.texts.items()}
    files |= {f"_shared/{name}.json": block for name, block in bundle.shared.items()}
    files |= {f"{LISTS}/{name}.json": content for name, content in bundle.codelists.items()}
    return zipped({name: strictjson.pretty(content) for name, content in files.items()})


def documents(definition: Definition) -> list[Document]:
    """The definition in every format that can be written."""
    found = []
    for name, format_ in FORMATS.items():
        if format_.write is not None:
            exported = format_.write(definition)
            found.append(Document(name, format_.title, exported.parts, exported.losses))
    return found
