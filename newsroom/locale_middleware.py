"""The reader's language from the address; machine addresses have none."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

# What answers for itself under no language: its 404 is its own, never a redirect
# to a page, and its words never depend on a header that a cache does not see.
MACHINE_PATHS = (
    "/api/",
    "/files/",
    "/static/",
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/sitemap",
    "/news-sitemap",
    "/favicon.ico",
)
# The desk chooses the account's language itself; it only must not be redirected.
DESK_PATHS = ("/admin",)


class NewsroomLocaleMiddleware(LocaleMiddleware):
    """Redirect a page without language to the reader's; leave machines alone."""

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith(MACHINE_PATHS):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
            return
        super().process_request(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.path_info.startswith(MACHINE_PATHS + DESK_PATHS):
            return response
        return super().process_response(request, response)
