"""A definition with its history as one file: a ZIP of a list and of every part that any revision ever had.

What comes in is a stranger's: sizes are counted before and while reading, names are those that this module writes and
no others, every part is strict JSON and must be what its name says.
"""

import dataclasses
import hashlib
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from builder.refusals import Refused
from formengine.core import strictjson
from formengine.core.limits import MAX_BYTES
from formengine.core.validation import judge
from formengine.store.edits import Edit, Milestone
from formengine.store.histories import MOST_BYTES, MOST_REVISIONS, History, Past

LIST: Final = "antragswerkstatt.json"
_FORMAT: Final = 1
_PART: Final = re.compile(r"teile/([0-9a-f]{64})\.json")
_PART_NAME: Final = r"^(form|cases|parameters|(texts|shared|codelists)/[a-z0-9][a-z0-9._-]{0,63})$"
_MOST_ENTRIES: Final = 20_000
_LARGEST_LIST: Final = 20_000_000
_MOST_NUMBER: Final = 1_000_000
_DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError),
    OSError,
)
"""What Python's reader of ZIPs raises for files that are none, or no longer."""
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: Final = "Die Datei ist kein vollständiges Archiv einer Definition."
_AGAIN: Final = "Nehmen Sie eine Datei, die „Mit der ganzen Geschichte“ geschrieben hat."

_NUMBER: Final = {"type": "integer", "minimum": 0, "maximum": _MOST_NUMBER}
_TEXT: Final = {"type": "string", "maxLength": 20_000}
_NAME: Final = {"type": "string", "maxLength": 200}
_TIME: Final = {"type": "string", "maxLength": 40}


def _shape(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name != "undoes"],
        "additionalProperties": False,
    }


_HASH: Final = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_REVISION: Final = _shape(
    number=_NUMBER,
    hash=_HASH,
    origin={"enum": ["shipped", "edited"]},
    base=_NUMBER,
    created=_TIME,
    parts={
        "type": "object",
        "propertyNames": {"pattern": _PART_NAME},
        "additionalProperties": _HASH,
        "required": ["form"],
    },
)
_EDIT: Final = _shape(
    number=_NUMBER,
    parent=_NUMBER,
    author=_NAME,
    operation=_NAME,
    arguments={"type": "object"},
    undoes=_NUMBER,
    summary=_TEXT,
)
_MILESTONE: Final = _shape(number=_NUMBER, name=_NAME, author=_NAME, created=_TIME)
_SHAPE: Final = judge(
    _shape(
        format={"const": _FORMAT},
        slug={"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"},
        head=_NUMBER,
        revisions={"type": "array", "minItems": 1, "maxItems": MOST_REVISIONS, "items": _REVISION},
        edits={"type": "array", "maxItems": MOST_REVISIONS, "items": _EDIT},
        milestones={"type": "array", "maxItems": MOST_REVISIONS, "items": _MILESTONE},
    )
)


def packed(history: History) -> bytes:
    """The file. The same history gives the same bytes."""
    listed = {
        "format": _FORMAT,
        "slug": history.slug,
        "head": history.head,
        "revisions": [{**dataclasses.asdict(past), "created": past.created.isoformat()} for past in history.revisions],
        "edits": [_listed_edit(edit) for edit in history.edits],
        "milestones": [
            {"number": one.number, "name": one.name, "author": one.account, "created": one.created.isoformat()}
            for one in history.milestones
        ],
    }
    files = {LIST: strictjson.pretty(listed)}
    files |= {f"teile/{hash_}.json": body for hash_, body in sorted(history.bodies.items())}
    return zipped(files)


def _listed_edit(edit: Edit) -> dict[str, Any]:
    listed = {"number": edit.number, "parent": edit.parent, "author": edit.account, "operation": edit.operation}
    undone = {} if edit.undoes is None else {"undoes": edit.undoes}
    return {**listed, "arguments": dict(edit.arguments), **undone, "summary": edit.summary}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a ZIP that says nothing of when it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, body)
    return out.getvalue()


def unpacked(data: bytes) -> History:
    """The history in a file. Raises Refused for anything that `packed` would not have written."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = _entries(archive)
            listed = _json(_body(archive, entries[LIST], _LARGEST_LIST))
            parts = {name: entry for name, entry in entries.items() if name != LIST}
            bodies = {_hash_in(name): _body(archive, entry, MAX_BYTES * 2) for name, entry in parts.items()}
    except Refused:
        raise
    except _DAMAGE as error:
        raise Refused(_BROKEN, _AGAIN) from error
    if _SHAPE.problems(listed):
        raise Refused(_BROKEN, _AGAIN)
    for hash_, body in bodies.items():
        _check_part(hash_, body)
    return _history(listed, bodies)


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The entries by name, their number, names and sizes checked before anything is read."""
    entries = archive.infolist()
    found = {entry.filename: entry for entry in entries}
    known = all(name == LIST or _PART.fullmatch(name) for name in found)
    plain = all(entry.compress_type in _PACKED and not entry.flag_bits & 1 for entry in entries)
    if not known or not plain or len(found) != len(entries) or LIST not in found:
        raise Refused(_BROKEN, _AGAIN)
    total = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or total > MOST_BYTES + _LARGEST_LIST:
        raise Refused("Das Archiv ist zu groß.", f"Entpackt darf es höchstens {MOST_BYTES // 1_000_000} MB haben.")
    return found


