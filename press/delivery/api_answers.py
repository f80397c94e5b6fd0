"""Answers of the API as bytes, and the errors that every operation may give."""

from typing import Any, TypeVar

from django.http import HttpResponse

from press import queries
from press.blocks import shapes
from press.delivery import problems

CONTENT_TYPE = "application/json"

Row = TypeVar("Row")


def json(shape: shapes.Shape) -> HttpResponse:
    """Return a shape as an answer; the same shape has the same bytes."""
    return HttpResponse(shape.model_dump_json(), content_type=CONTENT_TYPE)


def or_missing(shape: Any) -> dict[int, Any]:
    """Return the responses by status; a locale that is not public has nothing."""
    return {200: shape, 400: problems.Problem, 404: problems.Problem}


def or_gone(shape: Any) -> dict[int, Any]:
    """Return the responses by status for what may have been taken back."""
    return or_missing(shape) | {410: problems.GoneProblem}


def or_limited(responses: dict[int, Any]) -> dict[int, Any]:
    """Return these responses and that of an address which asks too often."""
    return responses | {429: problems.Problem}


def found(row: Row | queries.Gone | None, *, locale: str) -> Row:
    """Return what was found, or raise what the API answers instead."""
    if isinstance(row, queries.Gone):
        raise problems.Gone(row, locale=locale)
    if row is None:
        raise problems.not_found()
    return row
