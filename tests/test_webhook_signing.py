"""Promise: whoever knows Standard Webhooks verifies our messages, and no others."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest

from press.delivery.webhooks import signing

# The published vector of the specification.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE = "msg_p5jXN8AQM9LWM0D4loKWxJek"
AT = datetime.fromtimestamp(1614265330, UTC)
BODY = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
OTHER = "whsec_" + base64.b64encode(b"another key of thirty-two bytes!").decode()


def test_the_published_vector_is_signed_as_published():
    assert signing.headers([SECRET], message=MESSAGE, at=AT, body=BODY) == {
        "webhook-id": MESSAGE,
        "webhook-timestamp": "1614265330",
        "webhook-signature": SIGNATURE,
    }


def test_each_secret_in_force_signs():
    made = signing.headers([OTHER, SECRET], message=MESSAGE, at=AT, body=BODY)

    key = b"another key of thirty-two bytes!"
    signed = f"{MESSAGE}.1614265330.".encode() + BODY
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    first = "v1," + base64.b64encode(digest).decode()
    assert made["webhook-signature"] == f"{first} {SIGNATURE}"
    for secret in (OTHER, SECRET):
        signing.verify(secret, made, BODY, at=AT)


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg_other"},
        {"webhook-timestamp": "1614265331"},
        {"webhook-timestamp": "now"},
        {"webhook-signature": ""},
        {"webhook-signature": "v2" + SIGNATURE[2:]},
        {"webhook-signature": SIGNATURE[:-2] + "A="},
        {"webhook-signature": "é" + SIGNATURE},
    ],
)
def test_what_was_changed_on_its_way_does_not_verify(change):
    made = signing.headers([SECRET], message=MESSAGE, at=AT, body=BODY) | change

    with pytest.raises(signing.BadSignature):
        signing.verify(SECRET, made, BODY, at=AT)


def test_another_body_another_secret_and_a_lost_header_do_not_verify():
    made = signing.headers([SECRET], message=MESSAGE, at=AT, body=BODY)
    lost = {name: made[name] for name in ("webhook-id", "webhook-signature")}

    for secret, received, body in (
        (SECRET, made, BODY + b" "),
        (OTHER, made, BODY),
        (SECRET, lost, BODY),
    ):
        with pytest.raises(signing.BadSignature):
            signing.verify(secret, received, body, at=AT)


def test_a_message_holds_for_five_minutes_each_way():
    made = signing.headers([SECRET], message=MESSAGE, at=AT, body=BODY)

    for seconds in (-300, 0, 300):
        signing.verify(SECRET, made, BODY, at=AT + timedelta(seconds=seconds))
    for seconds in (-301, 301):
        with pytest.raises(signing.BadSignature):
            signing.verify(SECRET, made, BODY, at=AT + timedelta(seconds=seconds))
