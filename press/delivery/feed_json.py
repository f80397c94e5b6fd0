"""A feed as JSON Feed 1.1; `_newsroom` says what the format has no place for."""

import json
from typing import Any

from django.conf import settings

from press.delivery import feeds, named, xml_writing

CONTENT_TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"
IMAGE_WIDTH = 1200


def written(feed: feeds.Feed) -> bytes:
    """Return the document's bytes."""
    value = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.url("json"),
        "language": feed.locale,
        "authors": [{"name": settings.NEWSROOM_NAME, "url": feed.page_url}],
        "items": [_item(entry) for entry in feed.entries],
        "_newsroom": {"withdrawn": [_withdrawn(row) for row in feed.deleted]},
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _item(entry: feeds.Entry) -> dict[str, Any]:
    release = entry.release
    found = {
        "id": entry.id,
        "url": release.url,
        "title": release.title,
        "content_html": entry.content,
        "summary": release.summary,
        "image": _image(entry),
        "date_published": xml_writing.instant(release.published_at),
        "date_modified": xml_writing.instant(release.public_from),
        "authors": [{"name": name} for name in entry.authors],
        "tags": [topic.name for topic in release.topics],
        "language": release.locale,
        "attachments": [_attachment(kept) for kept in entry.files],
    }
    own = {
        "api_url": release.api_url,
        "reference": release.reference,
        "version": release.version,
        "correction_note": release.correction_note,
    }
    return {name: value for name, value in found.items() if value} | {"_newsroom": own}


def _image(entry: feeds.Entry) -> str:
    if entry.release.image is None:
        return ""
    size = named.shown(entry.release.image, width=IMAGE_WIDTH)
    return size.file.url if size else entry.release.image.original.url


def _attachment(kept: named.NamedFile) -> dict[str, Any]:
    return {
        "url": kept.file.url,
        "mime_type": kept.file.content_type,
        "title": kept.title,
        "size_in_bytes": kept.file.size,
    }


def _withdrawn(row: feeds.Deleted) -> dict[str, str]:
    return {
        "id": row.id,
        "reference": row.reference,
        "date_withdrawn": xml_writing.instant(row.at),
        "note": row.note,
    }
