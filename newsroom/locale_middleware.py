"""The reader's language from the address; an address without one has the default."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

# The desk chooses the account's language itself.
DESK = "/admin"


class NewsroomLocaleMiddleware(LocaleMiddleware):
    """Speak the language of the address; no header, cookie or redirect has a say.

    A public answer's words never depend on what a cache does not see. Only `/`
    looks at the reader's preference, in its own view.
    """

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith(DESK):
            super().process_request(request)
            return
        language = translation.get_language_from_path(request.path_info)
        translation.activate(language or settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if translation.get_language_from_path(request.path_info):
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response
