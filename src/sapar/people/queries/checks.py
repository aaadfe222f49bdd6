"""Questions of workers to their supervisor about files that only the supervisor may see."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from sapar.kernel.access import policy
from sapar.kernel.access.context import linking_role
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.errors import NotFound, Text
from sapar.people.identity import telling, words
from sapar.people.models import IdentityCheck
from sapar.people.opening import Identity, identities
from sapar.people.queries.visible import visible_people


@dataclass(frozen=True, slots=True)
class Question:
    """One question as the supervisor sees it: who asks, what agrees, and the file where it is the organisation's."""

    check: IdentityCheck
    file: Identity | None
    elsewhere: Organisation | None
    reasons: list[tuple[Text, bool]]
    passed_on: bool

    @property
    def may_give(self) -> bool:
        """Whether the file can be opened to the colleague who asks."""
        return self.check.own and self.check.passed_from_id is None

    @property
    def may_pass_on(self) -> bool:
        """Whether the organisation that has the file can be asked, and was not yet."""
        return not self.check.own and not self.passed_on


def open_checks(by: User) -> QuerySet[IdentityCheck]:
    """Questions that wait for this supervisor."""
    return IdentityCheck.objects.filter(policy.rows(by, "answer", "identity_check"), outcome="")


def questions(*, by: User) -> list[Question]:
    """What waits for this supervisor, the oldest first."""
    rows = list(open_checks(by).select_related("asked_by__organisation").order_by("asked_at"))
    return _opened(rows, by=by)


def question(*, by: User, check_id: UUID) -> Question:
    """One question for those who answer it. Raises NotFound."""
    mine = IdentityCheck.objects.filter(policy.rows(by, "answer", "identity_check"), pk=check_id)
    row = mine.select_related("asked_by__organisation").first()
    if row is None:
        raise NotFound
    return _opened([row], by=by)[0]


def _opened(rows: list[IdentityCheck], *, by: User) -> list[Question]:
    own = list(visible_people(by).filter(pk__in=[row.meant_id for row in rows], erased_at__isnull=True))
    files = identities(own, by=by, purpose="check") if own else {}
    elsewhere = telling.holders({row.meant_id for row in rows} - files.keys())
    passed = _passed({row.pk for row in rows})
    return [
        Question(row, files.get(row.meant_id), elsewhere.get(row.meant_id), words.said(row.reasons), row.pk in passed)
        for row in rows
    ]


def _passed(ids: set[UUID]) -> set[UUID | None]:
    with linking_role():
        return set(IdentityCheck.objects.filter(passed_from__in=ids).values_list("passed_from_id", flat=True))


def my_questions(*, by: User) -> list[IdentityCheck]:
    """What this worker asked, the newest first: the outcome and nothing else."""
    policy.require(by, "search", "person")
    return list(IdentityCheck.objects.filter(asked_by=by, passed_from=None).order_by("-asked_at")[:50])
