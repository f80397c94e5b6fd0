"""The one API object: mounts the routers that settings name, shapes every error."""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from newsroom import description, reference
from press.delivery import addresses, problems

TITLE = "Newsroom"
# The first number is that of the address: it rises when a consumer would break.
VERSION = "1.0"
READING = ("GET", "HEAD")
DESCRIPTION = description.unwrapped("""\
What the newsroom has made public, in each of its languages. Every answer holds what
is public at the instant it is given, and may be kept until the end of the minute.

`locale` chooses the language. Lists have `items` and `next`, an address to follow to
the end. An unknown parameter is an error that names it. Instants are UTC; texts that
are missing are empty, and things that are missing are null.

Within a version nothing goes and nothing changes its type. Fields, types of blocks
and values of enumerations may be added: pass over what you do not know.""")

api = NinjaAPI(
    title=TITLE,
    version=VERSION,
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
for prefix, router in settings.NEWSROOM_API_ROUTERS.items():
    api.add_router(prefix, import_string(router))


@api.exception_handler(problems.Refused)
def refused(request: HttpRequest, error: problems.Refused) -> HttpResponse:
    """Answer what the API refused."""
    return problems.response(error.problem)


@api.exception_handler(problems.Gone)
def gone(request: HttpRequest, error: problems.Gone) -> HttpResponse:
    """Answer what was taken back."""
    return problems.response(error.problem)


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Answer that there is nothing, without saying why."""
    return problems.response(problems.not_found().problem)


@api.exception_handler(HttpError)
def failed(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer an error of the framework in our shape."""
    return problems.response(
        problems.Problem(title=str(error), status=error.status_code)
    )


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the first parameter that is wrong; a wrong part of the path is a 404."""
    place, *names = error.errors[0]["loc"]
    if place == "path":
        return problems.response(problems.not_found().problem)
    said = error.errors[0]["msg"].removeprefix("Value error, ")
    # Of a parameter with several values the place of the wrong one is told last.
    name = [name for name in names if isinstance(name, str)][-1]
    return problems.response(problems.bad(name, said).problem)


@csrf_exempt
def unknown(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer for every address below /api/ that no operation has."""
    return problems.response(problems.not_found().problem)


def read_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a method that does not read with a problem, whatever the view."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in READING:
            return view(request, *args, **kwargs)
        refused = problems.response(problems.read_only().problem)
        refused.headers["Allow"] = ", ".join(READING)
        return refused

    return answered


def urls() -> Any:
    """Return the addresses of all operations, for the URL map."""
    made = api.urls
    for pattern in made[0]:
        pattern.callback = read_only(pattern.callback)
    return made


@csrf_exempt
@read_only
def openapi(request: HttpRequest) -> HttpResponse:
    """Answer the description of the API."""
    return JsonResponse(schema())


@csrf_exempt
@read_only
def docs(request: HttpRequest) -> HttpResponse:
    """Answer the description as a page, which needs nothing from elsewhere."""
    described = schema()
    context = {
        "title": TITLE,
        "description": DESCRIPTION.partition("\n\n")[0],
        "paragraphs": reference.paragraphs(DESCRIPTION),
        "groups": reference.groups(described),
        "shapes": reference.shapes(described),
    }
    return TemplateResponse(request, "api_docs.html", context)


@functools.cache
def schema() -> dict[str, Any]:
    """Return the OpenAPI description."""
    made = api.get_openapi_schema(path_prefix=addresses.API.lstrip("/"))
    return description.completed(dict(made))
