"""Tells operators by mail that an endpoint was turned off, each in their language."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from press import models, rights


def turned_off(endpoint: UUID) -> None:
    """Write to every operator who has an address; call it after the commit."""
    row = models.WebhookEndpoint.objects.filter(pk=endpoint).first()
    if row is None:
        return
    address = settings.NEWSROOM_URL + reverse("press_webhook", args=[row.pk])
    for user in operators():
        with translation.override(_language(user)):
            context = {
                "endpoint": row,
                "is_gone": row.off == models.WebhookEndpoint.Off.GONE,
                "address": address,
                "name": settings.NEWSROOM_NAME,
            }
            subject = _("A webhook was turned off: %(host)s") % {"host": row.url}
            words = render_to_string("press/desk/webhook_off.txt", context)
            send_mail(subject, words, None, [user.email])


def operators() -> Iterable[Any]:
    """Return those who look after webhooks and can be written to."""
    is_operator = Q(groups__name=rights.GROUPS["operator"]) | Q(is_superuser=True)
    people = get_user_model().objects.filter(is_operator, is_active=True)
    return people.exclude(email="").distinct().order_by("pk")


def _language(user: Any) -> str:
    profile = getattr(user, "wagtail_userprofile", None)
    return str(profile.get_preferred_language()) if profile else settings.LANGUAGE_CODE
