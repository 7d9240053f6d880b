"""A bundle is everything that one revision of a form consists of, addressed by its content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from formengine.core import strictjson

SHARED_PREFIX = "urn:formengine:shared:"


@dataclass(frozen=True)
class Bundle:
    """One immutable revision: the form, its cases and texts, and the shared parts that it uses."""

    slug: str
    form: Mapping[str, Any]
    cases: Mapping[str, Any] | None = None
    texts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    shared: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    codelists: Mapping[str, Any] = field(default_factory=dict)

    def parts(self) -> dict[str, bytes]:
        """Each part by its name (`form`, `cases`, `texts/<lang>`, `shared/<name>`, …) as JSON in its own key order."""
        return dict(self._parts)

    @cached_property
    def _parts(self) -> Mapping[str, bytes]:
        parts = {"form": strictjson.pretty(self.form)}
        if self.cases is not None:
            parts["cases"] = strictjson.pretty(self.cases)
        if self.parameters:
            parts["parameters"] = strictjson.pretty(self.parameters)
        for room, content in (("texts", self.texts), ("shared", self.shared), ("codelists", self.codelists)):
            parts |= {f"{room}/{name}": strictjson.pretty(value) for name, value in content.items()}
        return parts

    @classmethod
    def from_parts(cls, slug: str, parts: Mapping[str, bytes], hash_: str = "") -> "Bundle":
        """The inverse of `parts`; `hash_` is that of the parts where somebody has checked it already."""
        loaded = {name: strictjson.loads(body) for name, body in parts.items()}

        def room(prefix: str) -> dict[str, Any]:
            return {name.removeprefix(prefix): value for name, value in loaded.items() if name.startswith(prefix)}

        found = cls(
            slug=slug,
            form=loaded["form"],
            cases=loaded.get("cases"),
            texts=room("texts/"),
            shared=room("shared/"),
            parameters=loaded.get("parameters", {}),
            codelists=room("codelists/"),
        )
        if hash_:
            # The property keeps what it worked out under its own name.
            found.__dict__["hash"] = hash_
        return found

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the sorted names and hashes of the parts: the identity of the revision."""
        digest = hashlib.sha256()
        for name, body in sorted(self.parts().items()):
            digest.update(name.encode() + b"\0" + hashlib.sha256(body).digest())
        return digest.hexdigest()
