"""Saying which files are one person. Files are never rewritten: a decision is added, groups follow from it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sapar.kernel import journal, vault
from sapar.kernel.access import policy
from sapar.kernel.access.context import current_user, linking_role
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, WorkflowRefused
from sapar.kernel.ids import uuid7
from sapar.people.identity import finding, groups, proposing
from sapar.people.identity.likelihood import CONTINUOUS
from sapar.people.inputs import note as checked_note
from sapar.people.matching import Known
from sapar.people.models import Ground, IdentityDecision, IdentityPair, IdentitySide, Judgement, PairStatus, Person
from sapar.people.names.keys import Key

#: Grounds that make no sense for a judgement.
_UNFIT = {
    Judgement.SAME: {Ground.RELATIVES, Ground.TOO_LITTLE},
    Judgement.DIFFERENT: {Ground.TOO_LITTLE},
    Judgement.UNSURE: {Ground.RELATIVES},
}


def propose(pairs: Iterable[tuple[UUID, UUID, float, Sequence[str]]], *, model: str) -> int:
    """Propose pairs of files (a, b, probability 0–1, reason codes) that may be one person; how many are new.

    The machine speaks, nobody's permission is asked: supervisors decide. Repeating it changes nothing;
    a pair still to be decided gets the newer probability and reasons, a decided one stays as it is.
    """
    asked = list(pairs)
    if not asked:
        return 0
    with linking_role():
        added, refreshed = proposing.keep(asked, model=model)
    if added:
        detail = {"added": added, "refreshed": refreshed, "model": model}
        journal.record("people.propose", by=current_user(), kind="duplicate", id=uuid7(), detail=detail)
    return added


def propose_near(person: Person, *, by: User, told: tuple[Known, Iterable[Key]] | None = None) -> int:
    """Propose whoever a file may be the same as; part of every action that changes what it is found by."""
    known, keys = told or finding.open_file(person, by=by)
    return propose(finding.near(person.pk, known, keys, by=by), model=CONTINUOUS)


def propose_many(keys_of: Mapping[UUID, Iterable[Key]]) -> int:
    """The same for a whole imported list."""
    return propose(finding.near_many(keys_of), model=CONTINUOUS)


def _meanwhile(side: IdentitySide, arguments: dict[str, Any]) -> dict[str, tuple[str, str]]:
    yours = Judgement(arguments["judgement"]).label
    theirs = Judgement(side.answer).label if side.answer else _("not answered")
    return {_("Answer"): (str(yours), str(theirs))}


@action("people.decide_duplicate", record="duplicate", verb="judge", on="side", fresh=_meanwhile)
def decide_duplicate(*, by: User, side: IdentitySide, judgement: str, ground: str, note: str = "") -> IdentitySide:
    """Answer for one's organisation whether two files are one person. An earlier answer is closed, not changed.

    Inside one organisation the answer links the files; across two, both must say "same". Raises Invalid for
    a missing reason, WorkflowRefused when nothing is asked any more, when the same was said already, or when
    a group would hold two files that were decided to be different people.
    """
    said, why, words = _checked(judgement, ground, note)
    groups.lock()
    pair = IdentityPair.objects.get(pk=side.pair_id)
    if pair.status == PairStatus.GONE:
        raise WorkflowRefused(
            _("This pair is not asked about any more: one of the files was erased or closed to others.")
        )
    _answer(side, said, why, words, by=by)
    _settle([pair.pk])
    side.refresh_from_db(fields=["answer", "open"])
    return side


@action("people.unlink_person", record="person", verb="link")
def unlink_person(*, by: User, person: Person, judgement: str, ground: str, note: str = "") -> Person:
    """Take a file out of its group: cases, ledger, consents and figures are each its own again.

    Every link of this file is answered anew for one's own organisation ("different" or "unsure"). Raises
    WorkflowRefused when the file is linked to none.
    """
    # Not the action's target: the file itself does not change, so nobody's open form of it grows stale.
    policy.require(by, "link", "person", person)
    said, why, words = _checked(judgement, ground, note)
    if said is Judgement.SAME:
        raise Invalid(_("Say “different people” or “not sure” to take a file out."), field="judgement")
    groups.lock()
    own = Q(organisation=person.organisation_id, pair__status=PairStatus.SAME)
    linked = list(IdentitySide.objects.filter(own, Q(pair__low=person.pk) | Q(pair__high=person.pk)).order_by("pk"))
    if not linked:
        raise WorkflowRefused(
            _("This file is not linked to another one."), advice=_("A colleague may have taken it out already.")
        )
    for side in linked:
        _answer(side, said, why, words, by=by)
    IdentitySide.objects.filter(pk__in=[side.pk for side in linked]).update(version=F("version") + 1)
    _settle([side.pair_id for side in linked])
    return person


@action("people.set_recognition", record="person", verb="restrict", on="person")
def set_recognition(*, by: User, person: Person, allowed: bool) -> Person:
    """Whether other organisations' supervisors may ever be asked if they know this person.

    Taken away, open questions across organisations end; what was decided stays.
    """
    person.cross_search = allowed
    person.save(update_fields=["cross_search"])
    if allowed:
        propose_near(person, by=by)
    else:
        with linking_role():
            groups.close_pairs(person.pk, at=timezone.now(), across_only=True)
    return person


def _checked(judgement: str, ground: str, note: str) -> tuple[Judgement, Ground, str]:
    if judgement not in Judgement.values:
        raise Invalid(
            _("Say whether they are the same person."), field="judgement", advice=_("Choose one of the answers.")
        )
    if ground not in Ground.values:
        raise Invalid(_("Say why."), field="ground", advice=_("Choose the reason that convinced you."))
    said, why = Judgement(judgement), Ground(ground)
    if why in _UNFIT[said]:
        raise Invalid(
            _("“%(ground)s” is no reason for “%(judgement)s”.") % {"ground": why.label, "judgement": said.label},
            field="ground",
            advice=_("Choose the reason that convinced you."),
        )
    words = checked_note(note, field="note")
    if why is Ground.OTHER and not words:
        raise Invalid(_("Write the reason in a few words."), field="note")
    return said, why, words


def _answer(side: IdentitySide, said: Judgement, why: Ground, words: str, *, by: User) -> None:
    now = timezone.now()
    before = IdentityDecision.objects.select_for_update().filter(side=side, closed_at__isnull=True).first()
    if before is not None:
        if before.judgement == said:
            raise WorkflowRefused(
                _("Your organisation has given this answer already."), advice=_("Look at the pair again.")
            )
        before.closed_at, before.closed_by = now, by
        before.save(update_fields=["closed_at", "closed_by"])
    decision = IdentityDecision(side=side, person_id=side.person_id, judgement=said, ground=why, decided_by=by, at=now)
    vault.put(decision, by=by, note=words or None)
    decision.save(force_insert=True)


def _settle(pair_ids: Sequence[UUID]) -> None:
    try:
        with linking_role():
            groups.settle(pair_ids, at=timezone.now())
    except groups.Contradiction as error:
        raise _refused(error, pair_ids) from error


def _refused(error: groups.Contradiction, pair_ids: Sequence[UUID]) -> WorkflowRefused:
    codes = _codes(error.low, error.high)
    if IdentityPair.objects.filter(pk__in=pair_ids, low=error.low, high=error.high).exists():
        return WorkflowRefused(
            _("%(one)s and %(other)s are linked through another file of the same person.") % codes,
            advice=_("First take the file that does not belong there out of the group, on its page."),
        )
    return WorkflowRefused(
        _("They cannot be linked: %(one)s and %(other)s would be one person then, and were decided to be different.")
        % codes,
        advice=_("Look at that decision first; if it was a mistake, change it there."),
    )


def _codes(low: UUID, high: UUID) -> dict[str, str]:
    codes = dict(Person.objects.filter(pk__in=[low, high]).values_list("pk", "code"))
    return {
        "one": codes.get(low) or _("a file of another organisation"),
        "other": codes.get(high) or _("a file of another organisation"),
    }
