"""The address of an endpoint: read strictly, and refused with a reason in words."""

import ipaddress
import re
import string
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from press.delivery.webhooks import networks

PORTS = {"http": 80, "https": 443}
FIRST_FREE_PORT = 1025
LONGEST = 500
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
# Printable ASCII that a URL may hold; the rest has to be percent-encoded.
PLAIN = frozenset(string.ascii_letters + string.digits + "-._~:/?[]@!$&'()*+,;=%")
LOCAL_ENDINGS = frozenset(
    {"localhost", "local", "internal", "lan", "home", "corp", "intranet", "arpa"}
)

REASONS: dict[str, Promise] = {
    "too-long": _("The address is longer than 500 characters."),
    "characters": _(
        "Write the address in plain ASCII, without spaces; a name with accents in "
        "its xn-- form."
    ),
    "scheme": _("The address must begin with https:// or http://."),
    "https": _("This newsroom sends webhooks over https only."),
    "user": _("Leave the user name and password out of the address."),
    "fragment": _("Leave out what follows the # sign."),
    "host": _("This is not the name of a host."),
    "number": _(
        "Write an IP address as four decimal numbers, or in IPv6 in square brackets."
    ),
    "local-name": _("This name is of a local network, not of the internet."),
    "port": _("The port must be 80, 443 or higher than 1024."),
    "not-public": _(
        "This address leads into a private or reserved network. Webhooks go to public "
        "addresses only."
    ),
    "no-such-name": _("This name is not known: no address was found for it."),
}


class Refused(Exception):
    """An address that webhooks are not sent to; `code` is a key of REASONS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = REASONS[code]


@dataclass(frozen=True)
class Target:
    """Where a message goes: `literal` is the IP address where no name is given."""

    scheme: str
    host: str
    port: int
    path: str
    literal: networks.Address | None = None

    @property
    def authority(self) -> str:
        """Return the value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def read(url: str, *, https_only: bool, local_names: bool = False) -> Target:
    """Read an address; raises Refused.

    One way to write each host: whatever two readers of URLs could take for two
    hosts is refused, not guessed.
    """
    if len(url) > LONGEST:
        raise Refused("too-long")
    if "#" in url:
        raise Refused("fragment")
    if not url or not PLAIN.issuperset(url):
        raise Refused("characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused("host") from error
    if parts.scheme not in PORTS or not url.lower().startswith(f"{parts.scheme}://"):
        raise Refused("scheme")
    if https_only and parts.scheme != "https":
        raise Refused("https")
    if "@" in parts.netloc:
        raise Refused("user")
    port = PORTS[parts.scheme] if port is None else port
    if port not in PORTS.values() and port < FIRST_FREE_PORT:
        raise Refused("port")
    host, literal = _host(parts.netloc, local_names=local_names)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, literal)


def _host(netloc: str, *, local_names: bool) -> tuple[str, networks.Address | None]:
    """Return the host in lower case, and its address where it is one."""
    if netloc.startswith("["):
        inside, bracket, after = netloc[1:].partition("]")
        if not bracket or (after and not after.startswith(":")):
            raise Refused("host")
        return _literal(inside, ipaddress.IPv6Address)
    host = netloc.partition(":")[0].lower()
    labels = host.split(".")
    if len(host) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise Refused("host")
    # No name ends in a part that begins with a digit: it is an IPv4 address or none.
    if labels[-1][0].isdigit():
        return _literal(host, ipaddress.IPv4Address)
    is_local = len(labels) == 1 or labels[-1] in LOCAL_ENDINGS
    if is_local and not local_names:
        raise Refused("local-name")
    return host, None


def _literal(
    text: str, kind: type[networks.Address]
) -> tuple[str, networks.Address | None]:
    try:
        address = kind(text)
    except ValueError as error:
        raise Refused("number") from error
    if "%" in text:
        raise Refused("number")
    return str(address), address
