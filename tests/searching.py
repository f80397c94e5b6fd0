"""Search as tests use it: the worker's run, and what is found by words."""

from press import ledger
from search import query, sync


def deliver_all(clock):
    """Hand every due event to the index; other consumers have nothing to do."""
    while ledger.work_one({"search": sync.deliver}, clock=clock):
        pass


def page(words, *, locale, at, **chosen):
    """Return what is found, all on one page."""
    asked = query.Asked(words=words, locale=locale, chosen=chosen, size=1000)
    return query.find(asked, at=at)


def found(words, *, locale, at, **chosen):
    """Return (type, key) of what is found, the best first."""
    hits = page(words, locale=locale, at=at, **chosen).hits
    return [(hit.document.type, hit.document.key) for hit in hits]
