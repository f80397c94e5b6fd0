"""A saved search as an Atom feed: the newest releases and quotes that it finds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from press import queries
from press.delivery import (
    addresses,
    feed_atom,
    feed_links,
    feeds,
    surrogate,
    xml_writing,
)
from search import answers, quoting, saved

LENGTH = 20
# What has an instant at which it came out; a person is nothing new.
DATED = ("release", "quote")
LONGEST_TITLE = 80


@dataclass(frozen=True)
class Feed:
    """A search, what it found, and when each of the releases was last changed."""

    asked: saved.Saved
    path: str
    page_path: str
    locale: str
    hits: list[answers.SearchHit]
    changes: Mapping[tuple[UUID, str], datetime]

    @property
    def url(self) -> str:
        """The address of the feed, which is also its id."""
        return addresses.absolute(self.asked.address(self.path))

    def changed_at(self, hit: answers.SearchHit) -> datetime:
        """Return when what was found changed: with its release."""
        known = hit.published_at or feeds.NEVER
        return self.changes.get((_release(hit), hit.locale), known)


def link(asked: saved.Saved, *, page_path: str) -> feed_links.FeedLink:
    """Return the feed of a search as a page links to it."""
    kept = replace(asked, newest_first=False, page=1)
    return feed_links.FeedLink(
        label=feed_links.LABELS["atom"],
        title=title(kept),
        type=feed_links.TYPES["atom"],
        path=kept.address(addresses.feed(page_path, "atom")),
    )


def title(asked: saved.Saved) -> str:
    """Return what a saved search is called."""
    words = quoting.quoted(asked.words)
    return feed_links.title_of(_("Search: %(words)s") % {"words": words})


def read(
    asked: saved.Saved, *, page_path: str, at: datetime, site: addresses.Site
) -> Feed:
    """Return what a search finds now, the newest first."""
    asked = replace(asked, newest_first=False, page=1)
    types = asked.chosen.get("type", DATED)
    dated = tuple(one for one in DATED if one in types)
    # What never is new is looked for all the same, and found to be nothing.
    narrowed = {**asked.chosen, "type": dated or ("",)}
    newest = replace(asked, chosen=narrowed, newest_first=True)
    locale = translation.get_language()
    found = answers.answer(newest.asked(locale, size=LENGTH), page=1, at=at, site=site)
    rows = queries.documents(at=at).filter(
        release__in=[queries.NOBODY, *map(_release, found.hits)]
    )
    instants = rows.values_list("release_id", "locale", "public_from")
    changes = {(key, code): instant for key, code, instant in instants}
    surrogate.changed_at(changes.values())
    return Feed(
        asked=asked,
        path=addresses.feed(page_path, "atom"),
        page_path=page_path,
        locale=locale,
        hits=found.hits,
        changes=changes,
    )


def written(feed: Feed) -> bytes:
    """Return the document's bytes."""
    xml = xml_writing.Writer()
    base = {"xml:lang": feed.locale, "xml:base": addresses.absolute("/")}
    xml.open("feed", {"xmlns": feed_atom.NAMESPACES["xmlns"]} | base)
    xml.element("id", feed.url)
    xml.element("title", title(feed.asked))
    updated = max(map(feed.changed_at, feed.hits), default=feeds.NEVER)
    xml.element("updated", xml_writing.instant(updated))
    _link(xml, "self", feed_links.TYPES["atom"], feed.url)
    page = addresses.absolute(feed.asked.address(feed.page_path))
    _link(xml, "alternate", "text/html", page)
    xml.open("author")
    xml.element("name", settings.NEWSROOM_NAME)
    xml.close("author")
    for hit in feed.hits:
        _entry(xml, hit, changed_at=feed.changed_at(hit))
    xml.close("feed")
    return xml.content()


def _entry(
    xml: xml_writing.Writer, hit: answers.SearchHit, *, changed_at: datetime
) -> None:
    """Write a hit; a release has the id that it has in every feed."""
    own = {"xml:lang": hit.locale}
    xml.open("entry", own)
    xml.element("id", feeds.entry_id(hit.id, locale=hit.locale))
    xml.element("title", _title(hit))
    xml.element("published", xml_writing.instant(hit.published_at or changed_at))
    xml.element("updated", xml_writing.instant(changed_at))
    _link(xml, "alternate", "text/html", hit.url, hreflang=hit.locale)
    if hit.release:
        related = {"title": hit.release.title, "hreflang": hit.locale}
        _link(xml, "related", "text/html", hit.release.url, **related)
    xml.element("summary", hit.snippet)
    xml.close("entry")


def _title(hit: answers.SearchHit) -> str:
    """Return what an entry is called: of a quote, who says what, in its language."""
    if hit.release is None:
        return hit.title
    with translation.override(hit.locale):
        return _("%(speaker)s: “%(text)s”") % {
            "speaker": hit.title or hit.release.title,
            "text": Truncator(hit.snippet).chars(LONGEST_TITLE),
        }


def _link(xml: xml_writing.Writer, rel: str, type: str, href: str, **more: str) -> None:
    xml.element("link", attributes={"rel": rel, "type": type, "href": href} | more)


def _release(hit: answers.SearchHit) -> UUID:
    return hit.release.id if hit.release else hit.id
