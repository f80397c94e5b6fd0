"""Makes the newsroom that is measured: a few of the demo's releases and many varied."""

from django.core.management import call_command

from home.demo import content, newsroom, scaling
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
