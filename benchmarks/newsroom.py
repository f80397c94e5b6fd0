"""Makes the newsrooms that are measured: some of the demo's releases, many varied."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from benchmarks import patterns
from home.demo import content, keys, newsroom, scaled_rows, scaling
from press import clock, models

# Enough to vary: every kind of block, pictures and files left out.
PATTERNS = 8
BATCH = 500


def make(scale: int) -> None:
    """Fill an empty database; its search index holds all, and nothing waits."""
    call_command("migrate", verbosity=0)
    text = content.load()
    public = [row for row in text.releases if row.state == "public"][:PATTERNS]
    some = text.model_copy(update={"releases": public})
    newsroom.put_in(some, clock=clock.now)
    scaling.put_in(scale, text=some, now=clock.now())
    models.Delivery.objects.update(done_at=clock.now())


def make_shaped(*, waiting: int) -> None:
    """Fill an empty database with releases of the shape, and some that wait.

    Those are under an embargo and can be lifted. No account has a password.
    """
    call_command("migrate", verbosity=0)
    newsroom.put_in(patterns.of(content.load(), waiting=waiting), clock=clock.now)
    for account in get_user_model().objects.all():
        account.set_unusable_password()
        account.save()


def grow(releases: int) -> None:
    """Add varied releases until there are so many; nothing searches them."""
    text = patterns.of(content.load(), waiting=0)
    added = releases - len(text.releases)
    scaling.put_in(added, text=text, now=clock.now(), is_searched=False)
    models.Delivery.objects.filter(done_at=None).update(done_at=clock.now())
    _analyze()


def multiply(releases: int) -> None:
    """Copy the public releases until there are so many, for what reads no mentions."""
    now = clock.now()
    by_release: dict[UUID, list[models.Document]] = {}
    rows = models.Document.objects.filter(public_from__lte=now)
    for row in rows.select_related("release").order_by("release_id", "locale"):
        by_release.setdefault(row.release_id, []).append(row)
    originals = list(by_release.values())
    numbers = range(max(0, releases - len(originals)))
    for start in range(0, len(numbers), BATCH):
        copies = (
            _copy(originals[number % len(originals)], number)
            for number in numbers[start : start + BATCH]
        )
        scaled_rows.write(copies, at=now)
    _analyze()


def _copy(rows: list[models.Document], number: int) -> scaled_rows.Scaled:
    """Return a release with the texts of another, a little older."""
    key, earlier = keys.of("copied", number), rows[0].release
    release = models.Release(
        id=key,
        reference=keys.reference(key),
        kind=earlier.kind,
        release_date=earlier.release_date,
        zone=earlier.zone,
        required_locales=earlier.required_locales,
        source_locale=earlier.source_locale,
        stage=models.Release.Stage.REVIEW,
    )
    own = {"id": str(key), "reference": release.reference}
    editions: dict[str, scaled_rows.Edition] = {
        row.locale: (row.body | own | {"slug": f"{row.slug}-{number}"}, [])
        for row in rows
    }
    lift = rows[0].public_from - timedelta(minutes=number + 1)
    return scaled_rows.Scaled(release, lift, editions)


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def waiting_ids(count: int) -> list[str]:
    """Return the ids of the releases that wait."""
    return [str(keys.of("release", patterns.waiting_key(n))) for n in range(count)]
