"""Draws the figures as a table, each beside the answer that touches nothing."""

from collections.abc import Iterator

from django.test import Client

from benchmarks import answers, newsroom


def lines(*, scale: int, runs: int) -> Iterator[str]:
    """Yield the table line by line, each as soon as it is measured."""
    newsroom.make(scale)
    client = Client(headers={"host": "127.0.0.1"})
    yield f"{scale} releases in two languages, {runs} requests each, in process"
    yield ""
    yield f"{'answer':<24}{'median':>10}{'95%':>10}{'ratio':>8}{'queries':>9}{'kB':>8}"
    base = 0.0
    for name, path in answers.addresses(client):
        figure = answers.measure(client, name, path, runs=runs)
        base = base or figure.median
        yield (
            f"{figure.name:<24}{figure.median:>7.1f} ms{figure.worst:>7.1f} ms"
            f"{figure.median / base:>7.0f}x"
            f"{figure.queries:>9}{figure.size / 1000:>8.1f}"
        )
