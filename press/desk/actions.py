"""The acts of the desk as one table: who asks what, when it is open, what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from press import lifecycle
from press.desk import acts, openings
from press.desk import standing as standings
from press.desk.forms import (
    ActForm,
    ApproveForm,
    CorrectForm,
    EraseForm,
    InstantForm,
    NotesForm,
    OptionalInstantForm,
    ReasonForm,
    SendBackForm,
)

Standing = standings.Standing


@dataclass(frozen=True)
class Action:
    """One act: its name in `rights.ACTIONS`, its words, its form, its rule.

    `is_open` says whether it makes sense where the release stands; whether it
    may be done, `lifecycle` alone decides. `locales` gives the languages that
    the act is offered for, one button each; an act without is for the release.
    """

    name: str
    label: Promise
    explanation: Promise
    done: Promise
    is_open: Callable[[Standing], bool]
    perform: Callable[[acts.Asked], Any]
    form: type[ActForm] = ActForm
    locales: Callable[[Standing], list[str]] | None = None
    other_label: tuple[Callable[[Standing], bool], Promise] | None = None
    tone: str = "plain"
    right: str = ""

    @property
    def needs(self) -> str:
        """The action of `rights.ACTIONS` that its user must be allowed."""
        return self.right or self.name

    @property
    def slug(self) -> str:
        """The action in an address."""
        return self.name.replace("_", "-")

    def label_for(self, now: Standing) -> str:
        """Return the button's label where the release stands."""
        if self.other_label and self.other_label[0](now):
            return str(self.other_label[1])
        return str(self.label)


ACTIONS: list[Action] = [
    Action(
        name="submit",
        label=_("Submit for review"),
        explanation=_("Tells the approvers that it is ready to be read."),
        done=_("Submitted for review."),
        is_open=openings.may_be_submitted,
        perform=lambda asked: lifecycle.submit(
            asked.release, by=asked.by, clock=asked.clock
        ),
        tone="primary",
    ),
    Action(
        name="translate",
        right="edit",
        label=_("Start the translation"),
        explanation=_(
            "Makes the edition in this language, as a draft, from the newest draft "
            "of the original."
        ),
        done=_("The translation can begin."),
        is_open=lambda now: bool(openings.to_translate(now)),
        perform=acts.translate,
        locales=openings.to_translate,
    ),
    Action(
        name="approve",
        label=_("Approve"),
        explanation=_(
            "You accept this edition as it stands below. A later edit has to be "
            "approved again."
        ),
        done=_("Approved."),
        is_open=lambda now: bool(openings.to_approve(now)),
        perform=acts.approve,
        form=ApproveForm,
        locales=openings.to_approve,
        tone="primary",
    ),
    Action(
        name="send_back",
        label=_("Send back"),
        explanation=_("Returns it to its editors. Approvals given so far lapse."),
        done=_("Sent back to the editors."),
        is_open=openings.may_be_sent_back,
        perform=lambda asked: lifecycle.send_back(
            asked.release, by=asked.by, note=asked.data["note"], clock=asked.clock
        ),
        form=SendBackForm,
    ),
    Action(
        name="set_embargo",
        label=_("Set the embargo"),
        other_label=(lambda now: now.planned_at is not None, _("Move the embargo")),
        explanation=_(
            "At this instant it becomes public, in all its languages at once. If an "
            "edition is not approved by then, nothing becomes public."
        ),
        done=_("The embargo is set."),
        is_open=lambda now: openings.is_before_lift(now) or openings.is_pending(now),
        perform=acts.set_embargo,
        form=InstantForm,
        tone="primary",
    ),
    Action(
        name="lift_now",
        label=_("Lift now"),
        explanation=_(
            "It becomes public at once. It can be corrected or withdrawn later, "
            "never unsaid."
        ),
        done=_("It is public."),
        is_open=openings.can_lift_now,
        perform=lambda asked: lifecycle.lift_now(
            asked.release, by=asked.by, clock=asked.clock
        ),
    ),
    Action(
        name="correct",
        label=_("Correct"),
        explanation=_(
            "The approved editions take the place of what is public. Readers see "
            "that it was corrected, and your note."
        ),
        done=_("The correction is made."),
        is_open=openings.may_be_corrected,
        perform=acts.correct,
        form=CorrectForm,
        tone="primary",
    ),
    Action(
        name="join",
        label=_("Make public"),
        explanation=_("This edition joins those that are public already."),
        done=_("The edition has joined."),
        is_open=lambda now: bool(openings.to_join(now)),
        perform=acts.join,
        form=OptionalInstantForm,
        locales=openings.to_join,
        tone="primary",
    ),
    Action(
        name="cancel_embargo",
        label=_("Cancel the embargo"),
        explanation=_("Takes the instant back. Nothing of it has been public."),
        done=_("The embargo is cancelled."),
        is_open=openings.has_embargo,
        perform=lambda asked: lifecycle.cancel_embargo(
            asked.release, by=asked.by, reason=asked.data["note"], clock=asked.clock
        ),
        form=ReasonForm,
        tone="danger",
    ),
    Action(
        name="withdraw",
        label=_("Withdraw"),
        explanation=_(
            "Readers find your note in its place, on the site, in the feeds and in "
            "the API. Its files close."
        ),
        done=_("It is withdrawn."),
        is_open=lambda now: now.is_out,
        perform=lambda asked: lifecycle.withdraw(
            asked.release, by=asked.by, notes=asked.form.notes(), clock=asked.clock
        ),
        form=NotesForm,
        tone="danger",
    ),
    Action(
        name="restore",
        label=_("Restore"),
        explanation=_("It becomes public again at once, as a new version."),
        done=_("It is public again."),
        is_open=openings.is_withdrawn,
        perform=lambda asked: lifecycle.restore(
            asked.release, by=asked.by, reason=asked.data["note"], clock=asked.clock
        ),
        form=ReasonForm,
    ),
    Action(
        name="erase",
        label=_("Erase"),
        explanation=_(
            "The text of every version and every draft is deleted, in all languages. "
            "A notice stays. Nothing brings it back."
        ),
        done=_("It is erased."),
        is_open=openings.is_erasable,
        perform=lambda asked: lifecycle.erase(
            asked.release, by=asked.by, reason=asked.data["note"], clock=asked.clock
        ),
        form=EraseForm,
        tone="danger",
    ),
]
BY_SLUG = {action.slug: action for action in ACTIONS}
