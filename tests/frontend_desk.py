"""The desk of a newsroom that runs in processes of its own: one act per line, in JSON.

`python -m tests.frontend_desk` reads `[act, arguments]` from its input and writes what
the act returns. It is its own process since its database is not the one of the tests.
"""

import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from home.demo import content, newsroom  # noqa: E402
from home.models import HomePage  # noqa: E402
from press import clock, lifecycle, models, previews, rights  # noqa: E402
from press.delivery.webhooks import endpoints  # noqa: E402
from tests import factories  # noqa: E402

# Between them they have a block of every type; one is withdrawn.
DEMO = ("01-postgenai", "05-hearing", "06-plankton", "58-surgery", "59-eclipse")
NOTE = {"en": "A figure was wrong.", "fr": "Un chiffre était faux."}


class Desk:
    """A newsroom with a few releases of the demo, and what people do in it."""

    def __init__(self) -> None:
        self.made: dict[str, factories.Made] = {}

    def open(self) -> None:
        """Make the database and what is in it from the beginning."""
        call_command("migrate", verbosity=0)
        text = content.load()
        chosen = [row for row in text.releases if row.key.startswith(DEMO)]
        few = text.model_copy(update={"releases": chosen})
        refused = newsroom.put_in(few, clock=clock.now)
        if refused:
            raise RuntimeError(refused)
        self.room = factories.Newsroom(
            homes={page.locale.language_code: page for page in HomePage.objects.all()},
            indexes={
                page.locale.language_code: page
                for page in models.ReleaseIndexPage.objects.all()
            },
            users={
                role: factories.user(f"test-{role}", rights.GROUPS[role])
                for role in ("editor", "approver", "operator")
            },
        )

    def hook(self, url: str) -> str:
        """Add a webhook; return its secret."""
        _endpoint, secret = endpoints.add(
            url, by=self.room.users["operator"], clock=clock.now
        )
        return secret

    def sent(self) -> list[list[Any]]:
        """Return the kind and the answer of each message that was settled."""
        rows = models.WebhookDelivery.objects.exclude(done_at=None).order_by("pk")
        return [list(row) for row in rows.values_list("kind", "status")]

    def embargo(self, title: str, moment: str) -> None:
        """Make a release that lifts at an instant."""
        self.made[title] = factories.embargoed(
            self.room,
            clock.now,
            title=title,
            words=title,
            moment=datetime.fromisoformat(moment),
        )

    def publish(self, title: str) -> dict[str, str]:
        """Lift a release now; return its slugs."""
        self.made[title] = factories.public(
            self.room, clock.now, title=title, words=title
        )
        return self.slugs(title)

    def slugs(self, title: str) -> dict[str, str]:
        """Return the slug of each edition, public or not yet."""
        documents = self.made[title].release.documents
        return dict(documents.values_list("locale", "slug"))

    def correct(self, title: str, lead: str) -> None:
        """Correct the lead of each edition."""
        made = self.made[title]
        for code in made.pages:
            factories.edited(made, self.room, code, lead=f"<p>{lead} ({code}).</p>")
        factories.approve(made, self.room, clock.now)
        lifecycle.correct(
            made.release,
            by=self.room.users["approver"],
            notes=NOTE,
            correction_class="fact",
            clock=clock.now,
        )

    def withdraw(self, title: str) -> None:
        """Withdraw a release."""
        lifecycle.withdraw(
            self.made[title].release,
            by=self.room.users["approver"],
            notes=NOTE,
            clock=clock.now,
        )

    def preview(self, title: str) -> str:
        """Make a draft; return a token that opens its French edition."""
        made = factories.draft(self.room, title=title, words=title)
        return previews.share(
            made.pages["fr"],
            by=self.room.users["editor"],
            clock=clock.now,
            life=timedelta(hours=1),
        )


def main() -> None:
    """Do what each line asks for, until there is none."""
    desk = Desk()
    for line in sys.stdin:
        name, arguments = json.loads(line)
        act: Callable[..., Any] = getattr(desk, name)
        sys.stdout.write(json.dumps(act(*arguments)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
