"""What the public may read: documents, records, files, and who names what."""

import secrets

from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT

from press.models import releases


def new_token() -> str:
    """Return the random part of a public file's address."""
    return secrets.token_urlsafe(16)


def storage_name(_instance: models.Model, _filename: str) -> str:
    """Return a random storage name: a name tells nothing and cannot be guessed."""
    token = secrets.token_hex(20)
    return f"public/{token[:2]}/{token}"


class Document(models.Model):
    """One immutable version of an edition; public from `public_from` on.

    `lifted_at` is the instant of the release's first version in this locale:
    lists are ordered by it, so that a correction stays in its place. Kind and day are
    the body's own, kept by the database beside it: lists narrow by them.
    """

    class CorrectionClass(models.TextChoices):
        NONE = "", ""
        MINOR = "minor", "minor"
        FACT = "fact", "fact"
        MAJOR = "major", "major"

    release = models.ForeignKey(
        releases.Release, on_delete=models.PROTECT, related_name="documents"
    )
    locale = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    slug = models.CharField(max_length=200)
    body = models.JSONField()
    hash = models.CharField(max_length=64)
    public_from = models.DateTimeField()
    lifted_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True, blank=True)
    correction_note = models.TextField(blank=True)
    correction_class = models.CharField(
        max_length=10, blank=True, choices=CorrectionClass
    )
    closes_earlier = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)
    kind = models.GeneratedField(
        expression=KT("body__kind"),
        output_field=models.CharField(max_length=20, null=True),
        db_persist=True,
    )
    release_date = models.GeneratedField(
        expression=KT("body__release_date"),
        output_field=models.CharField(max_length=10, null=True),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "locale", "version"], name="one_document_a_version"
            )
        ]
        indexes = [
            models.Index(
                fields=["locale", "-lifted_at", "release"], name="document_list"
            ),
            models.Index(fields=["locale", "slug"], name="document_slug"),
            models.Index(fields=["public_from"], name="document_public_from"),
            models.Index(fields=["locale", "release_date"], name="document_day"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.locale} v{self.version}"


class Record(models.Model):
    """One version of a snippet as the public reads it; no body means taken back."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=36)
    locale = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    body = models.JSONField(null=True)
    hash = models.CharField(max_length=64)
    listed = models.BooleanField(default=False)
    public_from = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "locale", "version"],
                name="one_record_a_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.locale} v{self.version}"


class File(models.Model):
    """The bytes of an image, a rendition or an attachment, kept as they were.

    Reachable only while something public names its hash. `source` and `spec`
    say what it was made from: the hash of the original and the rendition spec.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token)
    hash = models.CharField(max_length=64, db_index=True)
    source = models.CharField(max_length=64)
    spec = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    bytes = models.FileField(upload_to=storage_name, max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "spec", "name"], name="one_file_a_spec"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    """A document, record or plain page names a quote, snippet or file."""

    class Kind(models.TextChoices):
        QUOTE = "quote"
        BOILERPLATE = "boilerplate"
        ORGANISATION = "organisation"
        PERSON = "person"
        TOPIC = "topic"
        CONTACT = "contact"
        FILE = "file"

    document = models.ForeignKey(
        Document, null=True, on_delete=models.CASCADE, related_name="mentions"
    )
    record = models.ForeignKey(
        Record, null=True, on_delete=models.CASCADE, related_name="mentions"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="one_owner_a_mention",
                condition=(
                    Q(document__isnull=False, record__isnull=True, page__isnull=True)
                    | Q(document__isnull=True, record__isnull=False, page__isnull=True)
                    | Q(document__isnull=True, record__isnull=True, page__isnull=False)
                ),
            )
        ]
        indexes = [models.Index(fields=["kind", "key"], name="mention_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
