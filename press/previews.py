"""Previews: tokens that open the text of one edition, as it stood, for a time."""

import hashlib
import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.utils.crypto import salted_hmac

from press import actors, audit, checks, editions, ledger, models

Clock = Callable[[], datetime]

RANDOM_BYTES = 24
SALT = "press.preview"
# A preview of what was not saved: long enough to read it, and the last few only.
UNSAVED_LIFE = timedelta(hours=1)
UNSAVED_KEPT = 3
# The same person at the same preview is one line of the log in this time.
LOGGED_AGAIN_AFTER = timedelta(minutes=10)
FILE_PATH = re.compile(r"/files/([\w-]+)/([\w.-]+)")

SHARED, OPENED, REVOKED = "share_preview", "open_preview", "revoke_preview"


@dataclass(frozen=True)
class Opener:
    """Who opens a preview: an account, if any, and an address, kept as a mark."""

    user: Any
    address: str

    def mark(self, *, at: datetime) -> str:
        """Return what tells openers of one day apart and names none of them."""
        told = f"{at:%Y-%m-%d} {self.address}"
        return salted_hmac(SALT, told, algorithm="sha256").hexdigest()[:12]


def may_share(user: Any, page: models.ReleasePage) -> bool:
    """Tell whether the user may hand out previews of an edition.

    Those who may open it: editors every one, translators what they translate.
    """
    if not actors.may(user, "preview"):
        return False
    if actors.may(user, "edit"):
        return True
    locale = page.locale.language_code
    is_source = page.release.source_locale == locale
    return actors.translates(user, locale) and not is_source


def share(
    page: models.ReleasePage, *, by: Any, clock: Clock, life: timedelta, note: str = ""
) -> str:
    """Return a token for the newest saved revision of an edition.

    Nobody can read it again: what is kept is its hash.
    """
    _require_right(by, page)
    revision = page.get_latest_revision()
    # What was erased has a page and no revision.
    draft = revision.as_object() if revision else page
    token, row = _made(draft, by=by, at=clock(), life=life)
    row.purpose = models.PreviewToken.Purpose.LINK
    row.revision = revision
    row.note = note
    with ledger.locked():
        _forget_expired(at=row.made_at)
        row.save()
        reason = f"link {row.hash[:8]}"
        _log(SHARED, row, actor=by, reason=reason, at=row.made_at)
    return token


def show(
    page: models.ReleasePage, *, by: Any, at: datetime, is_panel: bool = False
) -> str:
    """Return a token for an edition as it stands in memory, saved or not.

    It is bound to this text, which no revision may ever have; its life is short
    and only the last few of a person are kept.
    """
    _require_right(by, page)
    purposes = models.PreviewToken.Purpose
    token, row = _made(page, by=by, at=at, life=UNSAVED_LIFE)
    row.purpose = purposes.PANEL if is_panel else purposes.TAB
    mine = models.PreviewToken.objects.filter(
        page=page.pk, made_by=by, purpose=row.purpose
    )
    newest = mine.order_by("-made_at", "-pk").values_list("pk", flat=True)
    old = list(newest[UNSAVED_KEPT - 1 :])
    models.PreviewToken.objects.filter(pk__in=old).delete()
    _forget_expired(at=at)
    row.save()
    return token


def found(token: str, *, at: datetime) -> models.PreviewToken | None:
    """Return what a token opens, or None, after one query whatever the reason.

    It dies with its time, its revocation, its edition or the account of its maker.
    """
    is_signed = _is_signed(token)
    row = (
        models.PreviewToken.objects.filter(
            hash=_hash(token),
            revoked_at=None,
            expires_at__gt=at,
            made_by__is_active=True,
        )
        .select_related("made_by")
        .first()
    )
    return row if is_signed else None


