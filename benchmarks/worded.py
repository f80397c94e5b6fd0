"""`python -m benchmarks.worded`: fills an empty database with texts to be searched.

The database is the one of DATABASE_URL. Words are made up and as frequent as words
are; the same number of objects makes the same newsroom, but for today's date.
"""

import argparse
import os
import sys
import time

import django
from django.utils.module_loading import import_string


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.worded", description=__doc__
    )
    parser.add_argument("--objects", type=int, default=4_000, help="to be found")
    return parser.parse_args()


def main() -> None:
    """Fill the database of DATABASE_URL."""
    options = arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    begun = time.monotonic()
    # By its name: Django's tables can be imported once it is set up.
    fill = import_string("benchmarks.worded_rows.fill")
    for words in fill(options.objects):
        print(f"[{time.monotonic() - begun:5.0f} s] {words}", file=sys.stderr)


if __name__ == "__main__":
    main()
