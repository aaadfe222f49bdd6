"""Forms on a person's file. Each page is one form and one action."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid
from sapar.kernel.ui.requests import acting
from sapar.kernel.ui.submission import submission_key, version
from sapar.people import actions, queries
from sapar.people.forms import (
    AddressForm,
    ConsentForm,
    ContactForm,
    CorrectForm,
    DocumentForm,
    EraseForm,
    NameForm,
    RestrictForm,
    SafeContactForm,
    ShareForm,
)
from sapar.people.forms_protecting import AbilitiesForm, HouseholdForm, PhotoForm, RelationshipForm, RequestForm
from sapar.people.models import Person
from sapar.people.views.base import PersonPage

type Act = Callable[[HttpRequest, Person, Any], object]


def _correct(request: HttpRequest, person: Person, form: CorrectForm) -> None:
    actions.correct_person(
        by=acting(request),
        person=person,
        correction=form.value(),
        version=version(request),
        key=submission_key(request),
    )  # type: ignore[call-arg]  # the decorator takes version and key  # fmt: skip


def _facts(request: HttpRequest, person: Person) -> dict[str, Any]:
    return queries.facts_of(by=acting(request), person=person)


def _safe(request: HttpRequest, person: Person) -> dict[str, Any]:
    return queries.safe_contact_values(by=acting(request), person=person)


def _consent_arguments(request: HttpRequest, person: Person) -> dict[str, Any]:
    language = queries.notice_language(person, get_language() or "ru")
    return {"organisations": queries.recipients(by=acting(request)), "language": language}


def _share_arguments(request: HttpRequest, person: Person) -> dict[str, Any]:
    return {"organisations": queries.recipients(by=acting(request))}


def _answer(request: HttpRequest, person: Person, form: ConsentForm) -> None:
    act = actions.give_consent if form.cleaned_data["answer"] == "give" else actions.refuse_consent
    act(by=acting(request), person=person, consent=form.value(), key=submission_key(request))


def _erase(request: HttpRequest, person: Person, form: EraseForm) -> None:
    if form.cleaned_data["code"].strip().upper() != person.code:
        raise Invalid(
            _("This is not the code of the person."), field="code", advice=_("Look at the code at the top of the file.")
        )
    actions.erase_person(by=acting(request), person=person)


def _with_key(function: Callable[..., object], name: str, value: Callable[[Any], object]) -> Act:
    """An action that takes the person and one input, repeatable by its submission key."""

    def act(request: HttpRequest, person: Person, form: Any) -> None:
        function(by=acting(request), person=person, key=submission_key(request), **{name: value(form)})

    return act


def _abilities(request: HttpRequest, person: Person) -> dict[str, Any]:
    return queries.abilities_values(by=acting(request), person=person)


abilities = PersonPage(
    _("Languages and difficulties"),
    _("Save"),
    AbilitiesForm,
    "view_health",
    _with_key(actions.change_abilities, "told", lambda form: form.value()),
    initial=_abilities,
    lede=_("Ask as it stands here; never write a diagnosis. Whatever the person does not want to answer stays empty."),
)
add_relationship = PersonPage(
    _("Add a relative or guardian"),
    _("Add"),
    RelationshipForm,
    "edit",
    _with_key(actions.add_relationship, "told", lambda form: form.value()),
    lede=_("Only who matters for the help. Ask the person whether they may know."),
)
join_household = PersonPage(
    _("Lives together with"),
    _("Save"),
    HouseholdForm,
    "edit",
    _with_key(actions.join_household, "other_code", lambda form: form.cleaned_data["other_code"]),
)
ask = PersonPage(
    _("Request of the person"),
    _("Save"),
    RequestForm,
    "ask",
    lambda request, person, form: actions.ask_request(
        by=acting(request), person=person, key=submission_key(request), **form.cleaned_data
    ),
    lede=_(
        "Everybody may see, correct, restrict and erase what is held about them. It changes nothing about the help."
    ),
)
correct = PersonPage(_("Correct the file"), _("Save"), CorrectForm, "edit", _correct, initial=_facts)
add_name = PersonPage(
    _("Add a name"),
    _("Add"),
    NameForm,
    "edit",
    _with_key(actions.add_name, "name", lambda form: form.value()),
    lede=_("Every name and spelling is kept, and the person is found under each."),
)
add_contact = PersonPage(
    _("Add a contact"),
    _("Add"),
    ContactForm,
    "edit",
    _with_key(actions.add_contact, "contact", lambda form: form.contact()),
)
add_document = PersonPage(
    _("Add a document"),
    _("Add"),
    DocumentForm,
    "edit",
    _with_key(actions.add_document, "document", lambda form: form.value()),
)
add_address = PersonPage(
    _("Add an address"),
    _("Add"),
    AddressForm,
    "edit",
    _with_key(actions.add_address, "address", lambda form: form.value()),
)
safe_contact = PersonPage(
    _("Safe contact"),
    _("Save"),
    SafeContactForm,
    "edit",
    _with_key(actions.set_safe_contact, "rules", lambda form: form.value()),
    initial=_safe,
    lede=_("Never make contact in a way the person has not said is safe. Ask again at every meeting."),
)
consent = PersonPage(
    _("Ask for consent"),
    _("Save the answer"),
    ConsentForm,
    "consent",
    _answer,
    arguments=_consent_arguments,
    template="people/ask_consent.html",
    lede=_("Read the notice in the person's language. Each purpose and each organisation is asked for by itself."),
)
share = PersonPage(
    _("Share the file"),
    _("Share"),
    ShareForm,
    "share",
    _with_key(actions.share_person, "organisation", lambda form: form.cleaned_data["organisation"]),
    arguments=_share_arguments,
    lede=_("The other organisation will see the whole file. It needs a consent for that organisation."),
)
stop_sharing = PersonPage(
    _("Stop sharing the file"),
    _("Stop sharing"),
    ShareForm,
    "share",
    _with_key(actions.stop_sharing, "organisation", lambda form: form.cleaned_data["organisation"]),
    arguments=_share_arguments,
    kind="danger",
)
restrict = PersonPage(
    _("Restrict the file"),
    _("Save"),
    RestrictForm,
    "restrict",
    _with_key(actions.restrict_person, "restricted", lambda form: form.cleaned_data["restricted"]),
    initial=lambda request, person: {"restricted": person.restricted},
    lede=_("A restricted file is one line without data in everybody else's search."),
)
erase = PersonPage(
    _("Erase the person"),
    _("Erase for good"),
    EraseForm,
    "erase",
    _erase,
    kind="danger",
    lede=_("Everything that identifies the person becomes unreadable for good, in old backups too. Figures stay."),
)


def _photo(request: HttpRequest, person: Person, form: PhotoForm) -> None:
    content = form.cleaned_data["photo"].read()
    actions.add_photo(by=acting(request), person=person, content=content, key=submission_key(request))


add_photo = PersonPage(
    _("Add a photo"), _("Add"), PhotoForm, "edit", _photo,
    lede=_("A photo is kept only while the person agrees to it, and is sealed like the name."),
)  # fmt: skip
