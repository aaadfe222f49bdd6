"""Tables of the people room. Everything that identifies a person is sealed under that person's key."""

from sapar.people.models.check import CheckOutcome, IdentityCheck
from sapar.people.models.consent import Consent, ConsentStatus
from sapar.people.models.contact import Address, AddressKind, Contact, SafeContact
from sapar.people.models.document import IdentityDocument
from sapar.people.models.identity import (
    Ground,
    IdentityDecision,
    IdentityMember,
    IdentityPair,
    IdentitySide,
    Judgement,
    PairStatus,
)
from sapar.people.models.person import Person, PersonName
from sapar.people.models.search import ImportBatch, MatchKey, SearchReceipt

__all__ = [
    "Address",
    "AddressKind",
    "CheckOutcome",
    "Consent",
    "ConsentStatus",
    "Contact",
    "Ground",
    "IdentityCheck",
    "IdentityDecision",
    "IdentityDocument",
    "IdentityMember",
    "IdentityPair",
    "IdentitySide",
    "ImportBatch",
    "Judgement",
    "MatchKey",
    "PairStatus",
    "Person",
    "PersonName",
    "SafeContact",
    "SearchReceipt",
]
