"""Who may do what: one table of actions and roles."""

from collections.abc import Iterable
from typing import Literal

Role = Literal["editor", "approver", "operator", "translator"]

ROLES: tuple[Role, ...] = ("editor", "approver", "operator", "translator")

ACTIONS: dict[str, frozenset[Role]] = {
    "edit": frozenset({"editor", "approver", "operator"}),
    "import": frozenset({"editor", "approver", "operator"}),
    "translate": frozenset({"editor", "approver", "operator", "translator"}),
    "preview": frozenset({"editor", "approver", "operator", "translator"}),
    "submit": frozenset({"editor", "approver", "operator"}),
    "send_back": frozenset({"approver", "operator"}),
    "approve": frozenset({"approver", "operator"}),
    "set_embargo": frozenset({"approver", "operator"}),
    "cancel_embargo": frozenset({"approver", "operator"}),
    "lift_now": frozenset({"approver", "operator"}),
    "correct": frozenset({"approver", "operator"}),
    "join": frozenset({"approver", "operator"}),
    "withdraw": frozenset({"approver", "operator"}),
    "restore": frozenset({"approver", "operator"}),
    "erase": frozenset({"operator"}),
    "webhooks": frozenset({"operator"}),
}

GROUPS: dict[Role, str] = {
    "editor": "Editors",
    "approver": "Approvers",
    "operator": "Operators",
    "translator": "Translators",
}


def translators_of(locale: str) -> str:
    """Return the name of the group of a locale's translators."""
    return f"{GROUPS['translator']}: {locale}"


def roles_in(group_names: Iterable[str]) -> frozenset[Role]:
    """Return the roles that membership of these groups gives."""
    names = set(group_names)
    found: set[Role] = {role for role, name in GROUPS.items() if name in names}
    if any(name.startswith(f"{GROUPS['translator']}: ") for name in names):
        found.add("translator")
    return frozenset(found)


def locales_in(group_names: Iterable[str]) -> frozenset[str]:
    """Return the locales whose translators these groups are."""
    prefix = f"{GROUPS['translator']}: "
    return frozenset(
        name.removeprefix(prefix) for name in group_names if name.startswith(prefix)
    )


def allows(action: str, *, roles: Iterable[Role]) -> bool:
    """Tell whether one of the roles may do the action."""
    return not ACTIONS[action].isdisjoint(roles)
