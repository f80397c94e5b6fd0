"""`manage.py evaluate`: any texts and questions to a TREC run, or all judged sets."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from press import models
from search import scratch
from search.evaluation import (
    corpus,
    demo_set,
    expected,
    judged,
    lines,
    press_sets,
    running,
    table,
    texts,
    trec,
)

NEEDED = ("corpus", "queries", "backend", "out")


class Command(BaseCommand):
    """Judge search: on files of one's own, or on all that is judged in here."""

    help = (
        "Index a corpus (JSONL: id, locale, title, body) apart from the live index, "
        "ask it questions (JSONL: id, locale, text) as the public search is asked, "
        "and write a TREC run. With --all: run the newsroom's own judged sets on "
        "each engine there is, and compare with the figures expected."
    )
    # It reads and writes nothing of the newsroom's database, migrated or not.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--corpus", type=Path, metavar="FILE")
        parser.add_argument("--queries", type=Path, metavar="FILE")
        parser.add_argument("--backend", help=", ".join(running.BACKENDS))
        parser.add_argument("--out", type=Path, metavar="FILE", help="the run")
        parser.add_argument(
            "--most", type=int, default=running.MOST, help="answers to a question"
        )
        parser.add_argument(
            "--qrels", type=Path, metavar="FILE", help="TREC judgements: also measure"
        )
        parser.add_argument("--all", action="store_true", help="the judged sets")
        parser.add_argument(
            "--write", action="store_true", help="with --all: expect these figures"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["all"]:
                self._judge_all(options["backend"], write=options["write"])
            else:
                self._run(options)
        except (lines.Bad, demo_set.Unresolved, scratch.Unavailable) as error:
            raise CommandError(str(error)) from error

    def _run(self, options: dict[str, Any]) -> None:
        missing = [f"--{name}" for name in NEEDED if options[name] is None]
        if missing:
            raise CommandError(f"Needed: {', '.join(missing)}; or --all.")
        if options["most"] < 1:
            raise CommandError("--most is at least 1.")
        backend = _backend(options["backend"])
        _refuse_paths(options)
        questions = list(lines.questions(options["queries"]))
        grades = trec.judgements(options["qrels"]) if options["qrels"] else None
        with scratch.scratch(backend) as index:
            told, given = _timed(
                index, options["corpus"], questions, most=options["most"]
            )
        _write_run(options["out"], given, tag=f"newsroom-{backend}")
        told = {"backend": backend} | told
        if grades is not None:
            told |= running.quality(given, grades).rounded()
        self.stdout.write(json.dumps(told, indent=1))

    def _judge_all(self, name: str | None, *, write: bool) -> None:
        sets = [*self._press_sets(), *self._demo_sets()]
        found = []
        for backend in [_backend(name)] if name else running.NAMES:
            try:
                with scratch.scratch(backend) as index:
                    found += list(running.outcomes(sets, backend=backend, index=index))
            except scratch.Unavailable as error:
                self.stdout.write(f"Left out: {error}")
        order = {one.name: place for place, one in enumerate(sets)}
        found.sort(key=lambda outcome: order[outcome.set])
        for line in table.lines(found):
            self.stdout.write(line)
        if not found:
            raise CommandError("Nothing was judged.")
        if write:
            expected.write(found)
            return
        behind = list(expected.behind(found, expected.read()))
        for line in behind:
            self.stdout.write(line)
        if behind:
            raise CommandError(f"{len(behind)} figures are behind what is expected.")
        self.stdout.write("As expected, or better.")

    def _press_sets(self) -> Iterator[judged.JudgedSet]:
        path = settings.NEWSROOM_SHARED / corpus.FILE
        if path.exists():
            yield from press_sets.sets(path)
        else:
            self.stdout.write(f"Left out: {path} is not there (NEWSROOM_SHARED).")

    def _demo_sets(self) -> Iterator[judged.JudgedSet]:
        there = connection.introspection.table_names()
        held = demo_set.objects() if models.Document._meta.db_table in there else []
        if held:
            yield from demo_set.sets(held)
        else:
            self.stdout.write("Left out: the demo newsroom is not there (`make demo`).")


def _backend(name: str) -> str:
    if name not in running.BACKENDS:
        raise CommandError(
            f"Unknown backend {name!r}. Known: {', '.join(running.BACKENDS)}."
        )
    return running.BACKENDS[name]


def _refuse_paths(options: dict[str, Any]) -> None:
    """Refuse files that are not there before an hour of indexing, not after."""
    for name in ("corpus", "queries", "qrels"):
        if options[name] is not None and not options[name].is_file():
            raise CommandError(f"{options[name]} is not a file.")
    if not options["out"].absolute().parent.is_dir():
        raise CommandError(f"{options['out']} is in no folder.")


def _timed(
    index: scratch.Scratch, path: Path, questions: list[texts.Question], *, most: int
) -> tuple[dict[str, Any], list[running.Answer]]:
    """Fill an index and ask it; return what it took, and the answers."""
    count = 0

    def counted() -> Iterator[texts.Text]:
        nonlocal count
        for text in lines.corpus(path):
            count += 1
            yield text

    begun = time.perf_counter()
    index.fill(counted())
    took = time.perf_counter() - begun
    given = list(running.answers(index, questions, most=most))
    told = {
        "texts": count,
        "indexing_seconds": round(took, 2),
        "texts_per_second": round(count / took, 1),
        "questions": len(given),
        "p50_ms": running.milliseconds(given, 50),
        "p95_ms": running.milliseconds(given, 95),
    }
    return told, given


def _write_run(path: Path, given: list[running.Answer], *, tag: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        for answer in given:
            for line in trec.run(answer.question.id, answer.found, tag=tag):
                file.write(f"{line}\n")
