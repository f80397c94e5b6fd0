"""Find in the API: what an address of the newsroom leads to, and where it is now."""

from typing import Annotated
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import AfterValidator, Field

from press.blocks import shapes
from press.delivery import addresses, api_answers, instants, parameters, paths, problems

LONGEST = 1000

router = Router(tags=["find"])


def _path(text: str) -> str:
    """Return the path of a path or of an address of ours; raises ValueError."""
    if not text.isprintable():
        raise ValueError("not printable text")
    ours, asked = urlsplit(settings.NEWSROOM_URL), urlsplit(text)
    if (asked.scheme, asked.netloc) not in (("", ""), (ours.scheme, ours.netloc)):
        raise ValueError("no address of this newsroom")
    path = unquote(asked.path) or "/"
    if not path.startswith("/"):
        raise ValueError("a path begins with a slash")
    if not path.isprintable():
        raise ValueError("not printable text")
    return path


class FindParameters(Schema):
    """The address to look for."""

    path: Annotated[
        str,
        Field(
            max_length=LONGEST,
            description="A path, `/en/releases/a-slug/`, or a whole address of ours.",
        ),
        AfterValidator(_path),
    ]


class FoundAnswer(shapes.Shape):
    """What an address leads to.

    `redirect` is where to send a reader for good (as a 301 does) when the address is
    an earlier one; `api_url` is empty for a page whose words are not in the API.
    """

    kind: paths.Kind
    """What stands at the address."""
    id: UUID
    """Its id, the same in every locale."""
    locale: str
    """The language of the page."""
    version: int | None
    """The version that the address names; null for the newest, and for pages."""
    url: str
    """The address as it is now."""
    api_url: str
    """Its answer; empty where it has none."""
    redirect: str | None
    """Where to send readers for good, or null where the address is in use."""


@router.get("/find", response=api_answers.or_gone(FoundAnswer), operation_id="find")
@parameters.known_only
def find(request: HttpRequest, asked: Query[FindParameters]) -> HttpResponse:
    """Tell what an address is: its kind, its id, where its data are."""
    at, site = instants.of(request), addresses.site()
    path = asked.path
    if path == "/":
        path = _first_home(site)
    elif not path.endswith("/"):
        path = f"{path}/"
    locale = path.strip("/").partition("/")[0]
    row = paths.resolve(path, at=at, site=site)
    found = api_answers.found(row, locale=locale)
    url = addresses.absolute(found.path)
    return api_answers.json(
        FoundAnswer(
            kind=found.kind,
            id=found.id,
            locale=locale,
            version=found.version,
            url=url,
            api_url=found.api_url,
            redirect=None if unquote(found.path) == asked.path else url,
        )
    )


def _first_home(site: addresses.Site) -> str:
    """Return the home of the newsroom's first public locale."""
    codes = [code for code, _name in settings.LANGUAGES if code in site.indexes]
    if not codes:
        raise problems.not_found()
    return site.homes[codes[0]]
