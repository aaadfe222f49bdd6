"""Tables of the people room. Everything that identifies a person is sealed under that person's key."""

from sapar.people.models.consent import Consent, ConsentStatus
from sapar.people.models.contact import Address, AddressKind, Contact, SafeContact
from sapar.people.models.document import IdentityDocument
from sapar.people.models.person import Person, PersonName
from sapar.people.models.search import ImportBatch, IndexVersion, MatchKey, SearchReceipt

__all__ = [
    "Address",
    "AddressKind",
    "Consent",
    "ConsentStatus",
    "Contact",
    "IdentityDocument",
    "ImportBatch",
    "IndexVersion",
    "MatchKey",
    "Person",
    "PersonName",
    "SafeContact",
    "SearchReceipt",
]
