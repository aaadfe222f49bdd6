"""Forms on a person's file. Each page is one form and one action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid, StaleEdit, Text, WorkflowRefused
from sapar.kernel.ui.submission import submission_key, version
from sapar.people import actions, notices, queries
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
from sapar.people.forms_protecting import AbilitiesForm, HouseholdForm, RelationshipForm, RequestForm
from sapar.people.models import Person
from sapar.people.views.finding import add_error

type Act = Callable[[HttpRequest, Person, Any], object]
type Prepare = Callable[[HttpRequest, Person], dict[str, Any]]


def crumbs(person: Person, title: Text) -> list[tuple[Text, str | None]]:
    return [
        (_("People"), reverse("people:list")),
        (person.code, reverse("people:person", args=[person.pk])),
        (title, None),
    ]


def _nothing(request: HttpRequest, person: Person) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Page:
    """One form page on a person: its words, form, action, and arguments or initial values of the form."""

    # Templates call what can be called; this one is read there, for its words.
    do_not_call_in_templates: ClassVar[bool] = True

    title: Text
    submit: Text
    form: type[forms.Form]
    act: Act
    verb: str = "edit"
    initial: Prepare = _nothing
    arguments: Prepare = _nothing
    lede: Text = ""
    kind: str = "primary"
    above: str = ""

    def __call__(self, request: HttpRequest, person_id: UUID) -> HttpResponse:
        """Show the form, or act and go back to the file."""
        person = queries.get_person(by=request.user, person_id=person_id, verb=self.verb)
        posted = request.method == "POST"
        initial = {} if posted else self.initial(request, person)
        form = self.form(request.POST if posted else None, initial=initial, **self.arguments(request, person))
        stale: StaleEdit | None = None
        if posted and form.is_valid():
            try:
                self.act(request, person, form)
                return redirect("people:person", person_id=person_id)
            except StaleEdit as error:
                stale = error
            except Invalid as error:
                add_error(form, error)
            except WorkflowRefused as error:
                form.add_error(None, f"{error.message} {error.advice}".strip())
        context = {
            "page": self,
            "form": form,
            "person": person,
            "stale": stale,
            "version": stale.version if stale else person.version,
            "crumbs": crumbs(person, self.title),
            "above": self.above,
            "purposes": queries.purposes() if self.above else (),
            "notice_version": notices.current(),
            "language": queries.notice_language(person, get_language() or "ru"),
        }
        return render(request, "people/form.html", context, status=409 if stale else 422 if form.errors else 200)


def _correct(request: HttpRequest, person: Person, form: CorrectForm) -> None:
    actions.correct_person(
        by=request.user, person=person, correction=form.value(), version=version(request), key=submission_key(request)
    )  # type: ignore[call-arg]  # the decorator takes version and key


def _facts(request: HttpRequest, person: Person) -> dict[str, Any]:
    return queries.facts_of(by=request.user, person=person)


def _safe(request: HttpRequest, person: Person) -> dict[str, Any]:
    return queries.safe_contact_values(by=request.user, person=person)


def _consent_arguments(request: HttpRequest, person: Person) -> dict[str, Any]:
    language = queries.notice_language(person, get_language() or "ru")
    return {"organisations": queries.recipients(by=request.user), "language": language}


def _share_arguments(request: HttpRequest, person: Person) -> dict[str, Any]:
    return {"organisations": queries.recipients(by=request.user)}


def _answer(request: HttpRequest, person: Person, form: ConsentForm) -> None:
    act = actions.give_consent if form.cleaned_data["answer"] == "give" else actions.refuse_consent
    act(by=request.user, person=person, consent=form.value(), key=submission_key(request))


def _erase(request: HttpRequest, person: Person, form: EraseForm) -> None:
    if form.cleaned_data["code"].strip().upper() != person.code:
        raise Invalid(
            _("This is not the code of the person."), field="code", advice=_("Look at the code at the top of the file.")
        )
    actions.erase_person(by=request.user, person=person)


def _with_key(function: Callable[..., object], name: str, value: Callable[[Any], object]) -> Act:
    """An action that takes the person and one input, repeatable by its submission key."""

    def act(request: HttpRequest, person: Person, form: Any) -> None:
        function(by=request.user, person=person, key=submission_key(request), **{name: value(form)})

    return act


def _abilities(request: HttpRequest, person: Person) -> dict[str, Any]:
    return queries.abilities_values(by=request.user, person=person)


abilities = Page(
    _("Languages and difficulties"),
    _("Save"),
    AbilitiesForm,
    _with_key(actions.change_abilities, "told", lambda form: form.value()),
    verb="view_health",
    initial=_abilities,
    lede=_("Ask as it stands here; never write a diagnosis. Whatever the person does not want to answer stays empty."),
)
add_relationship = Page(
    _("Add a relative or guardian"),
    _("Add"),
    RelationshipForm,
    _with_key(actions.add_relationship, "told", lambda form: form.value()),
    lede=_("Only who matters for the help. Ask the person whether they may know."),
)
join_household = Page(
    _("Lives together with"),
    _("Save"),
    HouseholdForm,
    _with_key(actions.join_household, "other_code", lambda form: form.cleaned_data["other_code"]),
)
ask = Page(
    _("Request of the person"),
    _("Save"),
    RequestForm,
    lambda request, person, form: actions.ask_request(
        by=request.user, person=person, key=submission_key(request), **form.cleaned_data
    ),
    verb="ask",
    lede=_(
        "Everybody may see, correct, restrict and erase what is held about them. It changes nothing about the help."
    ),
)
correct = Page(_("Correct the file"), _("Save"), CorrectForm, _correct, initial=_facts)
add_name = Page(
    _("Add a name"),
    _("Add"),
    NameForm,
    _with_key(actions.add_name, "name", lambda form: form.value()),
    lede=_("Every name and spelling is kept, and the person is found under each."),
)
add_contact = Page(
    _("Add a contact"), _("Add"), ContactForm, _with_key(actions.add_contact, "contact", lambda form: form.contact())
)
add_document = Page(
    _("Add a document"), _("Add"), DocumentForm, _with_key(actions.add_document, "document", lambda form: form.value())
)
add_address = Page(
    _("Add an address"), _("Add"), AddressForm, _with_key(actions.add_address, "address", lambda form: form.value())
)
safe_contact = Page(
    _("Safe contact"),
    _("Save"),
    SafeContactForm,
    _with_key(actions.set_safe_contact, "rules", lambda form: form.value()),
    initial=_safe,
    lede=_("Never make contact in a way the person has not said is safe. Ask again at every meeting."),
)
consent = Page(
    _("Ask for consent"),
    _("Save the answer"),
    ConsentForm,
    _answer,
    verb="consent",
    arguments=_consent_arguments,
    above="people/_notices.html",
    lede=_("Read the notice in the person's language. Each purpose and each organisation is asked for by itself."),
)
share = Page(
    _("Share the file"),
    _("Share"),
    ShareForm,
    _with_key(actions.share_person, "organisation", lambda form: form.cleaned_data["organisation"]),
    verb="share",
    arguments=_share_arguments,
    lede=_("The other organisation will see the whole file. It needs a consent for that organisation."),
)
stop_sharing = Page(
    _("Stop sharing the file"),
    _("Stop sharing"),
    ShareForm,
    _with_key(actions.stop_sharing, "organisation", lambda form: form.cleaned_data["organisation"]),
    verb="share",
    arguments=_share_arguments,
    kind="danger",
)
restrict = Page(
    _("Restrict the file"),
    _("Save"),
    RestrictForm,
    _with_key(actions.restrict_person, "restricted", lambda form: form.cleaned_data["restricted"]),
    verb="restrict",
    initial=lambda request, person: {"restricted": person.restricted},
    lede=_("A restricted file is one line without data in everybody else's search."),
)
erase = Page(
    _("Erase the person"),
    _("Erase for good"),
    EraseForm,
    _erase,
    verb="erase",
    kind="danger",
    lede=_("Everything that identifies the person becomes unreadable for good, in old backups too. Figures stay."),
)


def withdraw(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Take a consent back: one button, one action; the page says what follows."""
    found = queries.get_consent(by=request.user, consent_id=consent_id)
    if request.method == "POST":
        actions.withdraw_consent(by=request.user, consent=found)
        return redirect("people:person", person_id=found.person_id)
    context = {"consent": found, "crumbs": crumbs(found.person, _("Withdraw"))}
    return render(request, "people/withdraw.html", context)
