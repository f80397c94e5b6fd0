"""A newsroom around one secret: everything that could give it away links to it."""

import io
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image, PngImagePlugin

from home.models import StandardPage
from press import lifecycle, models, previews, slugs
from tests import factories, searching
from tests.embargo.canaries import CANARIES, EARLIER, PLAIN

C = CANARIES
TITLE = f"{C['title']} {C['slug'].lower()}"


@dataclass
class Secret:
    """The release under test, what it names, and the room it stands in."""

    room: factories.Newsroom
    clock: factories.Clock
    made: factories.Made
    named: dict[str, Any]
    quote: uuid.UUID
    neighbour: factories.Made
    # By locale: tokens of previews that are closed, or that somebody has mistyped.
    tokens: dict[str, list[str]] = field(default_factory=dict)

    @property
    def release(self) -> models.Release:
        return self.made.release

    @property
    def by(self) -> Any:
        return self.room.users["operator"]

    def slug(self, locale: str) -> str:
        return slugs.slug_of(f"{TITLE} {locale}")


def hide(clock: factories.Clock) -> Secret:
    """Return a room with a draft that has no canary yet, and all that links to it."""
    room = factories.newsroom()
    made = factories.draft(
        room, title=f"{EARLIER['earlier']} plan", words=EARLIER["earlier"]
    )
    neighbour = factories.draft(room, title="Open harbour", words="Harbour")
    for code, page in made.pages.items():
        link = f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>'
        factories.edited(neighbour, room, code, lead=link)
        _plain_page(room, code, text=link)
        home = room.homes[code]
        home.refresh_from_db()
        home.featured = [factories.block("release", page.pk)]
        home.save_revision().publish()
    factories.approve(neighbour, room, clock)
    lifecycle.lift_now(neighbour.release, by=room.users["approver"], clock=clock)
    secret = Secret(
        room=room,
        clock=clock,
        made=made,
        named={},
        quote=uuid.uuid4(),
        neighbour=neighbour,
    )
    searching.deliver_all(clock)
    return secret


def sing(secret: Secret) -> None:
    """Put a canary in every place of both editions."""
    secret.named = _named()
    ids = [uuid.uuid4() for _number in range(12)]
    for code in secret.made.pages:
        factories.edited(
            secret.made,
            secret.room,
            code,
            title=f"{TITLE} {code}",
            subtitle=C["subtitle"],
            search_description=C["summary"],
            lead=f"<p>{C['lead']}</p>",
            place=secret.named["place"],
            image=secret.named["photo"],
            image_alt=C["alternative text"],
            image_caption=C["caption"],
            body=_body(secret, ids),
            contacts=[factories.block("contact", secret.named["contact"].pk)],
            topics=[factories.block("topic", secret.named["topic"].pk)],
        )
        secret.tokens[code] = _previews(secret, code)


def _previews(secret: Secret, code: str) -> list[str]:
    """Share a preview and close it; share another, and mistype its token."""
    page, by = secret.made.pages[code], secret.room.users["editor"]

    def share() -> str:
        return previews.share(
            page, by=by, clock=secret.clock, life=timedelta(days=1), note=C["reason"]
        )

    closed = share()
    shared = previews.links(secret.release, at=secret.clock())
    previews.revoke(shared.filter(locale=code), by=by, clock=secret.clock)
    return [closed, share()[:-1]]


def _plain_page(room: factories.Newsroom, code: str, *, text: str) -> StandardPage:
    page = StandardPage(
        title="About us",
        slug="about-us",
        locale=room.homes[code].locale,
        translation_key=uuid.uuid5(uuid.NAMESPACE_URL, "about-us"),
        text=text,
        show_in_menus=True,
    )
    room.homes[code].refresh_from_db()
    room.homes[code].add_child(instance=page)
    return page


def _photo() -> models.Photo:
    stored, text = io.BytesIO(), PngImagePlugin.PngInfo()
    text.add_text("Comment", C["image bytes"])
    Image.new("RGB", (500, 300), (20, 90, 160)).save(stored, "PNG", pnginfo=text)
    stored.seek(0)
    return models.Photo.objects.create(
        title=C["image name"],
        credit=C["credit"],
        licence=C["licence"],
        file=ImageFile(stored, name="upload.png"),
    )


def _handout() -> models.Attachment:
    made = models.Attachment(title=C["file name"])
    made.file.save("upload.pdf", ContentFile(f"%PDF {C['file bytes']}".encode()))
    made.save()
    return made


