"""What Wagtail loads by name: the screens of synonyms."""

from wagtail import hooks

from search import synonym_admin

screens = synonym_admin.register()
hooks.register("register_admin_viewset", lambda: screens)