def _body(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The content of an entry, of which no more is unpacked than is allowed, whatever its size says."""
    if entry.file_size > most:
        raise Refused("Ein Teil des Archivs ist zu groß.", f"Erlaubt sind {most // 1_000_000} MB.")
    with archive.open(entry) as stream:
        body = stream.read(most + 1)
    if len(body) != entry.file_size:
        raise Refused(_BROKEN, _AGAIN)
    return body


def _hash_in(name: str) -> str:
    found = _PART.fullmatch(name)
    return found[1] if found else ""


def _json(body: bytes) -> Any:
    try:
        return strictjson.loads(body)
    except strictjson.StrictJSONError as error:
        raise Refused(_BROKEN, _AGAIN) from error


def _check_part(hash_: str, body: bytes) -> None:
    """A part must be an object, written as this program writes it, and what its name says."""
    content = _json(body)
    if not isinstance(content, dict) or strictjson.pretty(content) != body:
        raise Refused(_BROKEN, _AGAIN)
    if hashlib.sha256(body).hexdigest() != hash_:
        raise Refused("Ein Teil des Archivs ist verändert oder beschädigt.", _AGAIN)


def _history(listed: Mapping[str, Any], bodies: Mapping[str, bytes]) -> History:
    slug = listed["slug"]
    try:
        revisions = tuple(_past(one) for one in listed["revisions"])
        milestones = tuple(
            Milestone(slug, one["name"], one["number"], one["author"], _moment(one["created"]))
            for one in listed["milestones"]
        )
    except ValueError as error:
        raise Refused(_BROKEN, _AGAIN) from error
    made = {past.number: past for past in revisions}
    edits = tuple(_edit(slug, one, made) for one in listed["edits"])
    history = History(slug, listed["head"], revisions, edits, milestones, bodies)
    if any(_faults(history)):
        raise Refused(_BROKEN, _AGAIN)
    return history


def _past(listed: Mapping[str, Any]) -> Past:
    created = _moment(listed["created"])
    number, base = listed["number"], listed["base"]
    return Past(number, listed["hash"], listed["origin"], base, created, dict(listed["parts"]))


def _edit(slug: str, listed: Mapping[str, Any], made: Mapping[int, Past]) -> Edit:
    if listed["number"] not in made:
        raise Refused(_BROKEN, _AGAIN)
    past = made[listed["number"]]
    who, what = listed["author"], listed["operation"]
    undoes = listed.get("undoes")
    arguments, summary = listed["arguments"], listed["summary"]
    return Edit(slug, past.number, listed["parent"], who, what, arguments, undoes, summary, past.hash, past.created)


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _faults(history: History) -> Iterator[bool]:
    """What a history could not have, whoever wrote it."""
    numbers = [past.number for past in history.revisions]
    yield numbers != sorted(set(numbers)) or numbers[0] < 1
    yield not {history.head, *(one.number for one in history.milestones)} <= set(numbers)
    yield not {past.base for past in history.revisions} <= {0, *numbers}
    yield not {edit.parent for edit in history.edits} | {edit.undoes or 0 for edit in history.edits} <= {0, *numbers}
    yield len({edit.number for edit in history.edits}) < len(history.edits)
    yield len({one.name for one in history.milestones}) < len(history.milestones)
    yield {hash_ for past in history.revisions for hash_ in past.parts.values()} != history.bodies.keys()
    for past in history.revisions:
        yield past.hash != _hash_of(past.parts)
        yield json.loads(history.bodies[past.parts["form"]]).get("slug", history.slug) != history.slug


def _hash_of(parts: Mapping[str, str]) -> str:
    """The hash of a bundle, from those of its parts."""
    digest = hashlib.sha256()
    for name, hash_ in sorted(parts.items()):
        digest.update(name.encode() + b"\0" + bytes.fromhex(hash_))
    return digest.hexdigest()


def renamed(history: History, slug: str) -> History:
    """The same history under another name, which stands in every form."""
    bodies = dict(history.bodies)
    known: dict[str, str] = {}
    for hash_ in {past.parts["form"] for past in history.revisions}:
        body = strictjson.pretty({**json.loads(bodies.pop(hash_)), "slug": slug})
        known[hash_] = hashlib.sha256(body).hexdigest()
        bodies[known[hash_]] = body
    revisions = []
    for past in history.revisions:
        parts = {**past.parts, "form": known[past.parts["form"]]}
        revisions.append(dataclasses.replace(past, parts=parts, hash=_hash_of(parts)))
    return dataclasses.replace(history, slug=slug, revisions=tuple(revisions), bodies=bodies)
