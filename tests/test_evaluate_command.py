"""Promise: `manage.py evaluate` turns any texts and questions into a TREC run."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection

from search import models

CORPUS = """{"id": 1, "locale": "fr", "title": "Élysée", "body": "Un palais à Paris."}

{"id": "b", "locale": "fr", "title": null, "body": "Les laboratoires de Paris."}
{"id": "c", "locale": "fr", "title": "Une baie"}
{"id": "d", "locale": "en", "title": "Bay", "body": "Seagrass of the palace bay."}
"""
QUERIES = """{"id": 7, "locale": "fr", "text": "laboratoire"}
{"id": "q2", "locale": "fr", "text": "l’elysee"}
{"id": "q3", "locale": "en", "text": "seagrass \\"]})"}
{"id": "q4", "locale": "en", "text": ""}
"""
QRELS = "7 0 b 3\nq2 0 1 2\nq3 0 c 1\n"


@pytest.fixture
def files(tmp_path):
    """Writes the files of an evaluation; returns the options that name them."""

    def write(corpus=CORPUS, queries=QUERIES, **more):
        named = {"corpus": corpus, "queries": queries, **more}
        for name, text in named.items():
            data = text if isinstance(text, bytes) else text.encode()
            (tmp_path / name).write_bytes(data)
        return {name: tmp_path / name for name in named} | {
            "out": tmp_path / "run.trec",
            "backend": connection.vendor,
        }

    return write


def refusal(options):
    with pytest.raises(CommandError) as refused:
        call_command("evaluate", **options)
    return str(refused.value)


def test_texts_are_indexed_and_questions_asked_apart_from_the_newsroom(
    db, files, capsys
):
    options = files(qrels=QRELS)

    call_command("evaluate", **options)

    told = json.loads(capsys.readouterr().out)
    run = [line.split() for line in options["out"].read_text().splitlines()]
    tag = f"newsroom-{connection.vendor}"
    assert [(*line[:4], line[5]) for line in run] == [
        ("7", "Q0", "b", "1", tag),
        ("q2", "Q0", "1", "1", tag),
        ("q3", "Q0", "d", "1", tag),
    ]
    assert all(float(line[4]) > 0 for line in run)
    assert {name: told[name] for name in ("backend", "texts", "questions")} == {
        "backend": connection.vendor,
        "texts": 4,
        "questions": 4,
    }
    assert {name: told[name] for name in ("ndcg", "recall", "mrr", "zero")} == {
        "ndcg": 0.6667,
        "recall": 0.6667,
        "mrr": 0.6667,
        "zero": 0.0,
    }
    assert told["texts_per_second"] > 0
    assert 0 < told["p50_ms"] <= told["p95_ms"]
    assert not models.Entry.objects.exists()


def test_a_fresh_clone_needs_no_database(files, tmp_path):
    options = files()
    database = tmp_path / "none.sqlite3"

    ran = subprocess.run(
        [
            *(sys.executable, "manage.py", "evaluate", "--backend", "sqlite"),
            *("--corpus", options["corpus"], "--queries", options["queries"]),
            *("--out", options["out"]),
        ],
        cwd=django_settings.ROOT,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{database}"},
        capture_output=True,
        text=True,
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["questions"] == 4
    assert len(options["out"].read_text().splitlines()) == 3
    assert not database.exists()


def test_no_more_answers_are_written_than_asked_for(db, files):
    texts = "\n".join(
        json.dumps({"id": n, "locale": "en", "body": "seagrass"}) for n in range(30)
    )
    options = files(corpus=texts) | {"most": 5}

    call_command("evaluate", **options)

    found = [line.split() for line in options["out"].read_text().splitlines()]
    assert [line[3] for line in found if line[0] == "q3"] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("corpus", "{", "corpus:1: not JSON"),
        ("corpus", "\n\n[]", "corpus:3: not a JSON object"),
        ("corpus", b"\xff\n", "corpus:1: not UTF-8"),
        ("corpus", '{"locale": "fr"}', "corpus:1: no id"),
        ("corpus", '{"id": "a"}', "corpus:1: no locale"),
        ("corpus", '{"id": "", "locale": "fr"}', "corpus:1: id is empty"),
        ("corpus", '{"id": 1.5, "locale": "fr"}', "corpus:1: id is not a text"),
        ("corpus", '{"id": true, "locale": "fr"}', "corpus:1: id is not a text"),
        (
            "corpus",
            '{"id": "a b", "locale": "fr"}',
            "corpus:1: id 'a b' has a space or a sign that is not printed",
        ),
        (
            "corpus",
            '{"id": "a", "locale": "fr", "title": []}',
            "corpus:1: title is not a text",
        ),
        (
            "corpus",
            '{"id": 1, "locale": "fr"}\n{"id": "1", "locale": "fr"}',
            "corpus:2: id '1' was there before",
        ),
        ("queries", '{"id": "a", "locale": "fr"}', "queries:1: no text"),
        (
            "queries",
            '{"id": 1, "locale": "fr", "text": "a"}\n' * 2,
            "queries:2: id '1' was there before",
        ),
        ("qrels", "q 0 d", "qrels:1: a judgement is `qid 0 docid grade`"),
        ("qrels", "q 0 d high", "qrels:1: grade 'high' is not a number"),
        ("qrels", "q 0 d 1\nq 0 d 2", "qrels:2: 'q' and 'd' were judged before"),
    ],
)
def test_a_bad_line_is_told_by_file_and_number(db, files, tmp_path, name, text, told):
    options = files(**{name: text})

    assert refusal(options) == f"{tmp_path}/{told}"
    assert not options["out"].exists()


def test_what_cannot_be_run_is_refused_before_anything_is_read(files, tmp_path):
    options = files()
    lost = tmp_path / "lost" / "run.trec"

    assert refusal({"corpus": options["corpus"]}) == (
        "Needed: --queries, --backend, --out; or --all."
    )
    assert refusal(options | {"backend": "solr"}) == (
        "Unknown backend 'solr'. Known: sqlite, postgres, postgresql, elastic, "
        "elasticsearch."
    )
    assert refusal(options | {"queries": tmp_path}) == f"{tmp_path} is not a file."
    assert refusal(options | {"out": lost}) == f"{lost} is in no folder."
    assert refusal(options | {"most": 0}) == "--most is at least 1."


def test_a_backend_that_is_not_set_up_says_what_to_set(db, files):
    other = {"sqlite": "postgres", "postgresql": "sqlite"}[connection.vendor]

    assert "DATABASE_URL" in refusal(files() | {"backend": other})


def test_all_says_what_it_leaves_out(db, settings, tmp_path, capsys):
    settings.NEWSROOM_SHARED = tmp_path

    with pytest.raises(CommandError, match=r"^Nothing was judged\.$"):
        call_command("evaluate", all=True, backend=connection.vendor)

    lost = tmp_path / "corpus" / "debian-press-releases.en-fr.jsonl"
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == [
        f"Left out: {lost} is not there (NEWSROOM_SHARED).",
        "Left out: the demo newsroom is not there (`make demo`).",
    ]