def _named() -> dict[str, Any]:
    organisation = factories.snippet(
        models.Organisation, name=C["organisation"], acronym=C["acronym"]
    )
    return {
        "organisation": organisation,
        "photo": _photo(),
        "handout": _handout(),
        "place": factories.snippet(models.Place, name=C["place"]),
        "topic": factories.snippet(models.Topic, name=C["topic"]),
        "person": factories.snippet(
            models.Person,
            name=C["person"],
            role=C["role"],
            organisation={"en": organisation, "fr": organisation},
        ),
        "boilerplate": factories.snippet(
            models.Boilerplate,
            title=C["boilerplate title"],
            organisation=organisation,
            text=f"<p>{C['boilerplate']}</p>",
        ),
        "contact": factories.snippet(
            models.PressContact,
            name=C["contact"],
            email=f"{C['e-mail']}@example.org",
            phone="+33199887766",
            organisation=organisation,
        ),
    }


def _body(secret: Secret, ids: list[uuid.UUID]) -> list[dict[str, Any]]:
    """Return one block of every type, with the ids that both editions share."""
    said = {
        "text": C["quote"],
        "speaker": secret.named["person"].pk,
        "role": C["role"],
        "organisation": None,
        "original_locale": "",
    }
    values = [*_running_text(secret), *_shown(secret.named)]
    return [
        factories.block("quote", said, key=secret.quote),
        *(
            factories.block(kind, value, key=key)
            for (kind, value), key in zip(values, ids, strict=True)
        ),
    ]


def _running_text(secret: Secret) -> list[tuple[str, Any]]:
    open_one = secret.neighbour
    known = {
        "text": "Spoken by one who is known.",
        "speaker": open_one.person.pk,
        "organisation": None,
        "original_locale": "",
    }
    organisation = secret.named["organisation"]
    return [
        ("paragraph", f"<p>{C['paragraph']}</p>"),
        ("heading", {"text": C["heading"], "level": "2"}),
        ("list", {"items": [_item(f"<p>{C['list']}</p>")]}),
        ("about", {"boilerplate": secret.named["boilerplate"].pk}),
        ("members", _members(organisation, open_one.boilerplate.organisation)),
        ("quote", known),
    ]


def _shown(named: dict[str, Any]) -> list[tuple[str, Any]]:
    image = {
        "image": named["photo"].pk,
        "alt": C["alternative text"],
        "caption": C["caption"],
    }
    video = f"https://{C['video address']}.example.org/"
    call = f"https://{C['call address']}.example.org/"
    handout = {"file": named["handout"].pk, "title": C["file title"]}
    return [
        ("facts", {"items": [_item(_fact())]}),
        ("image", image),
        ("video", {"url": video, "title": C["video"]}),
        ("files", {"items": [_item(handout)]}),
        ("table", {"table_caption": C["table caption"], "data": [[C["table"], "1"]]}),
        ("call_to_action", {"text": C["call to action"], "url": call}),
    ]


def _item(value: Any) -> dict[str, Any]:
    return {"type": "item", "value": value}


def _members(*organisations: Any) -> dict[str, Any]:
    members = [
        _item({"organisation": row.pk, "role": "member"}) for row in organisations
    ]
    group = {"label": C["group"], "complete": False, "members": members}
    return {"title": "", "groups": [_item(group)]}


def _fact() -> dict[str, str]:
    return {
        "value": "12",
        "unit": "sites",
        "qualifier": "",
        "label": C["fact"],
        "source": C["fact source"],
    }


def plain_pages(secret: Secret, *, go_live_at: Any = None) -> list[StandardPage]:
    """Add drafts to the plain side: a page, and changes of one that is live."""
    pages = []
    for code, home in secret.room.homes.items():
        home.refresh_from_db()
        page = StandardPage(
            title=f"{PLAIN['page title']} {code}",
            slug=PLAIN["page slug"],
            locale=home.locale,
            translation_key=uuid.uuid5(uuid.NAMESPACE_URL, "draft"),
            intro=PLAIN["page text"],
            text=f"<p>{PLAIN['page text']}</p>",
            show_in_menus=True,
            live=False,
        )
        home.add_child(instance=page)
        page.go_live_at = go_live_at
        revision = page.save_revision()
        if go_live_at:
            revision.publish()
        pages.append(page)
        live = StandardPage.objects.get(slug="about-us", locale=home.locale)
        live.title = f"{PLAIN['page draft']} {code}"
        live.text = f"<p>{PLAIN['page draft']}</p>"
        live.save_revision()
        home.intro = PLAIN["page draft"]
        home.save_revision()
    return pages
