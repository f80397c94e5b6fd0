"""What a message says: which thing, in which language and version, and where it is."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from press import models
from press.blocks import shapes
from press.delivery import addresses

KINDS = (
    "release.published",
    "release.corrected",
    "release.translated",
    "release.withdrawn",
    "release.restored",
    "release.erased",
    "record.changed",
)
TEST = "webhook.test"


class Data(shapes.Shape):
    """The thing that changed; its text is behind `api_url`, and only there."""

    kind: Literal[
        "release", "organisation", "person", "boilerplate", "contact", "topic"
    ]
    id: UUID
    reference: str | None
    locale: str
    version: int
    api_url: str


class Message(shapes.Shape):
    """The body of a webhook: the event, since when it is so, and what it is about."""

    type: str
    timestamp: datetime
    data: Data


class TrialData(shapes.Shape):
    """What a test message carries."""

    endpoint: UUID


class Trial(shapes.Shape):
    """The body of a test message, sent from the desk."""

    type: Literal["webhook.test"]
    timestamp: datetime
    data: TrialData


def of_event(event: models.Event) -> Message:
    """Return the message of an event; it holds no word of a release."""
    if event.release is not None:
        name, kind = "release", "release"
        key, reference = event.release.pk, event.release.reference
    else:
        name, kind = event.record_kind, event.record_kind
        key, reference = UUID(event.key), None
    return Message.model_validate(
        {
            "type": event.kind,
            "timestamp": event.visible_at,
            "data": {
                "kind": kind,
                "id": key,
                "reference": reference,
                "locale": event.locale,
                "version": event.version,
                "api_url": addresses.api_url(
                    addresses.API_NAMES[name], key, locale=event.locale
                ),
            },
        }
    )


def of_test(endpoint: UUID, *, at: datetime) -> Trial:
    """Return a message that says only that messages arrive."""
    return Trial(type=TEST, timestamp=at, data=TrialData(endpoint=endpoint))
