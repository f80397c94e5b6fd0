"""`python -m benchmarks.wagtail_peer FILE`: fills the peer's database from answers.

FILE holds releases as our API answers them in full, one a line.
"""

import os
import sys
from pathlib import Path

import django
from django.utils.module_loading import import_string


def main() -> None:
    """Make the tables and fill them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.wagtail_peer.settings")
    django.setup()
    # By its name: tables can be imported once Django is set up.
    import_string("benchmarks.wagtail_peer.filling.fill")(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
