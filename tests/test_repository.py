"""Holds the repository to the rules that no linter knows: one judge, small files, no addresses, intact vendoring."""

import ast
import gzip
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import formengine

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "formengine"
BUILDER = ROOT / "builder"
MODULES = sorted([*PACKAGE.rglob("*.py"), *BUILDER.rglob("*.py")])
OURS = sorted([*MODULES, *(ROOT / "scripts").glob("*.py")])
JUDGE = PACKAGE / "core/validation.py"
LOCKS = ("requirements.lock", "requirements-dev.lock")

# Written in halves, so that this file does not find itself.
HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com", "deb.debian" + ".org")
MACHINE_PATH = re.compile(r"(?<![\w.$}~-])/(?:root|home|Users|work|opt/wheels)" + r"/\w")


def tree(path: Path) -> ast.Module:
    """Parse one of our modules."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, node: ast.AST) -> str:
    """Name a line the way an editor understands it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def called_name(node: ast.AST) -> str:
    """Return the last part of the name that a call calls, or nothing."""
    function = node.func if isinstance(node, ast.Call) else None
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def imported(node: ast.AST) -> list[str]:
    """Return the modules and names that an import statement brings, as dotted names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def repository_texts() -> Iterator[tuple[str, str]]:
    """Yield every text file that git holds or would take, vendored ones left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in sorted(filter(None, listed.stdout.split("\0"))):
        path = ROOT / name
        if "/vendor/" in name or not path.is_file():
            continue
        try:
            yield name, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def makes_a_validator(path: Path) -> Iterator[str]:
    """Yield every place that makes a validator or judges without the one that we make."""
    module = tree(path)
    from_judge = {
        name.rsplit(".", 1)[1] for node in ast.walk(module) for name in imported(node) if ".core.validation." in name
    }
    for node in ast.walk(module):
        name = called_name(node)
        if name not in from_judge and (name.endswith("Validator") or name == "validator_for"):
            yield f"{place(path, node)} calls {name}"
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "jsonschema.validate":
            yield f"{place(path, node)} calls jsonschema.validate"
        for brought in imported(node):
            if brought == "jsonschema.validate" or brought.startswith(("jsonschema.validators", "jsonschema_rs")):
                yield f"{place(path, node)} imports {brought}"


def runs_text(path: Path) -> Iterator[str]:
    """Yield every place that could run text as a template, as Python or as a shell command."""
    for node in ast.walk(tree(path)):
        name = called_name(node)
        plain = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if name in {"from_string", "render_template_string"} or (plain and name in {"eval", "exec"}):
            yield f"{place(path, node)} calls {name}"
        if any(brought.split(".")[0] in {"pickle", "marshal", "shelve"} for brought in imported(node)):
            yield f"{place(path, node)} imports {imported(node)}"
        if isinstance(node, ast.keyword) and node.arg == "shell" and ast.unparse(node.value) != "False":
            yield f"{place(path, node.value)} opens a shell"


def imports_of_ours_inside_functions(path: Path) -> Iterator[str]:
    """Yield every import of our own that waits inside a function, where no linter of floors sees a cycle."""
    for function in ast.walk(tree(path)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if any(brought.split(".")[0] in {"formengine", "builder", "scripts"} for brought in imported(node)):
                    yield f"{place(path, node)} imports inside {function.name}"


def field_types() -> list[Path]:
    """Return the folders of the field types."""
    return sorted(widget.parent for widget in (PACKAGE / "fields").glob("*/widget.html"))


def project() -> dict[str, Any]:
    """Return the project table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def test_only_the_one_factory_makes_validators() -> None:
    assert [found for path in MODULES if path != JUDGE for found in makes_a_validator(path)] == []


def test_the_gate_of_the_factory_sees_what_it_forbids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    planted = tmp_path / "planted.py"
    planted.write_text(
        "import jsonschema\nfrom jsonschema.validators import extend\n"
        "jsonschema.validate(1, {})\njsonschema.Draft7Validator({})\njsonschema.validators.validator_for({})\n"
    )
    assert [found.split(":")[1].split()[0] for found in makes_a_validator(planted)] == ["2", "3", "4", "5"]


def test_no_text_is_run_as_template_python_or_shell_command() -> None:
    assert [found for path in MODULES for found in runs_text(path)] == []


def test_the_gate_of_running_text_sees_what_it_forbids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    planted = tmp_path / "planted.py"
    planted.write_text("import pickle\neval('1')\nenv.from_string('')\nrun('ls', shell=True)\nre.compile('')\n")
    assert sorted(found.split(":")[1].split()[0] for found in runs_text(planted)) == ["1", "2", "3", "4"]


def test_our_modules_are_imported_at_the_top() -> None:
    assert [found for path in OURS for found in imports_of_ours_inside_functions(path)] == []


def test_no_field_type_imports_another() -> None:
    names = {folder.name for folder in field_types()}
    assert names
    found = [
        f"{place(path, node)} imports {brought}"
        for folder in field_types()
        for path in folder.rglob("*.py")
        for node in ast.walk(tree(path))
        for brought in imported(node)
        if brought.startswith("formengine.fields.") and brought.split(".")[2] in names - {folder.name}
    ]
    assert found == []


def test_no_file_is_longer_than_300_lines() -> None:
    rooms = ((PACKAGE, "html"), (PACKAGE, "js"), (BUILDER, "html"), (BUILDER, "js"))
    pages = [path for room, end in rooms for path in room.rglob(f"*.{end}") if "vendor" not in path.parts]
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in [*OURS, *pages]
    }
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    lengths = {
        f"{place(path, node)} {node.name}": node.end_lineno - node.lineno + 1
        for path in OURS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
    }
    assert {name: length for name, length in lengths.items() if length > 40} == {}


def test_no_file_names_a_package_registry_or_a_path_of_one_machine() -> None:
    found = [
        f"{name}:{number}"
        for name, text in repository_texts()
        for number, line in enumerate(text.splitlines(), 1)
        if any(host in line for host in HOSTS) or MACHINE_PATH.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_hashes_and_no_address(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    requirement = re.compile(r"^[a-z0-9][a-z0-9._-]*==[^ ]+( ; .+)? \\$")
    digest = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
    assert [line for line in lines if not requirement.match(line) and not digest.match(line)] == []
    assert "hash" in lines[1]


def test_the_lock_to_run_is_part_of_the_lock_to_develop() -> None:
    run, develop = (set(re.findall(r"^[^ ]+==[^ ]+", (ROOT / name).read_text(), re.MULTILINE)) for name in LOCKS)
    assert run - develop == set()


def test_every_dependency_stands_in_the_lock() -> None:
    pinned = set(
        re.findall(r"^([a-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    )
    wanted = {match[0] for line in project()["dependencies"] if (match := re.match(r"[a-z0-9._-]+", line))}
    assert wanted - pinned == set()


def test_the_version_is_the_same_everywhere() -> None:
    publiccode = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    version = project()["version"]
    assert f"\nsoftwareVersion: {version}\n" in publiccode
    assert formengine.__version__ == version


def test_vendored_files_are_intact_and_the_stylesheet_knows_every_class() -> None:
    command = [sys.executable, "-m", "scripts.vendor", "--check"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_stylesheet_of_kern_stays_within_its_budget() -> None:
    css = (PACKAGE / "web/static/vendor/kern/kern.css").read_bytes()
    assert len(gzip.compress(css, 9)) <= 12 * 1024