def opened(row: models.PreviewToken, *, by: Opener, clock: Clock) -> None:
    """Count an opening; log it, unless the same opener has just been logged."""
    is_link = row.purpose == models.PreviewToken.Purpose.LINK
    name = row.hash[:8] if is_link else "-"
    maker = row.made_by.get_username() if row.made_by else ""
    with ledger.locked():
        now = clock()
        models.PreviewToken.objects.filter(pk=row.pk).update(
            opens=F("opens") + 1, last_opened_at=now
        )
        reason = f"{row.purpose} {name} {by.mark(at=now)} {maker}"
        has_just = models.AuditEntry.objects.filter(
            action=OPENED,
            object_key=str(row.release_id),
            locale=row.locale,
            actor=by.user,
            reason=reason,
            at__gt=now - LOGGED_AGAIN_AFTER,
        )
        if not has_just.exists():
            _log(OPENED, row, actor=by.user, reason=reason, at=now)


def links(release: models.Release, *, at: datetime) -> QuerySet[models.PreviewToken]:
    """Return the links of a release that still open something, newest first."""
    return (
        models.PreviewToken.objects.filter(
            release=release,
            purpose=models.PreviewToken.Purpose.LINK,
            revoked_at=None,
            expires_at__gt=at,
            made_by__is_active=True,
        )
        .defer("body")
        .select_related("made_by", "revision")
        .order_by("-made_at", "-pk")
    )


def revoke(rows: QuerySet[models.PreviewToken], *, by: Any, clock: Clock) -> int:
    """Close these previews and forget their text; return how many were open."""
    with ledger.locked():
        now = clock()
        open_rows = list(
            rows.filter(revoked_at=None, expires_at__gt=now).select_related(
                "page__locale"
            )
        )
        for row in open_rows:
            _require_right(by, row.page)
            row.revoked_at, row.body, row.findings = now, {}, []
            row.save(update_fields=["revoked_at", "body", "findings"])
            _log(REVOKED, row, actor=by, reason=f"link {row.hash[:8]}", at=now)
    return len(open_rows)


def file(row: models.PreviewToken, key: str, name: str) -> models.File | None:
    """Return a file that the text of a preview names, or None."""
    if (key, name) not in FILE_PATH.findall(json.dumps(row.body)):
        return None
    return kept_file(key, name)


def kept_file(key: str, name: str) -> models.File | None:
    """Return a kept file, public or not: for the desk, which shows drafts."""
    return models.File.objects.filter(token=key, name=name).first()


def _require_right(by: Any, page: models.ReleasePage) -> None:
    if not may_share(by, page):
        raise PermissionDenied


def _forget_expired(*, at: datetime) -> None:
    """Delete what opens nothing any more: no text lies about."""
    models.PreviewToken.objects.filter(expires_at__lte=at).delete()


def _made(
    page: models.ReleasePage, *, by: Any, at: datetime, life: timedelta
) -> tuple[str, models.PreviewToken]:
    """Return a new token and its row, with the text built and not saved yet."""
    release, token = page.release, _new_token()
    today = at.astimezone(ZoneInfo(release.zone)).date()
    built = editions.build(page, release=release, today=today)
    problems = checks.findings(page, release=release, built=built)
    return token, models.PreviewToken(
        hash=_hash(token),
        release=release,
        page_id=page.pk,
        locale=page.locale.language_code,
        body=built.body,
        findings=list(dict.fromkeys(problem.rule for problem in problems)),
        made_by=by,
        made_at=at,
        expires_at=at + life,
    )


def _log(
    action: str, row: models.PreviewToken, *, actor: Any, reason: str, at: datetime
) -> None:
    audit.append(
        action,
        actor=actor,
        object_kind="release",
        object_key=str(row.release_id),
        locale=row.locale,
        reason=reason,
        at=at,
    )


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=SALT, algorithm="sha256")


def _new_token() -> str:
    return _signer().sign(secrets.token_urlsafe(RANDOM_BYTES))


def _is_signed(token: str) -> bool:
    try:
        _signer().unsign(token)
    except signing.BadSignature:
        return False
    return True


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
