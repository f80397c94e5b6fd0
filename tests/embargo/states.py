"""The states of a secret: how each comes about, and what each may show, as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from press import lifecycle
from tests import factories
from tests.embargo import rooms
from tests.embargo.canaries import CANARIES
from tests.embargo.rooms import Secret

ABSENT, OLD, NEW, NOTICE, MENDED = "absent", "old", "new", "notice", "mended"
NOTES = {"en": "Taken back.", "fr": "Retiré."}
HIDDEN_NOTES = dict.fromkeys(("en", "fr"), CANARIES["correction note"])


@dataclass(frozen=True)
class State:
    """One row of the table: what shows before T, and from T on."""

    name: str
    before: str
    after: str
    reach: Callable[[Secret, datetime], None]

    def at(self, moment: datetime, *, lift: datetime) -> str:
        """Return what may show at an instant."""
        return self.before if moment < lift else self.after


def lift_of(clock: factories.Clock) -> datetime:
    """Return T: a whole minute, an hour ahead."""
    return clock() + timedelta(hours=1)


def embargo(secret: Secret, moment: datetime) -> None:
    lifecycle.set_embargo(
        secret.release, moment, zone="UTC", by=secret.by, clock=secret.clock
    )


def approve(secret: Secret, *locales: str) -> None:
    factories.approve(secret.made, secret.room, secret.clock, *locales)


def draft(secret: Secret, _moment: datetime) -> None:
    rooms.sing(secret)


def in_review(secret: Secret, _moment: datetime) -> None:
    rooms.sing(secret)
    lifecycle.submit(secret.release, by=secret.by, clock=secret.clock)
    lifecycle.send_back(
        secret.release, by=secret.by, note=CANARIES["review note"], clock=secret.clock
    )
    lifecycle.submit(secret.release, by=secret.by, clock=secret.clock)


def one_edition_missing(secret: Secret, moment: datetime) -> None:
    rooms.sing(secret)
    embargo(secret, moment)
    approve(secret, "en")


def approved(secret: Secret, _moment: datetime) -> None:
    rooms.sing(secret)
    approve(secret)


def embargoed(secret: Secret, moment: datetime) -> None:
    approved(secret, moment)
    embargo(secret, moment)


def cancelled(secret: Secret, moment: datetime) -> None:
    embargoed(secret, moment)
    lifecycle.cancel_embargo(
        secret.release, by=secret.by, reason=CANARIES["reason"], clock=secret.clock
    )


def withdrawn_before_its_lift(secret: Secret, moment: datetime) -> None:
    embargoed(secret, moment)
    lifecycle.withdraw(secret.release, by=secret.by, notes={}, clock=secret.clock)


def deleted(secret: Secret, moment: datetime) -> None:
    approved(secret, moment)
    secret.made.pages["en"].delete()


def earlier_version_out(secret: Secret) -> None:
    approve(secret)
    lifecycle.lift_now(secret.release, by=secret.by, clock=secret.clock)
    secret.clock.tick(minutes=1)


def draft_of_a_correction(secret: Secret, _moment: datetime) -> None:
    earlier_version_out(secret)
    rooms.sing(secret)
    approve(secret)


def pending_correction(secret: Secret, moment: datetime) -> None:
    draft_of_a_correction(secret, moment)
    lifecycle.correct(
        secret.release,
        by=secret.by,
        notes=HIDDEN_NOTES,
        correction_class="fact",
        at=moment,
        clock=secret.clock,
    )


def out(secret: Secret, moment: datetime) -> None:
    approved(secret, moment)
    lifecycle.lift_now(secret.release, by=secret.by, clock=secret.clock)
    secret.clock.tick(minutes=1)


def closed_by_a_correction(secret: Secret, moment: datetime) -> None:
    out(secret, moment)
    for code in secret.made.pages:
        factories.edited(
            secret.made,
            secret.room,
            code,
            title=f"Mended plan {code}",
            subtitle="",
            search_description="",
            lead="<p>Mended lead.</p>",
            place=None,
            image=None,
            image_alt="",
            image_caption="",
            body=[],
            contacts=[],
            topics=[],
        )
    approve(secret)
    lifecycle.correct(
        secret.release,
        by=secret.by,
        notes=NOTES,
        correction_class="major",
        close_earlier=True,
        clock=secret.clock,
    )


def withdrawn(secret: Secret, moment: datetime) -> None:
    out(secret, moment)
    lifecycle.withdraw(secret.release, by=secret.by, notes=NOTES, clock=secret.clock)


def restored(secret: Secret, moment: datetime) -> None:
    withdrawn(secret, moment)
    secret.clock.tick(minutes=1)
    lifecycle.restore(
        secret.release, by=secret.by, reason="Cleared", clock=secret.clock
    )


def erased(secret: Secret, moment: datetime) -> None:
    out(secret, moment)
    lifecycle.erase(secret.release, by=secret.by, reason="Order", clock=secret.clock)


STATES = [
    State("draft", ABSENT, ABSENT, draft),
    State("in review", ABSENT, ABSENT, in_review),
    State("one edition missing", ABSENT, ABSENT, one_edition_missing),
    State("approved", ABSENT, ABSENT, approved),
    State("under embargo", ABSENT, NEW, embargoed),
    State("embargo cancelled", ABSENT, ABSENT, cancelled),
    State("withdrawn before its lift", ABSENT, ABSENT, withdrawn_before_its_lift),
    State("draft deleted", ABSENT, ABSENT, deleted),
    State("draft of a correction", OLD, OLD, draft_of_a_correction),
    State("correction under embargo", OLD, NEW, pending_correction),
    State("closed by a correction", MENDED, MENDED, closed_by_a_correction),
    State("withdrawn", NOTICE, NOTICE, withdrawn),
    State("restored", NEW, NEW, restored),
    State("erased", NOTICE, NOTICE, erased),
]
