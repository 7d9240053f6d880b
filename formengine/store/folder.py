"""Definitions as folders: read into bundles with everything they refer to, and written back byte-stably."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import formengine
from formengine.core import codelists, slugs, strictjson
from formengine.core.bundle import SHARED_PREFIX, Bundle
from formengine.store import disk

MAX_FILE_BYTES = 4_000_000
SHIPPED_LISTS = Path(formengine.__file__).parent / "codelists"
"""The code lists that come with the program; a list of the same name beside the definitions wins."""
LISTS = "_codelists"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_TEXTS = re.compile(r"texts\.([a-z]{2,3}(?:-[a-z0-9]+)*)\.json")


class FolderError(Exception):
    """A definition on disk that cannot be read: the file, the place in it, and what to mend, in German."""

    def __init__(self, file: str, place: str, message: str) -> None:
        super().__init__(f"{file}, {place}: {message}" if place else f"{file}: {message}")
        self.file = file
        self.place = place
        self.message = message


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder of definitions gave: the sound ones, and why the others are missing."""

    bundles: tuple[Bundle, ...]
    errors: tuple[FolderError, ...]


def read_all(root: Path, kommune: str) -> Reading:
    """Every definition below `root`; a broken one stands among the errors and stops no other."""
    bundles: list[Bundle] = []
    errors: list[FolderError] = []
    for folder in sorted(path for path in root.iterdir() if path.is_dir() and path.name[0] not in "._"):
        try:
            bundles.append(read(root, folder.name, kommune))
        except FolderError as error:
            errors.append(error)
    return Reading(tuple(bundles), tuple(errors))


def read(root: Path, slug: str, kommune: str) -> Bundle:
    """One definition with the shared blocks that it refers to and the Kommune's values for what it declares."""
    wrong = slugs.unfit(slug)
    if wrong:
        raise FolderError(slug, "", f"So darf der Ordner nicht heißen. {wrong}")
    folder = root / slug
    form = _object(root, folder / "form.json")
    if form.get("slug") != slug:
        raise FolderError(
            _shown(root, folder / "form.json"), "/slug", f"Hier muss der Name des Ordners stehen: „{slug}“."
        )
    cases = folder / "cases.json"
    texts = {language: _object(root, path) for language, path in _text_files(folder)}
    shared = _shared(root, form, folder / "form.json")
    return Bundle(
        slug=slug,
        form=form,
        cases=_object(root, cases) if cases.exists() else None,
        texts=texts,
        shared=shared,
        parameters=_parameters(root, kommune, form),
        codelists=_lists(root, [form, *shared.values()]),
    )


def write(bundle: Bundle, folder: Path) -> list[Path]:
    """Write the bundle's own parts into its folder; returns what changed, removed files included."""
    wanted = {"form.json": strictjson.pretty(bundle.form)}
    if bundle.cases is not None:
        wanted["cases.json"] = strictjson.pretty(bundle.cases)
    wanted |= {f"texts.{language}.json": strictjson.pretty(texts) for language, texts in bundle.texts.items()}
    disk.make_folder(folder)
    changed = [path for path in _own_files(folder) if path.name not in wanted]
    for path in changed:
        path.unlink()
    for name, content in wanted.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            disk.write_file(path, content)
            changed.append(path)
    return sorted(changed)


def _own_files(folder: Path) -> list[Path]:
    fixed = [path for path in (folder / "form.json", folder / "cases.json") if path.exists()]
    return fixed + [path for _, path in _text_files(folder)]


def _text_files(folder: Path) -> list[tuple[str, Path]]:
    found = [(_TEXTS.fullmatch(path.name), path) for path in sorted(folder.glob("texts.*.json"))]
    return [(match[1], path) for match, path in found if match]


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _object(root: Path, path: Path) -> dict[str, Any]:
    """The JSON object in a file, or the error that says where the file is wrong."""
    shown = _shown(root, path)
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_FILE_BYTES else None
    except OSError as error:
        raise FolderError(shown, "", f"Die Datei lässt sich nicht lesen ({error.strerror}).") from error
    if data is None:
        raise FolderError(shown, "", f"Die Datei ist größer als {MAX_FILE_BYTES // 1_000_000} MB.")
    try:
        value = strictjson.loads(data)
        strictjson.pretty(value)
    except UnicodeEncodeError as error:
        raise FolderError(shown, "", "Ein Text enthält ein halbes Zeichen (\\ud800 bis \\udfff).") from error
    except ValueError as error:
        raise FolderError(shown, _place(error), str(error)) from error
    if not isinstance(value, dict):
        raise FolderError(shown, "Zeile 1", "Die Datei muss ein JSON-Objekt enthalten, also mit { beginnen.")
    return value


def _place(error: ValueError) -> str:
    line, column = getattr(error, "line", 0), getattr(error, "column", 0)
    places = [f"Zeile {line}"] * bool(line) + [f"Spalte {column}"] * bool(column)
    return ", ".join(places)


def _shared(root: Path, form: Mapping[str, Any], source: Path) -> dict[str, dict[str, Any]]:
    """The blocks that the form needs, those that blocks need included."""
    found: dict[str, dict[str, Any]] = {}
    open_references = [(source, *reference) for reference in _references(form, "")]
    while open_references:
        file, pointer, name = open_references.pop()
        if name in found:
            continue
        path = root / "_shared" / f"{name}.json"
        if not _NAME.fullmatch(name) or not path.is_file():
            raise FolderError(_shown(root, file), pointer, f"Den Baustein „{name}“ gibt es nicht in _shared/.")
        found[name] = _object(root, path)
        open_references += [(path, *reference) for reference in _references(found[name], "")]
    return dict(sorted(found.items()))


def _lists(root: Path, parts: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The code lists that a form and its blocks take options from; a missing one is for the compiler to report."""
    wanted = {uri for part in parts for uri in codelists.uris(part)}
    found = {}
    for folder in (SHIPPED_LISTS, root / LISTS) if wanted else ():
        for path in sorted(folder.glob("*.json")):
            content = _object(folder.parent, path)
            if str(content.get("uri")) in wanted:
                found[content["uri"]] = (path.stem, content)
    return dict(sorted(found.values(), key=lambda entry: entry[0]))


def _references(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Place and name of every shared block that is referred to, wherever in the tree the reference stands."""
    if isinstance(value, str) and value.startswith(SHARED_PREFIX):
        yield pointer, value.removeprefix(SHARED_PREFIX).partition("#")[0]
    for key, child in _children(value):
        yield from _references(child, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")


def _children(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list):
        yield from ((str(index), item) for index, item in enumerate(value))


def _parameters(root: Path, kommune: str, form: Mapping[str, Any]) -> dict[str, Any]:
    """The Kommune's file, with only those values that the form declares: others must not change its hash."""
    path = root / "_parameters" / f"{kommune}.json"
    if not _NAME.fullmatch(kommune) or not path.is_file():
        return {}
    document = _object(root, path)
    values = document.get("values")
    if not isinstance(values, dict):
        raise FolderError(_shown(root, path), "/values", "Hier muss ein Objekt mit den Werten der Kommune stehen.")
    declared = form.get("parameters", {})
    return {**document, "values": {name: value for name, value in values.items() if name in declared}}
