"""Makes the newsrooms that are measured: some of the demo's releases, many varied."""

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from benchmarks import patterns
from home.demo import content, keys, newsroom, scaling
from press import clock, models

# Enough to vary: every kind of block, pictures and files left out.
PATTERNS = 8


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
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def waiting_ids(count: int) -> list[str]:
    """Return the ids of the releases that wait."""
    return [str(keys.of("release", patterns.waiting_key(n))) for n in range(count)]
