"""The WSGI entry point of the Wagtail peer."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.wagtail_peer.settings")

application = get_wsgi_application()
