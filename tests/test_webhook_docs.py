"""Promise: the receivers that the documentation shows verify what we send."""

import json
import re
import shutil
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from press.delivery.webhooks import payloads, signing

DOCS = Path(__file__).resolve().parent.parent / "docs" / "webhooks.md"
SECRETS = [signing.secret_of(bytes([number] * 32)) for number in (1, 2)]
BODY = '{"type":"webhook.test","data":{"é":1}}'.encode()


def shown(language):
    """Return the code in a language."""
    return re.search(rf"```{language}\n(.*?)```", DOCS.read_text(), re.S)[1]


def signed():
    """Sign by the host's clock, which the receivers read."""
    at = datetime.fromtimestamp(time.time(), UTC)
    return signing.headers(SECRETS, message="0b9c2f0e", at=at, body=BODY)


def test_the_receiver_in_python_verifies():
    scope = {}
    exec(compile(shown("python"), str(DOCS), "exec"), scope)  # noqa: S102
    headers = signed()

    assert [scope["verify"](secret, headers, BODY) for secret in SECRETS] == [True] * 2
    assert not scope["verify"](SECRETS[0], headers, BODY + b" ")
    assert not scope["verify"](signing.secret_of(b"3" * 32), headers, BODY)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_receiver_in_node_verifies(tmp_path):
    script = tmp_path / "verify.mjs"
    headers = json.dumps(signed())
    script.write_text(
        shown("js")
        + f"const headers = {headers}, body = Buffer.from({json.dumps(BODY.decode())});"
        + "console.log(JSON.stringify(["
        + ",".join(f'verify("{secret}", headers, body)' for secret in SECRETS)
        + f', verify("{SECRETS[0]}", headers, Buffer.from("other"))]));'
    )

    told = subprocess.run(
        ["node", script], capture_output=True, text=True, check=True, timeout=30
    )

    assert json.loads(told.stdout) == [True, True, False]


def test_every_type_of_message_is_in_the_documentation():
    named = set(re.findall(r"^\| `([a-z.]+)` \|", DOCS.read_text(), re.M))

    assert named == {*payloads.KINDS, payloads.TEST}
