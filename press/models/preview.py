"""A preview: the text of one revision, in one locale, for whoever has its token."""

from django.conf import settings
from django.db import models

from press.models import pages, releases


class PreviewToken(models.Model):
    """One token, known by its hash alone, and the text that it opens.

    The text is built when the token is made and never again: what is edited later
    does not show. It goes with its edition, or with the revision that it is of; a
    preview of what was not saved yet has no revision, and lives a short time.
    """

    class Purpose(models.TextChoices):
        LINK = "link"
        PANEL = "panel"
        TAB = "tab"

    hash = models.CharField(max_length=64, unique=True)
    release = models.ForeignKey(
        releases.Release, on_delete=models.CASCADE, related_name="previews"
    )
    page = models.ForeignKey(
        pages.ReleasePage, on_delete=models.CASCADE, related_name="+"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    locale = models.CharField(max_length=20)
    purpose = models.CharField(max_length=10, choices=Purpose)
    note = models.CharField(max_length=120, blank=True)
    body = models.JSONField()
    findings = models.JSONField(default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    opens = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.release_id} {self.locale} {self.purpose}"
