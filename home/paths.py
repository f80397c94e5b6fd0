"""What a public path of the plain pages leads to: home, index, page."""

from press.delivery import addresses, paths


def of_plain_pages(asked: paths.Asked) -> paths.Found:
    """Return the live plain page at a path; its words are read on its page alone."""
    found = (link for link in asked.site.pages if link.path == asked.path)
    link = next(found, None)
    if link is None:
        return None
    kind: paths.Kind = "page"
    api_url = ""
    if link.is_home:
        kind, api_url = "home", addresses.api_url("newsroom", locale=link.locale)
    elif link.is_index:
        kind, api_url = "index", addresses.api_url("releases", locale=link.locale)
    return paths.Target(kind=kind, id=link.key, path=link.path, api_url=api_url)
