"""Which internet addresses are public: every other one is refused to webhooks."""

import ipaddress
from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# IANA's registry of special addresses, and multicast: what is not the internet.
NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Only 2000::/3 is given out. What is mapped, translated (64:ff9b::), local or
# multicast lies outside; inside, these carry other addresses or are not routed.
PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
NOT_PUBLIC_6 = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3ffe::/16",
        "3fff::/20",
    )
)
# The middle of an ISATAP address, before the IPv4 address that it tunnels to.
ISATAP = (0x00005EFE, 0x02005EFE)


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Read networks as a setting writes them; raises ValueError for what is none."""
    return tuple(ipaddress.ip_network(text.strip()) for text in texts if text.strip())


def is_allowed(address: Address, *, also: Iterable[Network] = ()) -> bool:
    """Tell whether a webhook may go to an address: a public one, or one of `also`."""
    return is_public(address) or any(
        address.version == network.version and address in network for network in also
    )


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet.

    Our own tables decide; Python's have to agree, so that the older of the two
    cannot open what the other closes.
    """
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in NOT_PUBLIC_4)
    if (int(address) >> 32) & 0xFFFFFFFF in ISATAP:
        return False
    return address in PUBLIC_6 and not any(
        address in network for network in NOT_PUBLIC_6
    )
