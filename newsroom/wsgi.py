"""The WSGI entry point that a server loads."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom import passwords

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()
passwords.refuse_the_demo_in_production()
