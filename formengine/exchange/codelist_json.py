"""Code lists in JSON: `{"meta": {…}, "codes": [{"code", "label"}]}`, and files of our own with one or more versions."""

from collections.abc import Mapping
from typing import Any

from formengine.core import strictjson
from formengine.exchange.codelist import MOST_BYTES, Entry, ListVersion, Unreadable, checked


def read(data: bytes, *, valid_from: str = "") -> list[ListVersion]:
    """The versions in a file. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"Die Datei ist größer als {MOST_BYTES // 1_000_000} MB.")
    try:
        content = strictjson.loads(data)
    except strictjson.StrictJSONError as error:
        raise Unreadable(str(error)) from error
    if isinstance(content, Mapping) and isinstance(content.get("versions"), list):
        return [_own(content, version, valid_from) for version in content["versions"]]
    if isinstance(content, Mapping) and isinstance(content.get("meta"), Mapping):
        return [_foreign(content["meta"], content.get("codes"), valid_from)]
    raise Unreadable("Das ist keine Codeliste: Erwartet werden „meta“ und „codes“ oder „uri“ und „versions“.")


def _own(content: Mapping[str, Any], version: Any, valid_from: str) -> ListVersion:
    if not isinstance(version, Mapping):
        raise Unreadable("Eine Version der Liste ist kein Objekt.")
    uri, title, name = map(_text, (content.get("uri"), content.get("title"), version.get("version")))
    day = valid_from or _text(version.get("validFrom"))
    return checked(ListVersion(uri, title, name, _entries(version.get("codes")), day))


def _foreign(meta: Mapping[str, Any], codes: Any, valid_from: str) -> ListVersion:
    words = meta.get("longName") or meta.get("shortName")
    uri, title, version = map(_text, (meta.get("canonicalUri"), words, meta.get("version")))
    return checked(ListVersion(uri, title, version, _entries(codes), valid_from))


def _entries(codes: Any) -> tuple[Entry, ...]:
    if not isinstance(codes, list) or not all(isinstance(code, Mapping) for code in codes):
        raise Unreadable("„codes“ muss eine Liste von Objekten mit „code“ und „label“ sein.")
    return tuple(Entry(_text(c.get("code")), _text(c.get("label")), _text(c.get("help"))) for c in codes)


def _text(value: Any) -> str:
    """A text; a number would have lost its leading zeros."""
    if value is not None and not isinstance(value, str):
        raise Unreadable(f"„{str(value)[:40]}“ muss ein Text sein, in Anführungszeichen.")
    return value or ""
