"""What people tell about themselves, checked before any action sees the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from uuid import UUID

import phonenumbers
import pycountry
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms
from sapar.kernel.dates import PartialDate
from sapar.kernel.errors import Invalid
from sapar.people.models import AddressKind
from sapar.people.names.clean import tidy
from sapar.people.names.validation import check_name

LONGEST_NOTE = 4000
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class NameInput:
    """One name as given: at least one of its parts."""

    given: str = ""
    family: str = ""
    patronymic: str = ""
    kind: str = "called"

    @property
    def parts(self) -> tuple[str, str, str]:
        """Given, family, patronymic."""
        return self.given, self.family, self.patronymic

    def checked(self) -> "NameInput":
        """The same, tidied. Raises Invalid naming the field."""
        if not any(tidy(part) for part in self.parts):
            check_name("", field="given", required=True)
        terms.require("name_kind", self.kind, field="kind")
        return replace(
            self,
            given=check_name(self.given, field="given"),
            family=check_name(self.family, field="family"),
            patronymic=check_name(self.patronymic, field="patronymic"),
        )


@dataclass(frozen=True, slots=True)
class ContactInput:
    """A way to reach the person; `channel` is a term of contact_channel."""

    value: str
    channel: str = "phone"

    def checked(self, region: str) -> "ContactInput":
        """The same with a phone number in E.164. `region` is the country a number without +code is dialled in."""
        terms.require("contact_channel", self.channel, field="channel")
        value = tidy(self.value)
        if not value or len(value) > LONGEST_VALUE:
            raise Invalid(
                _("The contact is empty or too long."),
                field="value",
                advice=_("Type the number or name that reaches the person."),
            )
        return replace(self, value=phone(value, region) if _dialled(self.channel) else value)


def _dialled(channel: str) -> bool:
    return channel.split(".")[0] in {"phone", "sms", "whatsapp", "viber", "fax"}


def phone(text: str, region: str) -> str:
    """E.164, for example +996555123456. Raises Invalid when it cannot be a number."""
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Invalid(
            _("This cannot be a phone number."),
            field="value",
            advice=_("Write it with the country code, for example +996 555 123 456."),
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@dataclass(frozen=True, slots=True)
class DocumentInput:
    """An identity document; `kind` and `status` are terms of document_kind and document_status."""

    number: str = ""
    kind: str = "passport"
    status: str = "held"
    country: str = ""
    issued_on: date | None = None
    expires_on: date | None = None

    def checked(self) -> "DocumentInput":
        """The same, tidied; raises Invalid for an unknown term or country, a date order that cannot be."""
        terms.require("document_kind", self.kind, field="kind")
        terms.require("document_status", self.status, field="status")
        number = tidy(self.number)
        if len(number) > LONGEST_VALUE:
            raise Invalid(
                _("The document number is too long."), field="number", advice=_("Type only series and number.")
            )
        if self.issued_on and self.expires_on and self.expires_on <= self.issued_on:
            raise Invalid(
                _("The document would expire before it was issued."),
                field="expires_on",
                advice=_("Check both dates on the document."),
            )
        return replace(self, number=number, country=country(self.country, field="country") if self.country else "")


@dataclass(frozen=True, slots=True)
class AddressInput:
    """A place of the gazetteer, exact words, or both."""

    text: str = ""
    place_id: UUID | None = None
    kind: str = AddressKind.LIVES

    def checked(self) -> "AddressInput":
        """The same, tidied. Raises Invalid when both place and words are missing."""
        if not tidy(self.text) and self.place_id is None:
            raise Invalid(_("The address is empty."), field="text", advice=_("Choose a place or type the address."))
        return replace(self, text=note(self.text, field="text"))


@dataclass(frozen=True, slots=True)
class SafeContactInput:
    """The person's own rules of contact; see models.SafeContact for the meaning of each."""

    never: bool = False
    channels: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    hour_from: time | None = None
    hour_to: time | None = None
    answerers: tuple[str, ...] = ()
    voicemail: bool = False
    cover: str = ""
    code_word: str = ""
    avoid: str = ""

    def checked(self) -> "SafeContactInput":
        """The same, tidied. Raises Invalid for rules that contradict each other."""
        for channel in self.channels:
            terms.require("contact_channel", channel, field="channels")
        for answerer in self.answerers:
            terms.require("contact_answerer", answerer, field="answerers")
        if self.never and self.channels:
            raise Invalid(
                _("“Never contact” and an allowed channel contradict each other."),
                field="never",
                advice=_("Take away the channels, or ask the person again."),
            )
        if (self.hour_from is None) != (self.hour_to is None) or (
            self.hour_from and self.hour_to and self.hour_to <= self.hour_from
        ):
            raise Invalid(
                _("The hours of contact need a beginning and a later end."),
                field="hour_to",
                advice=_("For example from 10:00 to 16:00."),
            )
        if any(day not in range(1, 8) for day in self.days):
            raise Invalid(_("A day of the week is not known."), field="days", advice=_("Choose from Monday to Sunday."))
        return replace(
            self,
            cover=note(self.cover, field="cover"),
            code_word=note(self.code_word, field="code_word"),
            avoid=note(self.avoid, field="avoid"),
        )


