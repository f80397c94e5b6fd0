"""The rules of intake, by noun; importing this package fills the catalogue."""

from press.intake.rules import (
    boilerplates,
    completeness,
    consortium,
    contacts,
    figures,
    language,
    punctuation,
    quotes,
    structure,
    typography,
)

__all__ = [
    "boilerplates",
    "completeness",
    "consortium",
    "contacts",
    "figures",
    "language",
    "punctuation",
    "quotes",
    "structure",
    "typography",
]
