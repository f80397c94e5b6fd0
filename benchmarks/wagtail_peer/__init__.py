"""The second peer: the same texts as live pages, read over Wagtail's own API v2."""