@dataclass(frozen=True, slots=True)
class ConsentInput:
    """One answer about one purpose and one recipient (None = our own organisation).

    `notice_version` and `notice_language` say which text was read out (people/notices); empty: today's version.
    `witness_role` is a term, `guardian` who answered for a child.
    """

    purpose: str
    data_classes: tuple[str, ...] = ("identity",)
    recipient_id: UUID | None = None
    notice_version: str = ""
    notice_language: str = "ru"
    how_given: str = ""
    witness_role: str = ""
    witness: str = ""
    guardian: str = ""
    given_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Registration:
    """Everything the registration form may hold. Only one name is required."""

    names: Sequence[NameInput]
    birth: PartialDate = field(default_factory=PartialDate.unknown)
    sex: str = "unknown"
    citizenships: tuple[str, ...] = ()
    contacts: Sequence[ContactInput] = ()
    documents: Sequence[DocumentInput] = ()
    addresses: Sequence[AddressInput] = ()
    safe_contact: SafeContactInput | None = None
    relatives: Sequence["RelationshipInput"] = ()
    consents: Sequence[ConsentInput] = ()
    note: str = ""
    restricted: bool = False

    def checked(self, region: str) -> "Registration":
        """The same with every part checked and tidied. Raises the first Invalid found."""
        if not self.names:
            check_name("", field="given", required=True)
        terms.require("sex", self.sex, field="sex")
        return replace(
            self,
            names=[name.checked() for name in self.names],
            citizenships=_distinct(country(code, field="citizenships") for code in self.citizenships),
            contacts=[contact.checked(region) for contact in self.contacts],
            documents=[document.checked() for document in self.documents],
            addresses=[address.checked() for address in self.addresses],
            safe_contact=self.safe_contact.checked() if self.safe_contact else None,
            note=note(self.note, field="note"),
        )


def country(code: str, *, field: str) -> str:
    """An ISO 3166-1 alpha-2 code in capitals. Raises Invalid for anything else."""
    found = pycountry.countries.get(alpha_2=code.strip().upper())
    if found is None:
        raise Invalid(
            _("“%(code)s” is not a country code.") % {"code": code.strip()[:8]},
            field=field,
            advice=_("Choose the country from the list, or write its two letters, for example KG."),
        )
    return str(found.alpha_2)


def note(text: str, *, field: str) -> str:
    """Free text, tidied line by line. Raises Invalid above 4,000 characters."""
    kept = "\n".join(tidy(line) for line in text.strip().splitlines())
    if len(kept) > LONGEST_NOTE:
        raise Invalid(
            _("The text has %(count)s characters; the longest accepted is %(longest)s.")
            % {"count": len(kept), "longest": LONGEST_NOTE},
            field=field,
            advice=_("Shorten it, or put parts into the notes of the case."),
        )
    return kept


def _distinct(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


@dataclass(frozen=True, slots=True)
class ContactOutcome:
    """What came of a call or message; terms of contact_outcome and contact_answerer."""

    outcome: str
    answered_by: str = ""
    left_message: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class RelationshipInput:
    """Somebody of importance: a person on file (`other_code`) or a name. `guardian` is a GuardianBasis or ""."""

    relation: str
    other_code: str = ""
    name: str = ""
    reach: str = ""
    guardian: str = ""
    aware: bool = False


@dataclass(frozen=True, slots=True)
class AbilitiesInput:
    """Languages (terms, the one spoken best first), need of an interpreter, difficulties {domain: level}."""

    languages: tuple[str, ...] = ()
    interpreter: bool = False
    difficulties: tuple[tuple[str, str], ...] = ()
