"""Tables of the people room. Everything that identifies a person is sealed under that person's key."""

from sapar.people.models.attempt import AttemptState, ContactAttempt
from sapar.people.models.check import CheckOutcome, IdentityCheck
from sapar.people.models.consent import Consent, ConsentStatus
from sapar.people.models.contact import Address, AddressKind, Contact, SafeContact
from sapar.people.models.document import IdentityDocument
from sapar.people.models.family import GuardianBasis, HouseholdMember, Relationship
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
from sapar.people.models.photo import Photo
from sapar.people.models.rights import OwnCopy, PersonRequest, RequestKind, RequestState
from sapar.people.models.search import ImportBatch, IndexVersion, MatchKey, SearchReceipt
from sapar.people.models.upkeep import Duty, DutyKind, RetentionReview, ReviewState

__all__ = [
    "Address",
    "AddressKind",
    "AttemptState",
    "CheckOutcome",
    "Consent",
    "ConsentStatus",
    "Contact",
    "ContactAttempt",
    "Duty",
    "DutyKind",
    "Ground",
    "GuardianBasis",
    "HouseholdMember",
    "IdentityCheck",
    "IdentityDecision",
    "IdentityDocument",
    "IdentityMember",
    "IdentityPair",
    "IdentitySide",
    "ImportBatch",
    "IndexVersion",
    "Judgement",
    "MatchKey",
    "OwnCopy",
    "PairStatus",
    "Person",
    "PersonName",
    "PersonRequest",
    "Photo",
    "Relationship",
    "RequestKind",
    "RequestState",
    "RetentionReview",
    "ReviewState",
    "SafeContact",
    "SearchReceipt",
]
