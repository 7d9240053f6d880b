"""Ways that were worked out become cases that lint accepts and that are added once."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from formengine.cli import main
from formengine.core.bundle import Bundle
from formengine.core.cases import differences, play, read_cases
from formengine.core.definition import compile_definition
from formengine.core.settling import Context
from formengine.fields import TYPES
from tests.definitions.cases import NOW, definitions
from tests.web import probe
from usability.saving import save
from usability.ways import find


@pytest.mark.parametrize("slug", ["lp03-maengelmelder", "lp03-maengelmelder-klaerung", "lp01-baumfaellung"])
def test_what_was_worked_out_comes_out_the_same_as_a_case(tmp_path: Path, slug: str) -> None:
    bare = replace(definitions()[slug], bundle=replace(definitions()[slug].bundle, cases=None))
    file = tmp_path / "cases.json"
    ways = find(bare, Context(NOW)).ways
    added = save(bare, ways, file, NOW)
    assert added == len([way for way in ways if way.sound]) > 0
    again = replace(bare, bundle=replace(bare.bundle, cases=json.loads(file.read_text(encoding="utf-8"))))
    for case in read_cases(again):
        assert list(differences(case, play(again, case))) == []
    assert save(bare, ways, file, NOW) == 0


def test_lint_accepts_the_cases_of_a_definition_that_had_none(tmp_path: Path) -> None:
    folder = probe.write(tmp_path)
    definition = compile_definition(Bundle(probe.SLUG, probe.FORM), TYPES, NOW.date())
    assert save(definition, find(definition, Context(NOW)).ways, folder / probe.SLUG / "cases.json", NOW) > 0
    assert main(["lint", str(folder / probe.SLUG)]) == 0
