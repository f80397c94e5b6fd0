"""An imported file: its text, what was found in it, and the release it became."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Intake(models.Model):
    """A file under examination; `release` is set when it is accepted.

    It is kept then, so that editors can mend what the findings say.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(
        "press.Release",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="intakes",
    )
    file_name = models.CharField(max_length=255, verbose_name=_("file name"))
    locale = models.CharField(max_length=20)
    source = models.TextField()
    findings = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.file_name
