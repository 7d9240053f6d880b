"""The command line: help that a newcomer understands, and mistakes answered in one German line without a traceback."""

import importlib
import keyword
import subprocess
import sys
from pathlib import Path

import pytest

import formengine
from formengine.cli import COMMANDS, main

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "formengine" / "cli"


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("formengine: ")
    assert said.err.count("\n") == 1
    return said.err


def module(command: str) -> str:
    """The module of a command: none can be called `import`."""
    return f"{command}_" if keyword.iskeyword(command) else command


def test_the_commands_are_the_modules_of_the_folder() -> None:
    modules = {path.stem if path.suffix else path.name for path in FOLDER.iterdir() if path.name[0] not in "_."}
    assert set(map(module, COMMANDS)) == modules
    assert {"serve", "lint", "schema", "export", "new"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_german_with_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([name, "--help"])
    text = capsys.readouterr().out
    assert end.value.code == 0
    assert text.startswith(f"Aufruf: formengine {name}")
    assert f"  formengine {name}" in text
    assert all(word not in text for word in ("usage", "options:", "positional", "show this"))


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["hilfe"]])
def test_the_overview_names_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = main(arguments)
    text = capsys.readouterr().out
    assert code == (0 if arguments else 2)
    for name in COMMANDS:
        assert importlib.import_module(f"formengine.cli.{module(name)}").SUMMARY in text


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert formengine.__version__ in capsys.readouterr().out


def test_a_misspelt_command_is_answered_with_the_one_that_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Meinten Sie „serve“?" in refusal(capsys, "sevre")


def test_a_command_that_resembles_none_is_answered_with_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert all(name in refusal(capsys, "xyz") for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lint", "--farbe"], "„--farbe“ gehört nicht zu diesem Befehl."),
        (["schema"], "Es fehlt: NAME."),
        (["serve", "--data"], "Nach --data fehlt ein Wert."),
        (["lint", "--format", "xml"], "--format kennt „xml“ nicht."),
        (["serve", "--port", "99999"], "„99999“ ist kein Anschluss."),
        (["serve", "--port", "8000a"], "„8000a“ ist kein Anschluss."),
        (["serve", "--workers", "0"], "„0“ geht nicht."),
        (["serve", "--clock", "gestern"], "„gestern“ ist keine Zeit."),
        (["serve", "--allow-host", "http://amt.example"], "ist kein Rechnername."),
        (["serve", "--definitions", "gibt-es-nicht"], "Den Ordner „gibt-es-nicht“ gibt es nicht."),
        (["new", "Mein Antrag"], "„Mein Antrag“ geht nicht."),
    ],
)
def test_a_wrong_option_is_refused_in_german(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refusal(capsys, *arguments)


def test_a_file_that_may_not_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "datei").touch()
    assert str(tmp_path / "datei") in refusal(capsys, "new", "lp99-x", "--definitions", str(tmp_path / "datei"))


def test_a_reader_that_leaves_early_causes_no_traceback() -> None:
    command = [sys.executable, "-m", "formengine.cli", "schema", "lp03-maengelmelder"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(30)


def test_only_the_called_command_is_loaded() -> None:
    script = (
        "import sys\nfrom formengine.cli import main\n"
        "try:\n    main(['new', '--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.startswith('formengine.cli.') and '._' not in name])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "['formengine.cli.new']"
