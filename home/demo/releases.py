"""Puts in the releases: each act once, at its instant, through lifecycle alone."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from home.demo import content, editions, keys, timetable
from press import audit, ledger, lifecycle, models


@dataclass(frozen=True)
class Stage:
    """Where the acts are done, and by whom: the accounts by role."""

    desk: editions.Desk
    people: dict[str, Any]
    now: datetime


def put_in(stage: Stage) -> list[str]:
    """Do every act that is due and was not done; return what was refused.

    The audit log says what was done. What an editor has changed since is not
    done again: a run that was interrupted goes on where it stopped.
    """
    done = _done(stage.desk.text)
    refused = []
    for act in timetable.plan(stage.desk.text, now=stage.now):
        key = str(keys.of("release", act.release.key))
        if act.at > stage.now or done[key, act.action, act.locale] >= act.turn:
            continue
        if act.action != "import" and not _exists(act):
            continue
        try:
            ACTIONS[act.action](act, stage)
        except lifecycle.Refused as refusal:
            refused.append(f"{act.release.key}: {act.action}: {refusal.message}")
        else:
            done[key, act.action, act.locale] += 1
    return refused


def _done(text: content.Content) -> Counter[tuple[str, str, str]]:
    entries = models.AuditEntry.objects.filter(
        object_kind="release",
        object_key__in=[str(keys.of("release", row.key)) for row in text.releases],
    )
    return Counter(entries.values_list("object_key", "action", "locale"))


def _import(act: timetable.Act, stage: Stage) -> None:
    """Write the source edition, as an editor does, and the release with it."""
    release = act.release
    zone = timetable.zone_of(release, stage.desk.text)
    lift = timetable.lift_at(release, zone=zone, now=stage.now)
    key = keys.of("release", release.key)
    with ledger.locked():
        models.Release.objects.get_or_create(
            pk=key,
            defaults={
                "reference": keys.reference(key),
                "kind": release.kind,
                "release_date": lift.astimezone(zone).date(),
                "zone": zone.key,
                "source_locale": release.source,
            },
        )
        _write(act, editions.before_correction(release), stage, by="editor")


def _translate(act: timetable.Act, stage: Stage) -> None:
    """Write the other edition, as a translator does."""
    release = editions.before_correction(act.release)
    if release.state == "translation":
        release = editions.half_translated(release)
    with ledger.locked():
        page = _write(act, release, stage, by="translator")
        _hand_over(page, act, stage)


def _edit(act: timetable.Act, stage: Stage) -> None:
    """Put the right words in an edition."""
    is_source = act.locale == act.release.source
    person = stage.people["editor" if is_source else "translator"]
    with ledger.locked():
        page = _page(act, act.locale, stage)
        editions.rewrite(
            page, act.release, locale=act.locale, desk=stage.desk, by=person, at=act.at
        )
        if not is_source:
            _hand_over(page, act, stage)
        _log(act, by=person)


def _write(
    act: timetable.Act, release: content.Release, stage: Stage, *, by: str
) -> models.ReleasePage:
    person = stage.people[by]
    page = editions.write(
        release, locale=act.locale, desk=stage.desk, by=person, at=act.at
    )
    _log(act, by=person)
    return page


def _hand_over(page: models.ReleasePage, act: timetable.Act, stage: Stage) -> None:
    source = _page(act, act.release.source, stage)
    translator = stage.people["translator"]
    editions.hand_over(page, source=source, by=translator, at=act.at)


def _page(act: timetable.Act, locale: str, stage: Stage) -> models.ReleasePage:
    return models.ReleasePage.objects.get(
        translation_key=keys.of("release", act.release.key),
        locale=stage.desk.pages.locales[locale],
    )


def _submit(act: timetable.Act, stage: Stage) -> None:
    lifecycle.submit(_row(act), by=stage.people["editor"], clock=_clock(act))


def _approve(act: timetable.Act, stage: Stage) -> None:
    lifecycle.approve(
        _row(act), act.locale, by=stage.people["approver"], clock=_clock(act)
    )


def _set_embargo(act: timetable.Act, stage: Stage) -> None:
    zone = timetable.zone_of(act.release, stage.desk.text)
    lifecycle.set_embargo(
        _row(act),
        timetable.lift_at(act.release, zone=zone, now=stage.now),
        zone=zone.key,
        by=stage.people["approver"],
        clock=_clock(act),
    )


def _lift_now(act: timetable.Act, stage: Stage) -> None:
    lifecycle.lift_now(_row(act), by=stage.people["approver"], clock=_clock(act))


def _correct(act: timetable.Act, stage: Stage) -> None:
    correction = act.release.correction
    if correction:
        lifecycle.correct(
            _row(act),
            by=stage.people["approver"],
            notes=correction.note,
            correction_class=correction.degree,
            clock=_clock(act),
        )


def _withdraw(act: timetable.Act, stage: Stage) -> None:
    withdrawal = act.release.withdrawal
    if withdrawal:
        lifecycle.withdraw(
            _row(act),
            by=stage.people["approver"],
            notes=withdrawal.note,
            clock=_clock(act),
        )


def _exists(act: timetable.Act) -> bool:
    """Tell whether the release is there still: an editor may delete a draft."""
    return models.Release.objects.filter(
        pk=keys.of("release", act.release.key)
    ).exists()


def _row(act: timetable.Act) -> models.Release:
    return models.Release.objects.get(pk=keys.of("release", act.release.key))


def _clock(act: timetable.Act) -> Callable[[], datetime]:
    return lambda: act.at


def _log(act: timetable.Act, *, by: Any) -> None:
    audit.append(
        act.action,
        actor=by,
        object_kind="release",
        object_key=str(keys.of("release", act.release.key)),
        locale=act.locale,
        at=act.at,
    )


ACTIONS: dict[str, Callable[[timetable.Act, Stage], None]] = {
    "import": _import,
    "translate": _translate,
    "submit": _submit,
    "approve": _approve,
    "set_embargo": _set_embargo,
    "lift_now": _lift_now,
    "edit": _edit,
    "correct": _correct,
    "withdraw": _withdraw,
}
