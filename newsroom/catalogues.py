"""Compile the message catalogues: `python -m newsroom.catalogues`, no gettext needed.

Django reads .mo files, which are made by a machine and not kept in the repository;
Babel writes them where a newsroom has no gettext installed.
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent / "locale"


def compile_all(folder: Path = FOLDER) -> list[Path]:
    """Write the .mo beside each .po that is newer; return what was written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as lines:
            catalogue = read_po(lines, locale=source.parent.parent.name)
        with target.open("wb") as out:
            write_mo(out, catalogue)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_all()
