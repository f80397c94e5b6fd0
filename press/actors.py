"""Which roles a user has."""

from typing import Any

from press import rights


def group_names(user: Any) -> list[str]:
    """Return the names of a user's groups."""
    return list(user.groups.values_list("name", flat=True))


def roles(user: Any) -> frozenset[rights.Role]:
    """Return a user's roles; a superuser has all, an inactive user none."""
    if not user.is_active:
        return frozenset()
    if user.is_superuser:
        return frozenset(rights.ROLES)
    return rights.roles_in(group_names(user))


def may(user: Any, action: str) -> bool:
    """Tell whether the user may do the action."""
    return rights.allows(action, roles=roles(user))


def translates(user: Any, locale: str) -> bool:
    """Tell whether the user may write the edition in this locale."""
    if not user.is_active:
        return False
    if user.is_superuser or rights.allows("edit", roles=roles(user)):
        return True
    return locale in rights.locales_in(group_names(user))
