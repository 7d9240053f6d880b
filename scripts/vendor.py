"""Fetches, verifies and cuts to size the third-party files that browsers receive; with --check only compares."""

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts import subset, trim

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "formengine/web/static"
LOCK = ROOT / "scripts/vendor.lock.json"
CACHE = ROOT / ".cache/vendor"
SCANNED = ("builder", "formengine")
# Written as `kern-icon--{{ tone }}`, this name would keep all 46 icons, 6 kB compressed; the tones are four.
TONES = {"kern-icon--": ("info", "success", "warning", "danger")}


@dataclass(frozen=True, slots=True)
class Package:
    """An npm package of one version: the hash of its archive, and which of its files go where."""

    name: str
    npm: str
    version: str
    licence: str
    sha256: str
    files: Mapping[str, str]

    @property
    def archive(self) -> str:
        """The file name that `npm pack` gives it."""
        return f"{self.npm.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


KERN = Package(
    "kern",
    "@kern-ux/native",
    "2.7.2",
    "EUPL-1.2",
    "b82c23c35a198e60ee4c53c5d14911432437f03802441b7473e8d7003795adb0",
    {"LICENSE.md": "LICENSE.md"},
)
# What the virtual screen reader's own bundle holds (its source map names them): their licences ride along.
BUNDLED = (
    (
        "@testing-library/dom",
        "10.4.0",
        "MIT",
        "8bb3e40bfc7126eeb370412e86ef5ccf7d7d88e1f38e7f6d0707854699997811",
        "LICENSE",
    ),
    (
        "@testing-library/user-event",
        "14.6.1",
        "MIT",
        "2dbcfbf6e26a7a5abcee139ee225e16eee38e962f6a2348a73351b85be3f0a90",
        "LICENSE",
    ),
    ("ansi-regex", "5.0.1", "MIT", "0e0eadcdaada805db5d85b53ad5cdca0760b996ee199ec9658e7b34aa6c8e0d9", "license"),
    ("ansi-styles", "5.2.0", "MIT", "4ddd9360421279bb2c2c4ba91bc41a5515663223432d09158f9e3805f9d4a05f", "license"),
    (
        "aria-query",
        "5.3.0",
        "Apache-2.0",
        "ca306d730a68a8402edebcb32d27069fee3142a9fbfabeba37e1b3558d235c92",
        "LICENSE",
    ),
    ("dequal", "2.0.3", "MIT", "941d90d6629878167d10d2a05d8c6df8f8fa13acc826616abb49db63ac6a5c35", "license"),
    (
        "dom-accessibility-api",
        "0.7.0",
        "MIT",
        "a56a3239d871b7eac702835800b03f9658c4299281f9ab099a188ef8d8380411",
        "LICENSE.md",
    ),
    ("html-aria", "0.5.1", "MIT", "984825be5529a7fd32e185a48b55406abcfff555cba5844b402c52b2f3856c74", "LICENSE"),
    ("lz-string", "1.5.0", "MIT", "ad640cf79fc54bc8035a66edd33974f1334db9ba079c8b845f13e5d54c5e011b", "LICENSE"),
    ("pretty-format", "27.5.1", "MIT", "f90be2c91dc52176e383b2fbf706f9c938bb6022f823ec7a45bdff3347a34103", "LICENSE"),
    ("react-is", "17.0.2", "MIT", "9b1850c05b4fc08e9b814a201281a103a7651ac46500dce7b6bedd0865963eb1", "LICENSE"),
)
PACKAGES = (
    KERN,
    Package(
        "htmx",
        "htmx.org",
        "4.0.1",
        "0BSD",
        "5fba65616ca148a86d377e9771bcada7f35faee3558651feb929eea425e13b3c",
        {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"},
    ),
    Package(
        "axe",
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745",
        {
            "axe.min.js": "axe.min.js",
            "locales/de.json": "de.json",
            "LICENSE": "LICENSE",
            "LICENSE-3RD-PARTY.txt": "LICENSE-3RD-PARTY.txt",
        },
    ),
    Package(
        "screenreader",
        "@guidepup/virtual-screen-reader",
        "0.33.0",
        "MIT",
        "b3059bf43915bb79dbdc7de2c3d1d1b34eadb4a60feca16c3cf6bea88d55dddc",
        {"lib/esm/index.browser.js": "screenreader.js", "LICENSE": "LICENSE"},
    ),
    *(
        Package(f"screenreader/{npm.rpartition('/')[2]}", npm, version, licence, sha256, {file: "LICENSE"})
        for npm, version, licence, sha256, file in BUNDLED
    ),
)


def digest(data: bytes) -> str:
    """Return the SHA-256 of these bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def fetch(package: Package) -> Path:
    """Return the verified archive, from the cache or from the npm registry."""
    archive = CACHE / package.archive
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", f"{package.npm}@{package.version}", "--silent", "--pack-destination", str(CACHE)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    if digest(archive.read_bytes()) != package.sha256:
        raise SystemExit(f"{archive.name} is not the file that scripts/vendor.py names. Delete it and try again.")
    return archive


def member(archive: Path, name: str) -> bytes:
    """Return one file of an npm archive."""
    with tarfile.open(archive) as opened:
        found = opened.extractfile(f"package/{name}")
        if found is None:
            raise SystemExit(f"{archive.name} holds no {name}.")
        return found.read()


def names_used() -> frozenset[str]:
    """Find every KERN name in the packages that render pages."""
    found = frozenset[str]().union(*(trim.names_used(ROOT / folder) for folder in SCANNED))
    toned = {open_ + tone for open_ in found & TONES.keys() for tone in TONES[open_]}
    return (found - TONES.keys()) | toned


def outputs(names: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """Yield every file to be written, as its path below static/ and its content."""
    for package in PACKAGES:
        archive = fetch(package)
        folder = f"vendor/{package.name}"
        yield f"{folder}/VERSION", f"{package.npm} {package.version} ({package.licence})\n".encode()
        for source, target in package.files.items():
            yield f"{folder}/{target}", member(archive, source)
    kern = fetch(KERN)
    variables = frozenset[str]().union(*(trim.variables_used(ROOT / folder) for folder in SCANNED))
    css = trim.trim(member(kern, "dist/kern.css").decode(), names, variables)
    note = f"/* KERN {KERN.version}, EUPL-1.2, cut down by scripts/vendor.py; see LICENSE.md beside this file. */\n"
    yield "vendor/kern/kern.css", (note + css).encode()
    for face in subset.FACES:
        font = member(kern, f"dist/fonts/fira-sans/{face.name}.woff2")
        for part, spans in subset.PARTS:
            yield f"fonts/{face.name}.{part}.woff2", subset.subset(font, spans)
    yield "fonts.css", subset.stylesheet().encode()


def write(names: frozenset[str]) -> None:
    """Write every file, remove what is no longer written, and note the hashes."""
    written = dict(outputs(names))
    for path in _present():
        if path not in written and path != "fonts/OFL.txt":
            (STATIC / path).unlink()
    for path, content in written.items():
        (STATIC / path).parent.mkdir(parents=True, exist_ok=True)
        (STATIC / path).write_bytes(content)
    lock = {
        "packages": {package.name: f"{package.npm}@{package.version}" for package in PACKAGES},
        "files": {path: digest((STATIC / path).read_bytes()) for path in _present()},
        "names": sorted(names),
    }
    LOCK.write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")
    print(f"{len(written)} files written below {STATIC.relative_to(ROOT)}; {len(names)} KERN names are in use.")
    known = member(fetch(KERN), "dist/kern.css").decode()
    for name in sorted(name for name in names if name not in known):
        print(f"KERN has no rule for {name}.")


def findings() -> Iterator[str]:
    """Yield every difference between what is in the tree and what the lock says."""
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    expected, present = lock["files"], set(_present())
    for path in sorted(expected.keys() | present):
        if path not in present:
            yield f"{path} is missing."
        elif path not in expected:
            yield f"{path} is not in scripts/vendor.lock.json."
        elif digest((STATIC / path).read_bytes()) != expected[path]:
            yield f"{path} was changed by hand."
    known = trim.Names(frozenset(lock["names"]))
    for name in sorted(names_used()):
        if name not in known:
            yield f"{name} is new, and the stylesheet may lack it: run `make vendor`."


def _present() -> list[str]:
    paths = [STATIC / "fonts.css", *(STATIC / "fonts").rglob("*"), *(STATIC / "vendor").rglob("*")]
    return sorted(path.relative_to(STATIC).as_posix() for path in paths if path.is_file())


def main() -> int:
    """Write the files, or with --check say whether they are as they should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="verify the files in the tree, without the network")
    parser.add_argument("--also", type=Path, help="a file whose KERN class names count as used, too")
    options = parser.parse_args()
    if options.check:
        found = list(findings())
        print(*(found or ["Vendored files are as scripts/vendor.lock.json says."]), sep="\n")
        return 1 if found else 0
    also = trim.names_in([options.also.read_text(encoding="utf-8")]) if options.also else frozenset[str]()
    write(names_used() | also)
    return 0


if __name__ == "__main__":
    sys.exit(main())
