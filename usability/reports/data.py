"""The run as JSON: for other programs, and for the next run to compare with."""

import json
from collections.abc import Mapping

from usability.results import FILE, Run


def write(run: Run) -> Mapping[str, str]:
    """The whole run."""
    return {FILE: json.dumps(run.as_json(), ensure_ascii=False, indent=1) + "\n"}
