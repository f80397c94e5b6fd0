"""Search as tests use it: the worker's run, and what is found by words."""

from press import ledger
from search import asking, facets, query, sync


def deliver_all(clock):
    """Hand every due event to the index; other consumers have nothing to do."""
    while ledger.work_one({"search": sync.deliver}, clock=clock):
        pass


def page(words, *, locale, at, others=(), narrowed=(), exactly=False, **chosen):
    """Return what is found, all on one page; `narrowed` is a choice of facets too."""
    many = {
        name: (value,) if isinstance(value, str) else tuple(value)
        for name, value in {**dict(narrowed), **chosen}.items()
    }
    asked = asking.Asked(
        words=words,
        locale=locale,
        others=others,
        chosen=many,
        exactly=exactly,
        size=1000,
    )
    return query.find(asked, at=at)


def counted(found):
    """Return of each facet what engines count alike: its first values, how many."""
    most = facets.MOST + facets.MOST_OTHERS
    return {
        name: (facets.most(counts, most), min(len(counts), most))
        for name, counts in found.facets.items()
    }


def found(words, *, locale, at, **chosen):
    """Return (type, key) of what is found, the best first."""
    hits = page(words, locale=locale, at=at, **chosen).hits
    return [(hit.shown.key.type, hit.shown.key.key) for hit in hits]
