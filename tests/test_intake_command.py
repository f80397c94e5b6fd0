"""Promise: `import_release` makes a whole draft or nothing, and says what it found."""

import json
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from press import lifecycle, models
from press.intake import reading, writing
from tests import factories, intake_texts

TABLES = [
    models.Release,
    models.ReleasePage,
    models.Intake,
    models.Organisation,
    models.Person,
    models.Boilerplate,
    models.PressContact,
    models.Place,
    models.AuditEntry,
    Page,
]
# A guard against work that grows with the square of the text; no benchmark.
GUARD = 30


def counts():
    return [table.objects.count() for table in TABLES]


def run(path, *args, **kwargs):
    out = StringIO()
    call_command("import_release", str(path), *args, stdout=out, **kwargs)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a file and returns its path."""

    def write(content, name="release.md"):
        path = tmp_path / name
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            path.write_bytes(content)
        return path

    return write


def test_a_file_becomes_a_draft_with_all_its_parts(newsroom, file):
    path = file(intake_texts.WHOLE_FR)

    result = json.loads(run(path, "--json", "--user", "editor"))

    page = models.ReleasePage.objects.get()
    release = models.Release.objects.get()
    assert result["made"]["reference"] == release.reference
    assert result["made"]["page"] == page.pk
    assert page.locale.language_code == release.source_locale == "fr"
    assert page.title == "La mer se réchauffe plus vite que prévu"
    assert page.owner == newsroom.users["editor"]
    assert page.place.name == "Brest"
    assert page.lead == "<p>L’Institut de la mer publie dix ans de mesures.</p>"
    assert not page.live
    assert release.release_date.isoformat() == "2025-03-12"
    assert release.zone == "Europe/Paris"
    assert [block.block_type for block in page.body] == [
        "members",
        "quote",
        "quote",
        "quote",
        "about",
        "about",
    ]
    assert page.body[1].value["speaker"].name == "Anne Le Goff"
    assert page.body[1].value["organisation"].name == "Institut de la mer"
    assert [child.value.name for child in page.contacts] == [
        "Marie Dupont",
        "Paul Durand",
    ]


def test_what_the_registry_lacks_is_proposed_as_drafts_once(newsroom, file):
    run(file(intake_texts.WHOLE_FR), user="editor")

    rows = models.Organisation.objects.all()
    assert {(row.name, row.acronym, row.live) for row in rows} == {
        ("Université de Bretagne", "UB", False),
        ("CNRS", "", False),
        ("Ifremer", "", False),
        ("Institut de la côte", "", False),
        ("Météo-France", "", False),
        ("Institut de la mer", "", False),
    }
    assert models.Record.objects.count() == 0


def test_what_the_registry_has_is_referred_to(newsroom, file):
    known = factories.snippet(
        models.Organisation, name="Centre for Seas", acronym={"en": "CS", "fr": "CNRS"}
    )

    run(file(intake_texts.WHOLE_FR), user="editor")

    (members,) = [
        block.value
        for block in models.ReleasePage.objects.get().body
        if block.block_type == "members"
    ]
    keys = {
        member["organisation"].translation_key
        for member in members["groups"][0]["members"]
    }
    assert known.translation_key in keys
    assert not models.Organisation.objects.filter(name="CNRS").exists()


def test_a_body_that_is_known_in_the_other_language_alone_gets_a_draft_in_this(
    newsroom, file
):
    row = models.Organisation(
        name="Sea Centre", acronym="CNRS", locale=newsroom.homes["en"].locale
    )
    row.save()

    run(file(intake_texts.WHOLE_FR), user="editor")

    made = models.Organisation.objects.get(
        translation_key=row.translation_key, locale__language_code="fr"
    )
    assert (made.name, made.live) == ("CNRS", False)


def test_the_draft_can_be_built_and_only_its_snippets_stop_it(newsroom, file, clock):
    run(file(intake_texts.WHOLE_FR), user="editor")
    release = models.Release.objects.get()

    with pytest.raises(lifecycle.Refused) as refused:
        lifecycle.approve(release, "fr", by=newsroom.users["approver"], clock=clock)

    rules = {problem.rule for problem in refused.value.problems}
    assert rules == {"snippet-not-published"}


def test_the_report_is_kept_and_the_act_is_in_the_log(newsroom, file):
    run(file(intake_texts.WHOLE_FR, "mer.md"), user="editor")

    release = models.Release.objects.get()
    intake = release.intakes.get()
    entry = models.AuditEntry.objects.get(action="import")
    assert (intake.file_name, intake.locale) == ("mer.md", "fr")
    assert intake.source == intake_texts.WHOLE_FR
    assert {"phone-without-country"} <= {one["rule"] for one in intake.findings}
    assert (entry.object_key, entry.actor) == (
        str(release.pk),
        newsroom.users["editor"],
    )


def test_erasing_a_release_forgets_its_source(newsroom, file, clock):
    run(file(intake_texts.WHOLE_FR), user="editor")
    release = models.Release.objects.get()

    lifecycle.erase(release, by=newsroom.users["operator"], reason="Why", clock=clock)

    assert not models.Intake.objects.exists()


def test_a_dry_run_needs_nothing_and_changes_nothing(db, file):
    before = counts()

    result = json.loads(run(file(intake_texts.WHOLE_EN), "--dry-run", "--json"))

    assert result["made"] is None
    assert result["locale"] == "en"
    assert counts() == before


def test_the_json_has_what_others_rely_on(db, file):
    result = json.loads(run(file(intake_texts.WHOLE_EN), "--dry-run", "--json"))

    assert {"name", "match"} <= set(result["members"][0])
    assert {"name", "match"} <= set(result["organisations"][0])
    assert {"speaker", "role", "text"} <= set(result["quotes"][0])
    assert {"name", "phone", "email"} <= set(result["contacts"][0])
    assert set(result["findings"][0]) == {
        *("rule", "severity", "place", "message", "suggestion"),
    }


def test_without_json_it_tells_an_editor(db, file):
    told = run(file("# A headline\n\nThe mast (stands."), "--dry-run")

    assert "A headline [en]" in told
    assert "E line 3: A bracket is closed that was never opened" in told
    assert "Nothing made." in told


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"x" * (25 * 1024 * 1024), "big.md", "larger than"),
        (b"PK\x03\x04" + bytes(200), "release.md", "DOCX"),
        (b"%PDF-1.7 text", "release.md", "PDF"),
        (b"# A\n\nText \x00\x01\x02 here", "release.md", "bytes that no text has"),
        (b"# Title\n\nd\xe9j\xe0 vu", "release.md", "line 3"),
        (b"", "release.md", "no words"),
        (b" \n\n --- \n", "release.md", "no words"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(
    newsroom, file, content, name, says
):
    before = counts()

    with pytest.raises(CommandError) as refused:
        run(file(content, name), user="editor")

    assert says in str(refused.value)
    assert counts() == before


def test_a_file_that_is_not_there_is_refused(newsroom, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "none.md")


@pytest.mark.parametrize("name", ["nobody", "translator-fr"])
def test_an_account_that_may_not_import_is_refused(newsroom, file, name):
    before = counts()

    with pytest.raises(CommandError):
        run(file("# A\n\nA lead."), user=name)

    assert counts() == before


def test_without_an_index_nothing_is_made(db, file):
    before = counts()

    with pytest.raises(CommandError, match="no release index"):
        run(file(intake_texts.WHOLE_EN))

    assert counts() == before


def test_a_failure_half_way_leaves_nothing(newsroom, file, monkeypatch):
    before = counts()
    monkeypatch.setattr(
        writing.audit, "append", lambda *args, **kwargs: (_ for _ in ()).throw(OSError)
    )

    with pytest.raises(OSError):
        run(file(intake_texts.WHOLE_FR), user="editor")

    assert counts() == before


@pytest.mark.parametrize(
    "text",
    [
        "Line of a paragraph, with Names and (brackets) here.\n" * 10_000,
        "# A\n\nThe members are: " + "Institute of X, " * 20_000,
        "# A\n\n" + "<div>" * 20_000 + "text",
        "# A\n\n" + "**a** " * 20_000,
        "# A\n\n" + "“a b c d e” " * 10_000,
        "# A\n\ntext " + "(" * 50_000,
        "> " * 5_000 + "text",
        "- " * 5_000 + "text",
    ],
    ids=["lines", "members", "tags", "bold", "quotes", "brackets", "deep", "lists"],
)
def test_a_hostile_text_is_read_in_time_that_grows_with_its_length(db, file, text):
    started = time.monotonic()

    result = json.loads(run(file(text), "--dry-run", "--json"))

    assert time.monotonic() - started < GUARD
    assert result["conservation"]["holds"] or result["conservation"]["lost"]


def test_a_paragraph_of_ten_thousand_lines_becomes_a_draft(newsroom, file):
    run(file("# A headline\n\nA lead.\n\n" + "A line of it.\n" * 10_000), user="editor")

    page = models.ReleasePage.objects.get()
    assert page.body[0].value.source.count("A line of it.") == 10_000


def test_hostile_html_becomes_harmless_text(newsroom, file):
    run(
        file(
            "# A headline\n\nA lead.\n\n<p onclick='x()'>One <script>evil()</script>"
            "<img src=x onerror=evil()><a href='javascript:evil()'>two</a> "
            "<a href='https://w.example/?a=1&b=\"2\"'>three</a></p>"
        ),
        user="editor",
    )

    html = models.ReleasePage.objects.get().body[0].value.source
    assert html == (
        '<p>One two <a href="https://w.example/?a=1&amp;b=&quot;2&quot;">three</a></p>'
    )


def test_a_text_in_another_encoding_of_unicode_is_read():
    source = reading.read("# Été\n\nTexte.".encode("utf-16"), name="a.md")

    assert source.text == "# Été\n\nTexte."
