"""Lets `python -m formengine.cli` stand for `formengine`."""

import sys

from formengine.cli import main

if __name__ == "__main__":
    sys.exit(main())
