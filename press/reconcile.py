"""Compares pages, documents, records and ledger; names what differs and heals it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, Min, OuterRef
from django.utils.module_loading import import_string

from press import audit, documents, editions, ledger, lifecycle, models
from press.lifecycle import snippets
from press.models.snippets import Snippet

# What an edition's row and its newest revision must agree on.
WORDS = ("title", "subtitle", "lead", "body", "contacts", "topics", "image_id")
VERSION_EVENTS = [
    "release.published",
    "release.corrected",
    "release.translated",
    "release.restored",
]


@dataclass(frozen=True)
class Difference:
    """One difference, in words, and what heals it (None: a person must look)."""

    rule: str
    subject: str
    heal: Callable[[], Any] | None = None


def differences(*, clock: Callable[[], datetime]) -> Iterator[Difference]:
    """Yield every difference between what is stored and what should be."""
    yield from _pages()
    yield from _documents()
    yield from _events(clock)
    yield from _approvals(clock)
    yield from _records(clock)
    broken = audit.broken_at()
    if broken:
        yield Difference("audit-chain-broken", f"entry of {broken.at.isoformat()}")
    for name, path in settings.NEWSROOM_RECONCILERS.items():
        for subject, heal in import_string(path)(at=clock()):
            yield Difference(f"{name}-differs", subject, heal)


def _pages() -> Iterator[Difference]:
    for page in models.ReleasePage.objects.filter(live=True):
        yield Difference("page-live", f"page {page.pk}", page.save)
    orphans = models.ReleasePage.objects.exclude(
        translation_key__in=models.Release.objects.values("pk")
    )
    for page in orphans:
        yield Difference("page-without-release", f"page {page.pk}", page.save)
    for page in models.ReleasePage.objects.exclude(latest_revision=None):
        draft = editions.newest_draft(page)
        if any(getattr(page, name) != getattr(draft, name) for name in WORDS):
            yield Difference("row-behind-draft", f"page {page.pk}", draft.save)
    claimed = models.SlugClaim.objects.filter(
        release=OuterRef("release"), locale=OuterRef("locale"), slug=OuterRef("slug")
    )
    for row in models.Document.objects.filter(~Exists(claimed)):
        yield Difference("document-without-slug", str(row), _claim(row))


def _documents() -> Iterator[Difference]:
    for row in models.Document.objects.iterator():
        if documents.content_hash(row.body) != row.hash:
            yield Difference("document-altered", str(row))
    starts = (
        models.Document.objects.filter(version=1, erased_at=None)
        .values("release")
        .annotate(first=Min("public_from"))
    )
    firsts = {row["release"]: row["first"] for row in starts}
    for release in models.Release.objects.filter(pk__in=firsts):
        there = set(
            release.documents.filter(
                version=1, public_from=firsts[release.pk]
            ).values_list("locale", flat=True)
        )
        missing = set(release.required_locales) - there
        if missing:
            yield Difference(
                "release-half-out", f"{release.reference}: {sorted(missing)}"
            )


def _events(clock: Callable[[], datetime]) -> Iterator[Difference]:
    told = models.Event.objects.filter(
        release=OuterRef("release"),
        locale=OuterRef("locale"),
        version=OuterRef("version"),
        kind__in=VERSION_EVENTS,
    )
    for row in models.Document.objects.filter(~Exists(told)).select_related("release"):
        yield Difference("document-without-event", str(row), _tell(row))
    for name in settings.NEWSROOM_CONSUMERS:
        there = models.Delivery.objects.filter(event=OuterRef("pk"), consumer=name)
        for event in models.Event.objects.filter(~Exists(there)):
            yield Difference(
                "event-without-delivery",
                f"{event} for {name}",
                _deliver(event, name),
            )
    for delivery in models.Delivery.objects.filter(parked_at__isnull=False):
        yield Difference(
            "delivery-parked", f"{delivery}: {delivery.error}", _retry(delivery, clock)
        )


def _approvals(clock: Callable[[], datetime]) -> Iterator[Difference]:
    held = models.Approval.objects.filter(lapsed_at=None)
    for approval in held.select_related("release", "revision"):
        page = models.ReleasePage.objects.filter(
            translation_key=approval.release_id,
            locale__language_code=approval.locale,
        ).first()
        if page is None:
            yield Difference("approval-without-edition", str(approval))
            continue
        if not _is_edited_since(page, approval):
            continue
        now = clock()
        draft = editions.newest_draft(page)
        built = editions.build(draft, release=approval.release, today=now.date())
        if built.hash != approval.hash:
            yield Difference(
                "approval-overtaken", str(approval), _lapse(draft, now=now)
            )


def _is_edited_since(page: models.ReleasePage, approval: models.Approval) -> bool:
    """Tell whether another revision, or the same rewritten, came after an approval.

    What a release names may change without an edit: its approval stays as it is.
    """
    newest = page.latest_revision
    if newest is None or approval.revision_id != newest.pk:
        return True
    return bool(newest.created_at > approval.at)


def _records(clock: Callable[[], datetime]) -> Iterator[Difference]:
    for model in Snippet.__subclasses__():
        if not model.record_kind:
            continue
        newest = models.Record.objects.filter(kind=model.record_kind).order_by(
            "key", "locale", "version"
        )
        hashes = {(row.key, row.locale): (row.hash, row.listed) for row in newest}
        for row in model.objects.select_related("locale").annotate(
            code=F("locale__language_code")
        ):
            body, _mentions = snippets.built(row)
            digest = documents.content_hash(documents.stored(body)) if body else ""
            stored = hashes.get((str(row.translation_key), row.code), ("", False))
            if stored != (digest, bool(row.is_listed)) and (digest or stored[0]):
                yield Difference(
                    "record-behind", f"{model.record_kind} {row}", _record(row, clock)
                )
        there = {
            (str(key), code)
            for key, code in model.objects.values_list(
                "translation_key", "locale__language_code"
            )
        }
        for (key, code), (digest, _listed) in hashes.items():
            if digest and (key, code) not in there:
                lost = snippets.Key(model.record_kind, key, code)
                yield Difference(
                    "record-without-snippet", " ".join(lost), _forget(lost, clock)
                )


def _tell(row: models.Document) -> Callable[[], Any]:
    def heal() -> None:
        kind = "release.published" if row.version == 1 else "release.corrected"
        with ledger.locked():
            ledger.append(
                kind,
                visible_at=row.public_from,
                release=row.release,
                locale=row.locale,
                version=row.version,
            )

    return heal


def _claim(row: models.Document) -> Callable[[], Any]:
    return lambda: models.SlugClaim.objects.get_or_create(
        locale=row.locale, slug=row.slug, release=row.release
    )


def _deliver(event: models.Event, consumer: str) -> Callable[[], Any]:
    return lambda: models.Delivery.objects.get_or_create(
        event=event, consumer=consumer, defaults={"next_try": event.visible_at}
    )


def _retry(
    delivery: models.Delivery, clock: Callable[[], datetime]
) -> Callable[[], Any]:
    return lambda: models.Delivery.objects.filter(pk=delivery.pk).update(
        parked_at=None, attempts=0, next_try=clock()
    )


def _lapse(page: models.ReleasePage, *, now: datetime) -> Callable[[], Any]:
    return lambda: lifecycle.edited(page, now=now)


def _record(row: Any, clock: Callable[[], datetime]) -> Callable[[], Any]:
    return lambda: lifecycle.record(row, clock=clock)


def _forget(key: snippets.Key, clock: Callable[[], datetime]) -> Callable[[], Any]:
    return lambda: lifecycle.forget(key, clock=clock)
