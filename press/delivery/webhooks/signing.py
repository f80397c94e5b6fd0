"""Signatures of webhooks, as Standard Webhooks has them: secrets, headers, checks."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime

PREFIX = "whsec_"
VERSION = "v1"
TOLERANCE = 300


class BadSignature(Exception):
    """A message that the owner of the secret did not sign just now."""


def secret_of(key: bytes) -> str:
    """Return the bytes of a key as a secret that receivers know how to read."""
    return PREFIX + base64.b64encode(key).decode()


def key_of(secret: str) -> bytes:
    """Return the bytes of a secret; raises ValueError for what is none."""
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("a secret is whsec_ and base64") from error


def signature(secret: str, *, message: str, seconds: int, body: bytes) -> str:
    """Return one signature of `<id>.<seconds>.<body>`."""
    signed = f"{message}.{seconds}.".encode() + body
    digest = hmac.new(key_of(secret), signed, hashlib.sha256).digest()
    return f"{VERSION},{base64.b64encode(digest).decode()}"


def headers(
    secrets: Iterable[str], *, message: str, at: datetime, body: bytes
) -> dict[str, str]:
    """Return the three headers of a try; each secret in force signs."""
    seconds = int(at.timestamp())
    signed = (
        signature(secret, message=message, seconds=seconds, body=body)
        for secret in secrets
    )
    return {
        "webhook-id": message,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(signed),
    }


def verify(
    secret: str, received: Mapping[str, str], body: bytes, *, at: datetime
) -> None:
    """Raise BadSignature unless one signature is the secret's, and of these minutes."""
    try:
        message = received["webhook-id"]
        seconds = int(received["webhook-timestamp"])
        given = received["webhook-signature"].split()
    except (KeyError, ValueError) as error:
        raise BadSignature("its headers are not those of Standard Webhooks") from error
    if abs(at.timestamp() - seconds) > TOLERANCE:
        raise BadSignature("it was signed more than five minutes away from now")
    right = signature(secret, message=message, seconds=seconds, body=body).encode()
    if not any(hmac.compare_digest(right, one.encode()) for one in given):
        raise BadSignature("none of its signatures is of this secret")
