"""The WSGI entry point that a server loads."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from newsroom import passwords

LAYER = "press.delivery.prepared.layer.PreparedAnswers"

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

django = get_wsgi_application()
# By its name: it knows tables, which can be imported once Django is set up.
application = import_string(LAYER)(django)
passwords.refuse_the_demo_in_production()
