"""Compare the French catalogue with the code: `python -m tests.messages`.

Part of `make check`. Draws the messages anew from a copy of the sources (gettext's
xgettext reads them) and names each one that the catalogue lacks, leaves untranslated
or marks as doubtful.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("newsroom", "home", "press", "search", "templates")
CATALOGUE = Path("newsroom/locale/fr/LC_MESSAGES/django.po")
UNREAD = shutil.ignore_patterns("__pycache__", "*.mo", "static")


def drawn_anew(folder: Path) -> polib.POFile:
    """Return the catalogue as makemessages would write it, made in `folder`."""
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=UNREAD)
    shutil.copy(ROOT / "manage.py", folder)
    (folder / "newsroom" / "static").mkdir()
    (folder / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            *(sys.executable, "manage.py", "makemessages", "--locale", "fr"),
            *("--no-location", "--no-wrap", "--no-obsolete", "--verbosity", "0"),
        ],
        cwd=folder,
        check=True,
    )
    return polib.pofile(str(folder / CATALOGUE))


def missing(catalogue: polib.POFile) -> list[str]:
    """Return the messages without a sure translation, each with what it lacks."""
    untranslated = [
        f"not translated: {entry.msgid!r}"
        for entry in catalogue
        if not (entry.obsolete or entry.fuzzy or is_translated(entry))
    ]
    doubtful = [f"doubtful: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    return sorted(untranslated + doubtful)


def is_translated(entry: polib.POEntry) -> bool:
    """Return whether every form of a message has its translation."""
    forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return bool(forms) and all(forms)


def main() -> int:
    """Print what is missing; return 1 if anything is."""
    if not shutil.which("xgettext"):
        sys.stderr.write(
            "Messages need xgettext (on Debian: apt-get install gettext).\n"
        )
        return 1
    with tempfile.TemporaryDirectory() as folder:
        lacking = missing(drawn_anew(Path(folder)))
    for line in lacking:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{CATALOGUE}: {len(lacking)} messages lack a translation.\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
