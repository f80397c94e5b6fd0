"""`python -m benchmarks`: prints how long public answers take, beside /healthz.

Everything runs in this process on an SQLite file made for it: figures compare
answers with one another on one machine, and say nothing about a network.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import django
from django.utils.module_loading import import_string


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--scale", type=int, default=500, help="releases to make")
    parser.add_argument("--runs", type=int, default=25, help="requests per address")
    return parser.parse_args()


def prepare(folder: Path) -> None:
    """Set Django up on a database and a media folder that are removed afterwards."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/newsroom.sqlite3"
    os.environ["NEWSROOM_MEDIA"] = str(folder / "media")
    os.environ["NEWSROOM_LOG_LEVEL"] = "WARNING"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()


def main() -> None:
    """Make the newsroom, measure, print a table."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        begun = time.monotonic()
        # By its name: Django's tables can be imported once it is set up.
        lines = import_string("benchmarks.table.lines")
        for line in lines(scale=asked.scale, runs=asked.runs):
            print(line)
        print(f"\n{time.monotonic() - begun:.0f} s in all", file=sys.stderr)


if __name__ == "__main__":
    main()
