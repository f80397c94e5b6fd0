"""Promise: the French desk is as complete as the English one."""

import polib
import pytest
from babel.messages.mofile import read_mo

from newsroom import catalogues
from tests import messages


def entry(msgid="Release", msgstr="", **values):
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **values)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (entry(msgstr="Communiqué"), []),
        (entry(), ["not translated: 'Release'"]),
        (entry(msgstr="Communiqué", flags=["fuzzy"]), ["doubtful: 'Release'"]),
        (
            entry(
                msgid_plural="Releases",
                msgstr_plural={0: "Communiqué", 1: "Communiqués"},
            ),
            [],
        ),
        (
            entry(msgid_plural="Releases", msgstr_plural={0: "Communiqué", 1: ""}),
            ["not translated: 'Release'"],
        ),
        (entry(obsolete=True), []),
    ],
)
def test_a_message_without_a_sure_translation_is_named(made, expected):
    catalogue = polib.POFile()
    catalogue.append(made)

    assert messages.missing(catalogue) == expected


def test_catalogues_are_compiled_without_gettext_once_per_change(tmp_path):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Release"\nmsgstr "Communiqué"\n'
    )

    first = catalogues.compile_all(tmp_path)
    second = catalogues.compile_all(tmp_path)

    assert (first, second) == ([folder / "django.mo"], [])
    with first[0].open("rb") as compiled:
        assert read_mo(compiled).get("Release").string == "Communiqué"
