"""Members of a consortium, in groups, as references to organisations."""

from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from press.blocks import building, previewing, shapes

Role = Literal["lead", "member", "partner"]


class Member(shapes.Shape):
    """One organisation and its role in the consortium."""

    organisation: shapes.OrganisationRef
    """Who, with its identifiers and its name in this locale."""
    role: Role
    """What it does in the consortium."""


class MemberGroup(shapes.Shape):
    """A named group; not `complete` means that the list is open ("such as")."""

    label: str
    """The name of the group, or empty."""
    complete: bool
    """False where the list is open ("such as")."""
    members: list[Member]
    """The members, in order."""


class Members(shapes.BlockShape):
    """Who belongs to a consortium."""

    type: Literal["members"] = "members"
    """Tells this block from the others."""
    title: str
    """A heading, or empty."""
    groups: list[MemberGroup]
    """The groups, in order."""

    def search_text(self) -> str:
        lines = [self.title]
        for group in self.groups:
            lines.append(group.label)
            for member in group.members:
                organisation = member.organisation
                lines.append(f"{organisation.name} {organisation.acronym}".strip())
        return "\n".join(filter(None, lines))


class MemberBlock(blocks.StructBlock):
    """One member."""

    organisation = SnippetChooserBlock("press.Organisation", label=_("Organisation"))
    role = blocks.ChoiceBlock(
        label=_("Role"),
        choices=[
            ("lead", _("Lead")),
            ("member", _("Member")),
            ("partner", _("Partner")),
        ],
        default="member",
    )


class MemberGroupBlock(blocks.StructBlock):
    """A group of members under one label."""

    label = blocks.CharBlock(label=_("Label"), required=False, default="")
    complete = blocks.BooleanBlock(
        label=_("The list is complete"),
        required=False,
        help_text=_("Leave unticked for a list of examples."),
    )
    members = blocks.ListBlock(MemberBlock(), label=_("Members"))


def sample() -> dict[str, Any]:
    """Return what the preview shows."""
    members = [
        {"organisation": None, "role": "lead"},
        {"organisation": None, "role": "member"},
    ]
    group = {"label": gettext("Partners"), "complete": False, "members": members}
    return {"title": gettext("Consortium"), "groups": [group]}


class MembersBlock(previewing.PreviewMixin, blocks.StructBlock):
    """The members of a consortium."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="")
    groups = blocks.ListBlock(MemberGroupBlock(), label=_("Groups"))

    def build(self, value: Any, *, id: UUID, builder: building.Builder) -> Members:
        groups = []
        for group in value.get("groups") or []:
            members = []
            for member in group.get("members") or []:
                organisation = builder.organisation(member.get("organisation"))
                if organisation:
                    role: Role = member.get("role") or "member"
                    members.append(Member(organisation=organisation, role=role))
            groups.append(
                MemberGroup(
                    label=group.get("label") or "",
                    complete=bool(group.get("complete")),
                    members=members,
                )
            )
        return Members(id=id, title=value.get("title") or "", groups=groups)

    class Meta:
        icon = "group"
        label = _("Members of a consortium")
        template = "press/blocks/members.html"
        description = _("Organisations in groups, each with its role.")
        preview_value = staticmethod(sample)
