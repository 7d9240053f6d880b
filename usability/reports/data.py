"""The run as JSON: for other programs, and for the next run to compare with."""

import json

from usability.results import FILE, Run

NAME = FILE


def write(run: Run) -> str:
    """The whole run."""
    return json.dumps(run.as_json(), ensure_ascii=False, indent=1) + "\n"
