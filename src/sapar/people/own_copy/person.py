"""What the people room itself holds."""

from sapar.kernel import terms, vault
from sapar.kernel.access.models import Organisation, User
from sapar.kernel.access.roles import WORDS, Role
from sapar.kernel.dates import PartialDate
from sapar.kernel.journal.words import say
from sapar.people import abilities
from sapar.people.looks import looks_of
from sapar.people.models import (
    Address,
    Consent,
    Contact,
    ContactAttempt,
    IdentityDocument,
    Person,
    PersonName,
    PersonRequest,
    Photo,
    Relationship,
    SafeContact,
)
from sapar.people.opening import opened
from sapar.people.own_copy.parts import PURPOSE, Section, register
from sapar.people.templatetags.people import country_list, safe_hours


def _person(by: User, person: Person, with_notes: bool) -> Section:
    section = Section("person")
    values = opened([person], ("birth", "note", "disability"), by=by, purpose=PURPOSE)[0][1]
    names = list(PersonName.objects.filter(person=person))
    for _row, parts in opened(names, ("given", "patronymic", "family"), by=by, purpose=PURPOSE):
        section.add(name=" ".join(part for part in parts.values() if part))
    difficulties = abilities.unpacked(values["disability"])
    section.add(
        birth=PartialDate.from_edtf(values["birth"]).display() if values["birth"] else "",
        sex=terms.label("sex", person.sex),
        citizenship=country_list(person.citizenships),
        languages=[terms.label("language", code) for code in person.languages],
        interpreter=person.interpreter or None,
        difficulties=[
            f"{terms.label('disability_domain', domain)}: {terms.label('disability_level', level)}"
            for domain, level in difficulties.items()
        ],
        note=values["note"] if with_notes else "",
    )
    return section


def _contacts(by: User, person: Person) -> list[Section]:
    section, safe = Section("contacts"), Section("safe_contact")
    for contact, values in opened(list(Contact.objects.filter(person=person)), ("value",), by=by, purpose=PURPOSE):
        section.add(what=terms.label("contact_channel", contact.channel), number=values["value"])
    addresses = list(Address.objects.filter(person=person).select_related("place"))
    for address, values in opened(addresses, ("text",), by=by, purpose=PURPOSE):
        where = ", ".join(part for part in (str(address.place or ""), values["text"]) if part)
        section.add(what=address.get_kind_display(), where=where)
    rows = list(SafeContact.objects.filter(person=person))
    for row, values in opened(rows, ("cover", "code_word", "avoid"), by=by, purpose=PURPOSE):
        channels = [terms.label("contact_channel", code) for code in row.channels]
        safe.add(how=channels or "—", when=safe_hours(row), note=[value for value in values.values() if value])
    return [section, safe]


def _documents(by: User, person: Person) -> Section:
    section = Section("documents")
    rows = list(IdentityDocument.objects.filter(person=person))
    for row, values in opened(rows, ("number",), by=by, purpose=PURPOSE):
        section.add(
            what=terms.label("document_kind", row.kind), number=values["number"],
            status=terms.label("document_status", row.status), until=row.expires_on,
        )  # fmt: skip
    return section


def _family(person: Person) -> Section:
    """Who they are to the person; their names and numbers are theirs, and stay out."""
    section = Section("family")
    for row in Relationship.objects.filter(person=person):
        guardian = row.get_guardian_display() if row.guardian else ""
        section.add(who=terms.label("relationship", row.relation), status=guardian, until=row.ended_on)
    return section


def _consents(person: Person) -> Section:
    section = Section("consents")
    for row in Consent.objects.filter(person=person).select_related("recipient").order_by("recorded_at"):
        section.add(
            purpose=terms.label("consent_purpose", row.purpose),
            recipient=str(row.recipient or person.organisation),
            what=[terms.label("data_class", code) for code in row.data_classes],
            status=row.shown_status, when=row.given_on, until=row.expires_on,
            how=terms.label("how_given", row.how_given) if row.how_given else "",
            who=terms.label("witness_role", row.witness_role) if row.witness_role else "",
        )  # fmt: skip
    return section


def _made(by: User, person: Person, with_notes: bool) -> list[Section]:
    contacts, requests, photos = Section("contacts_made"), Section("requests"), Section("photos")
    rows = list(ContactAttempt.objects.filter(person=person).order_by("at"))
    for row, values in opened(rows, ("note",), by=by, purpose=PURPOSE):
        contacts.add(
            when=row.begun_at or row.planned_for, how=terms.label("contact_channel", row.channel),
            what=terms.label("contact_outcome", row.outcome) if row.outcome else row.get_state_display(),
            note=values["note"] if with_notes else "",
        )  # fmt: skip
    asked = list(PersonRequest.objects.filter(person=person).order_by("asked_on"))
    for request, values in opened(asked, ("text", "answer"), by=by, purpose=PURPOSE):
        requests.add(
            when=request.asked_on, what=request.get_kind_display(), note=values["text"],
            status=request.get_state_display(), answer=values["answer"],
        )  # fmt: skip
    for photo in Photo.objects.filter(person=person).defer("image"):
        photos.add(when=photo.added_at, what=f"{photo.width} × {photo.height}")
    return [photos, contacts, requests]


def _who(person: Person) -> list[Section]:
    looks, holders = Section("looks"), Section("holders")
    others = vault.organisations_of(person.pk) - {person.organisation_id}
    days = looks_of(person.pk)
    names = {each.pk: str(each) for each in Organisation.objects.filter(
        pk__in=others | {day.organisation_id for day in days if day.organisation_id})}  # fmt: skip
    for organisation in sorted(others, key=lambda pk: names.get(pk, "")):
        holders.add(who=names.get(organisation, ""))
    holders.note = "holders_note" if others else ""
    for day in days:
        roles = [str(WORDS[Role(code)].title) for code in day.roles if code in WORDS]
        who = ", ".join([*roles, names.get(day.organisation_id, "")] if day.organisation_id else [])
        looks.add(
            when=day.on, who=who or "—", what=say("action", day.action),
            purpose=say("purpose", day.purpose) if day.purpose else "", times=day.times if day.times > 1 else "",
        )  # fmt: skip
    return [holders, looks]


def begin(by: User, person: Person, with_notes: bool) -> list[Section]:
    """Who the person is, how they are reached, what they agreed to."""
    return [
        _person(by, person, with_notes), *_contacts(by, person), _documents(by, person), _family(person),
        _consents(person), *_made(by, person, with_notes),
    ]  # fmt: skip


def finish(by: User, person: Person, with_notes: bool) -> list[Section]:
    """Who else has the data, and who looked."""
    return _who(person)


register("people", 10, begin)
register("people.who", 90, finish)
