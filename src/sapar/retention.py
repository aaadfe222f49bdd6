"""How long what is kept about people stays, and what erasing a person does to it. One row per table.

``tests/contract/test_retention.py`` finds every table that tells of a person; one without a row here fails.
"""

from dataclasses import dataclass
from enum import StrEnum


class Erasing(StrEnum):
    """What is left of a table's rows when a person is erased (people/actions/erasing.py)."""

    DELETED = "deleted with the person"
    UNREADABLE = "sealed values unreadable: the person's key is gone, in old backups too"
    KEPT = "kept without identity: codes, dates and counts that figures stand on"


@dataclass(frozen=True)
class Retention:
    """``until``: when the rows go, in words of an operator."""

    erasing: Erasing
    until: str


_PERSON = "as long as the person's file: erased on request, or SAPAR_RETENTION_YEARS after the last help, with notice"
_FIGURES = "for ever: the ledger and the journal are only added to"

RETENTION: dict[str, Retention] = {
    "people.Person": Retention(Erasing.UNREADABLE, _PERSON),
    "people.PersonName": Retention(Erasing.UNREADABLE, _PERSON),
    "people.Contact": Retention(Erasing.UNREADABLE, _PERSON),
    "people.SafeContact": Retention(Erasing.UNREADABLE, _PERSON),
    "people.Address": Retention(Erasing.UNREADABLE, _PERSON),
    "people.IdentityDocument": Retention(Erasing.UNREADABLE, _PERSON),
    "people.Consent": Retention(Erasing.UNREADABLE, "as proof that it was given, without witness and guardian"),
    "people.Relationship": Retention(Erasing.UNREADABLE, _PERSON),
    "people.HouseholdMember": Retention(Erasing.DELETED, _PERSON),
    "people.Photo": Retention(Erasing.UNREADABLE, "while the person agrees; deleted 30 days after that ends"),
    "people.ContactAttempt": Retention(Erasing.UNREADABLE, _PERSON),
    "people.PersonRequest": Retention(Erasing.UNREADABLE, "as proof that it was answered, without its words"),
    "people.OwnCopy": Retention(Erasing.UNREADABLE, "until fetched, seven days at most; then only that there was one"),
    "people.RetentionReview": Retention(Erasing.UNREADABLE, "as proof of the decision, without its words"),
    "people.Duty": Retention(Erasing.KEPT, "as proof that somebody was told and saw to it; a code, no name"),
    "people.MatchKey": Retention(Erasing.DELETED, _PERSON),
    "people.IdentityPair": Retention(Erasing.KEPT, "ids and reason codes; of an erased file nobody is asked any more"),
    "people.IdentitySide": Retention(Erasing.KEPT, "ids: whose answer a pair waits for"),
    "people.IdentityDecision": Retention(
        Erasing.UNREADABLE, "as proof of who linked or parted files, without the note"
    ),
    "people.IdentityMember": Retention(Erasing.KEPT, "ids: who is counted once, now and at any moment before"),
    "people.IdentityCheck": Retention(Erasing.KEPT, "ids and reason codes of a question to a supervisor"),
    "people.SearchReceipt": Retention(Erasing.KEPT, "30 days: serves one registration within 30 minutes; blind keys"),
    "cases.Case": Retention(Erasing.UNREADABLE, _PERSON),
    "cases.CaseStatus": Retention(Erasing.KEPT, _FIGURES),
    "cases.EmergencyAccess": Retention(Erasing.KEPT, "as proof of the access and its review"),
    "cases.Migration": Retention(Erasing.UNREADABLE, _PERSON),
    "cases.Need": Retention(Erasing.UNREADABLE, _PERSON),
    "cases.PlanStep": Retention(Erasing.UNREADABLE, _PERSON),
    "cases.Note": Retention(Erasing.UNREADABLE, _PERSON),
    "assistance.Delivery": Retention(Erasing.UNREADABLE, _PERSON),
    "ledger.LedgerEntry": Retention(Erasing.KEPT, _FIGURES),
    "ledger.EntryShare": Retention(Erasing.KEPT, _FIGURES),
    "access.Involvement": Retention(Erasing.KEPT, "as proof of who could see the file and when"),
    "journal.JournalEntry": Retention(Erasing.KEPT, _FIGURES),
    "vault.KeyWrap": Retention(Erasing.DELETED, "dies in backups of the key store with its monthly epoch"),
}
