"""The search app: own search documents, their analysis and the index."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Search over what is public."""

    name = "search"
