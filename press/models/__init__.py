"""The tables of the press app."""

from press.models.audit import AuditEntry
from press.models.events import Delivery, Event, Generation
from press.models.intake import Intake
from press.models.media import Attachment, Photo, PhotoRendition
from press.models.pages import ReleaseIndexPage, ReleasePage
from press.models.preview import PreviewToken
from press.models.public import Document, File, Mention, Record
from press.models.releases import Approval, QuoteClaim, Release, SlugClaim, Withdrawal
from press.models.snippets import (
    Boilerplate,
    Organisation,
    Person,
    Place,
    PressContact,
    Topic,
)
from press.models.webhooks import WebhookDelivery, WebhookEndpoint

__all__ = [
    "Approval",
    "Attachment",
    "AuditEntry",
    "Boilerplate",
    "Delivery",
    "Document",
    "Event",
    "File",
    "Generation",
    "Intake",
    "Mention",
    "Organisation",
    "Person",
    "Photo",
    "PhotoRendition",
    "Place",
    "PressContact",
    "PreviewToken",
    "QuoteClaim",
    "Record",
    "Release",
    "ReleaseIndexPage",
    "ReleasePage",
    "SlugClaim",
    "Topic",
    "WebhookDelivery",
    "WebhookEndpoint",
    "Withdrawal",
]
