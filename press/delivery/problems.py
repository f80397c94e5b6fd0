"""Errors of the API as problem+json (RFC 9457); written for programs, in English."""

from django.http import HttpResponse
from pydantic import ConfigDict, Field

from press import queries
from press.blocks import shapes
from press.delivery import answers

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "Bad request",
    404: "Not found",
    405: "Method not allowed",
    410: "Gone",
    429: "Too many requests",
    500: "Internal server error",
    503: "Service unavailable",
}


class Problem(shapes.Shape):
    """What is wrong with a request; `parameter` names the one to mend."""

    # What does not apply is left out.
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    type: str = "about:blank"
    """Always `about:blank`: the status says what it is."""
    title: str
    """The status in words."""
    status: int
    """The HTTP status, once more."""
    detail: str = ""
    """What is wrong, in English; it may be missing."""
    parameter: str | None = Field(default=None)
    """The parameter to mend; missing where none is to blame."""


class GoneProblem(answers.GoneAnswer):
    """Something that was public and was taken back."""

    type: str = "about:blank"
    """Always `about:blank`: the status says what it is."""
    title: str = TITLES[410]
    """The status in words."""
    status: int = 410
    """The HTTP status, once more."""


class Refused(Exception):
    """A request that the API does not answer as it was put."""

    def __init__(
        self, status: int, detail: str, *, parameter: str | None = None
    ) -> None:
        super().__init__(detail)
        self.problem = Problem(
            title=TITLES[status], status=status, detail=detail, parameter=parameter
        )


class Gone(Exception):
    """A request for what was taken back."""

    def __init__(self, notice: queries.Gone, *, locale: str) -> None:
        super().__init__(notice.reference)
        answer = answers.gone(notice, locale=locale)
        self.problem = GoneProblem.model_validate(answer.model_dump())


def bad(parameter: str, detail: str) -> Refused:
    """Return the error about one parameter."""
    return Refused(400, f"{parameter}: {detail}", parameter=parameter)


def not_found() -> Refused:
    """Return the error for an address that has nothing; it never says why."""
    return Refused(404, "There is nothing at this address.")


def read_only() -> Refused:
    """Return the error for a method other than those that read."""
    return Refused(405, "This address can only be read.")


def too_many(seconds: int) -> Refused:
    """Return the error for one request too many from an address."""
    return Refused(429, f"Too many requests: ask again in {seconds} seconds.")


def response(problem: Problem | GoneProblem) -> HttpResponse:
    """Return a problem as an answer."""
    content = problem.model_dump_json(exclude_none=True)
    return HttpResponse(content, status=problem.status, content_type=CONTENT_TYPE)
