"""What a client takes (RFC 9110): which encoding, and whether it has it already."""

import functools

from press.delivery.prepared import forms

IDENTITY = ""


@functools.lru_cache(maxsize=512)
def encoding(accepted: str) -> str:
    """Return the best of our encodings that Accept-Encoding allows.

    Ties go to the order in which we like them; nothing asked for is identity.
    """
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name:
            weights[name] = _weight(parameters)
    rest = weights.get("*", 0.0)
    offered = {name: weights.get(name, rest) for name in forms.ENCODERS}
    best = max(offered, key=lambda name: offered[name])
    return best if offered[best] > 0 else IDENTITY


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def has_it(tag: str, if_none_match: str) -> bool:
    """Tell whether If-None-Match names a tag; a weak one compares alike."""
    if if_none_match == tag or if_none_match.strip() == "*":
        return True
    if tag not in if_none_match:
        return False
    known = (part.strip().removeprefix("W/") for part in if_none_match.split(","))
    return tag in known
