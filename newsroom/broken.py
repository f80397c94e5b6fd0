"""What is answered when an answer cannot be made: 503 without a database, else 500."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error

from press import clock
from press.delivery import addresses, problems

AWAY = (OperationalError, InterfaceError, clock.StaleClock)
RETRY_AFTER = "5"
DETAIL = {
    500: "The answer could not be made. The fault is ours, and was noted.",
    503: "The newsroom cannot answer for a moment. Ask again.",
}


def answer(request: HttpRequest) -> HttpResponse:
    """Answer for the exception that is being handled, in the shape of the address."""
    status = 503 if isinstance(sys.exc_info()[1], AWAY) else 500
    if request.path.startswith(f"{addresses.API}/"):
        title = problems.TITLES[status]
        problem = problems.Problem(title=title, status=status, detail=DETAIL[status])
        made = problems.response(problem)
    else:
        made = server_error(request)
        made.status_code = status
    if status == 503:
        made.headers["Retry-After"] = RETRY_AFTER
    made.headers["Cache-Control"] = "no-store"
    return made
