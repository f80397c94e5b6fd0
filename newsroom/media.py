"""The editors' own images and files, as the desk shows them: for accounts only."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access


@cache_control(private=True)
@require_admin_access
@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer a stored file to an account; the public has /files/ instead."""
    return static.serve(request, path, document_root=settings.MEDIA_ROOT)
