"""The release and what belongs to it in every language."""

import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """Return a random reference: nothing public counts releases."""
    return "PR-" + "".join(secrets.choice(REFERENCE_ALPHABET) for _i in range(8))


def required_locales() -> list[str]:
    """Return the locales that a new release must be approved in."""
    return list(settings.NEWSROOM_REQUIRED_LOCALES)


def default_zone() -> str:
    """Return the newsroom's own time zone."""
    return str(settings.NEWSROOM_ZONE)


class Release(models.Model):
    """One announcement, in all its languages; the id is its pages' translation_key."""

    class Kind(models.TextChoices):
        RELEASE = "release", _("Press release")
        STATEMENT = "statement", _("Statement")
        ADVISORY = "advisory", _("Media advisory")

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        max_length=40, unique=True, default=new_reference, verbose_name=_("reference")
    )
    kind = models.CharField(
        max_length=20, choices=Kind, default=Kind.RELEASE, verbose_name=_("kind")
    )
    release_date = models.DateField(
        null=True, blank=True, verbose_name=_("release date")
    )
    zone = models.CharField(
        max_length=64, default=default_zone, verbose_name=_("time zone")
    )
    embargo_at = models.DateTimeField(null=True, blank=True, verbose_name=_("embargo"))
    required_locales = models.JSONField(default=required_locales)
    source_locale = models.CharField(max_length=20)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    note = models.TextField(blank=True, verbose_name=_("note of the last review"))

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    def __str__(self) -> str:
        return self.reference


class Approval(models.Model):
    """An edition, read and accepted as it stands: its built bytes and their hash.

    `source_hash` is that of the source edition beside which a translation was
    read; another source means that the translation is to be read again.
    """

    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="approvals"
    )
    locale = models.CharField(max_length=20)
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = models.JSONField()
    mentions = models.JSONField(default=list)
    hash = models.CharField(max_length=64)
    source_hash = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField()
    lapsed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "locale"],
                condition=models.Q(lapsed_at=None),
                name="one_approval_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.locale}"


class Withdrawal(models.Model):
    """A release taken back from the public; `notes` says why, by locale."""

    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="withdrawals"
    )
    withdrawn_at = models.DateTimeField()
    restored_at = models.DateTimeField(null=True, blank=True)
    notes = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release"],
                condition=models.Q(restored_at=None),
                name="one_withdrawal_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.withdrawn_at}"


class SlugClaim(models.Model):
    """A slug belongs to one release in a locale, from approval on."""

    locale = models.CharField(max_length=20)
    slug = models.CharField(max_length=200)
    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="slug_claims"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="one_slug_owner")
        ]

    def __str__(self) -> str:
        return f"{self.locale}/{self.slug}"


class QuoteClaim(models.Model):
    """A quote id belongs to one release, whichever edition or version holds it."""

    id = models.UUIDField(primary_key=True)
    release = models.ForeignKey(
        Release, on_delete=models.CASCADE, related_name="quote_claims"
    )

    def __str__(self) -> str:
        return str(self.id)


def claim_quotes(stream: Any, *, release: Release) -> None:
    """Claim the id of each quote; give a new id to one that another release has.

    A copied page or a pasted block brings the ids of its origin along. The new
    id follows from the old one and the release, so that row, revision and every
    edition of the copy arrive at the same.
    """
    quotes = [child for child in stream if child.block_type == "quote"]
    keys = [uuid.UUID(child.id) if child.id else uuid.uuid4() for child in quotes]
    owners = dict(
        QuoteClaim.objects.filter(id__in=keys).values_list("id", "release_id")
    )
    seen: set[uuid.UUID] = set()
    new = []
    for child, key in zip(quotes, keys, strict=True):
        while key in seen or owners.get(key, release.pk) != release.pk:
            key = uuid.uuid5(release.pk, str(key))
        seen.add(key)
        child.id = str(key)
        if key not in owners:
            new.append(QuoteClaim(id=key, release=release))
    QuoteClaim.objects.bulk_create(new, ignore_conflicts=True)
