"""Measures what one definition costs at save, in lint, on the web and at submit; in a process of its own."""

import contextlib
import json
import resource
import sys
import time
from collections.abc import Callable, Generator
from typing import Any

from formengine.core.bundle import Bundle
from formengine.core.definition import read_definition
from formengine.core.journey import walk
from formengine.core.lint import lint
from formengine.core.model import DefinitionError
from formengine.core.submission import derive
from formengine.fields import TYPES
from formengine.web.forms import compile_form
from formengine.web.look import Look
from tests.bombs.shapes import BOMBS
from tests.core.forms import CONTEXT, TODAY

CPU_SECONDS = 12
MEMORY = 900_000_000


def measured(bundle: Bundle) -> Generator[dict[str, Any], None, None]:
    """What each stage cost: seconds of the processor, and megabytes more than before at the most."""
    outcome: list[Any] = []

    def save() -> str:
        definition, findings = read_definition(bundle, TYPES, TODAY)
        outcome.append(definition)
        wrong = [finding.message for finding in findings if finding.level == "error"]
        return f"refused ({len(wrong)}): {wrong[0][:90]}" if wrong else "taken"

    yield _stage("save", save)
    definition = outcome[0]
    yield _stage("lint", lambda: f"{len(lint(bundle, TYPES, TODAY, {}))} findings")
    if definition is not None:
        yield _stage("web", lambda: f"{len(compile_form('0', bundle, TODAY, Look(str)).pages)} pages")
        yield _stage("derive", lambda: f"{len(json.dumps(derive(definition)))} bytes")
        yield _stage("walk", lambda: f"{len(walk(definition, {}, CONTEXT).path)} pages")


def _stage(name: str, run: Callable[[], str]) -> dict[str, Any]:
    before, began = _peak(), time.process_time()
    try:
        said = run()
    except DefinitionError as error:
        said = f"refused: {str(error)[:60]}"
    except Exception as error:  # noqa: BLE001  that is what is looked for
        said = f"FAILED {type(error).__name__}: {str(error)[:80]}"
    return {"stage": name, "cpu": round(time.process_time() - began, 2), "mb": round(_peak() - before), "said": said}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(name: str) -> None:
    """Measure one bomb by its name, a stage a line."""
    bundle = BOMBS[name]()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    with contextlib.closing(measured(bundle)) as stages:
        for stage in stages:
            sys.stdout.write(json.dumps(stage, ensure_ascii=False) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
