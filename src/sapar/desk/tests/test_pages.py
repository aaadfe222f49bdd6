"""The desk's reading pages: first page, search, explained access, journal, permission table, language."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from sapar.cases.models import Case, PlanStep
from sapar.desk import vocabulary, words
from sapar.desk.fields import FIELDS
from sapar.desk.queries.finding import as_fields
from sapar.kernel import journal
from sapar.kernel.access import policy
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Basis, User
from sapar.kernel.access.need_to_know import involve, uninvolve
from sapar.kernel.access.roles import Role
from sapar.kernel.actions import ACTIONS
from sapar.kernel.vault.fields import SealedField
from sapar.people.models import Consent, ConsentStatus, Person
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def case(cast: SimpleNamespace) -> Case:
    """A case of the mission, assigned to its caseworker, with one step that is overdue."""
    with acting_as(cast.supervisor):
        person = Person.objects.create(organisation=cast.here, code="KG-7F3K-2M", registered_by=cast.caseworker)
        made = Case.objects.create(
            code="C-23AB-7X", person=person, organisation=cast.here, owner=cast.caseworker, opened_by=cast.caseworker,
            opened_on=timezone.localdate(),
        )  # fmt: skip
        involve(made.pk, "case", basis=Basis.ASSIGNED, user=cast.caseworker)
        involve(person.pk, "person", basis=Basis.ASSIGNED, user=cast.caseworker)
        PlanStep.objects.create(
            case=made,
            service="legal.documents",
            responsible=cast.caseworker,
            planned_by=cast.caseworker,
            due_on="2021-03-01",
        )
    return made


@pytest.mark.parametrize("role", [*Role, "nobody"])
def test_every_role_has_a_first_page_within_its_budget(
    cast: SimpleNamespace, sign_in: Any, role: str, django_assert_max_num_queries: Any
) -> None:
    browser = sign_in(getattr(cast, str(role)))
    with django_assert_max_num_queries(32):
        assert browser.get("/").status_code == 200


def test_the_first_page_shows_the_next_step_and_the_case(cast: SimpleNamespace, sign_in: Any, case: Case) -> None:
    page = sign_in(cast.caseworker).get("/").context["page"]
    assert [(task.case_code, task.urgency) for task in page.tasks] == [(case.code, "overdue")]
    assert [line.code for line in page.cases] == [case.code]
    supervisor = sign_in(cast.supervisor)
    assert supervisor.get("/").context["page"].unassigned == []
    uninvolve(case.pk, "case", user=cast.caseworker)
    assert supervisor.get("/").context["page"].unassigned[0].code == case.code
    assert sign_in(cast.other_caseworker).get("/").context["page"].cases == []


@pytest.mark.parametrize("typed", ["C-23AB-7X", " c-23ab-7x ", "c–23ab–7x", "KG-7F3K-2M"])
def test_a_code_leads_to_its_record(cast: SimpleNamespace, sign_in: Any, case: Case, typed: str) -> None:
    answer = sign_in(cast.caseworker).post("/search/", {"q": typed})
    assert answer.status_code == 302
    assert str(case.pk) in answer.url or str(case.person_id) in answer.url


@pytest.mark.parametrize("typed", ["C-23AB-7X", "C-9999-9Z", "KG-7F3K-2M", "KG-9999-9Z"])
def test_a_hidden_code_and_an_unknown_one_answer_alike(
    cast: SimpleNamespace, sign_in: Any, case: Case, typed: str
) -> None:
    answer = sign_in(cast.other_caseworker).post("/search/", {"q": typed})
    assert answer.templates[0].name == "people/find.html"
    assert not answer.context["found"].candidates
    assert not answer.context["found"].ask_supervisor


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("Aibek Test", {"given": "Aibek", "family": "Test"}),
        ("Айбек  Тестов 1987", {"given": "Айбек", "family": "Тестов", "birth": "1987"}),
        ("Aibek Test uulu Synthetic", {"given": "Aibek", "family": "Test", "patronymic": "uulu Synthetic"}),
        ("+996 555 12-34-56", {"phone": "+996 555 12-34-56"}),
        ("AN 1234567", {"document": "AN 1234567"}),
        ("ab12-cd34", {"code": "AB12-CD34"}),
        ("'; --", {"given": "';", "family": "--"}),
    ],
)
def test_words_are_sorted_into_the_fields_of_the_search(typed: str, fields: dict[str, str]) -> None:
    assert as_fields(typed) == fields


def test_empty_words_open_the_search(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.caseworker)
    assert browser.post("/search/", {"q": "  "}).url == "/people/find/"
    assert browser.get("/search/").url == "/people/find/"
    assert browser.post("/search/", {"q": "x" * 500}).url == "/people/find/"
    assert sign_in(cast.me_officer).post("/search/", {"q": "Aibek Test"}).status_code == 403


def test_a_search_never_stands_in_an_address(cast: SimpleNamespace, sign_in: Any) -> None:
    page = sign_in(cast.caseworker).get("/").content.decode()
    box = page[page.index('role="search"') - 40 : page.index('role="search"') + 200]
    assert 'method="post"' in box


def test_access_is_explained_to_those_who_see_the_record(cast: SimpleNamespace, sign_in: Any, case: Case) -> None:
    address = f"/access/explain/case/{case.pk}/"
    browser = sign_in(cast.caseworker)
    page = browser.get(address).context["page"]
    assert {each.user for each in page.colleagues} == {cast.caseworker, cast.supervisor, cast.counsellor}
    answer = browser.get(address, {"colleague": cast.lawyer.id}).context["page"].answer
    assert not answer.allowed
    assert answer.missing
    assert browser.get(address, {"colleague": cast.supervisor.id}).context["page"].answer.allowed
    assert not browser.get(address, {"colleague": cast.me_officer.id}).context["page"].answer.missing
    for stranger in (cast.other_supervisor, cast.administrator, cast.me_officer):
        assert sign_in(stranger).get(address).status_code == 404


def test_a_colleague_elsewhere_cannot_be_asked_about(cast: SimpleNamespace, sign_in: Any, case: Case) -> None:
    address = f"/access/explain/case/{case.pk}/"
    answer = sign_in(cast.caseworker).get(address, {"colleague": cast.other_caseworker.id})
    assert answer.context["page"].answer is None


def test_explained_access_ends_where_the_consent_of_the_person_ends(
    cast: SimpleNamespace, sign_in: Any, case: Case
) -> None:
    with acting_as(cast.supervisor):
        involve(case.pk, "case", basis=Basis.SHARED, organisation=cast.there)
        involve(case.person_id, "person", basis=Basis.SHARED, organisation=cast.there)
        Consent.objects.create(
            person=case.person, purpose="referral", recipient=cast.there, data_classes=["identity"],
            status=ConsentStatus.GIVEN, given_on=timezone.localdate(), notice_version="1", notice_language="ru",
            how_given="signature", recorded_by=cast.caseworker,
        )  # fmt: skip
    address = f"/access/explain/case/{case.pk}/"
    listed = sign_in(cast.supervisor).get(address).context["page"].colleagues
    theirs = next(each for each in listed if each.user == cast.other_caseworker)
    asked = {"colleague": cast.other_caseworker.id}
    answer = sign_in(cast.other_caseworker).get(address, asked).context["page"].answer
    for verbs in (theirs.verbs, answer.verbs):
        assert words.verb("view_identity") in verbs
        assert not {words.verb("view_health"), words.verb("view_finance")} & set(verbs)


def test_no_button_leads_to_a_page_that_is_not_there(cast: SimpleNamespace, sign_in: Any, case: Case) -> None:
    link = f"/access/explain/case/{case.pk}/"
    for asking, shown in ((cast.caseworker, True), (cast.data_protection_officer, True), (cast.me_officer, False)):
        browser = sign_in(asking)
        assert (link in browser.get(f"/journal/case/{case.pk}/").content.decode()) is shown
        assert browser.get(link).status_code == (200 if shown else 404)


@pytest.mark.parametrize("kind", ["case", "nonsense", "consent"])
def test_explaining_the_unknown_is_a_plain_404(cast: SimpleNamespace, sign_in: Any, kind: str) -> None:
    assert sign_in(cast.caseworker).get(f"/access/explain/{kind}/{cast.here.id}/").status_code == 404


def test_who_looked_is_shown_to_those_who_answer_for_the_record(
    cast: SimpleNamespace, sign_in: Any, case: Case
) -> None:
    with acting_as(cast.supervisor):
        journal.look(by=cast.supervisor, kind="case", ids=[case.pk], fields=["summary"])
    address = f"/journal/case/{case.pk}/"
    for allowed in (cast.caseworker, cast.supervisor, cast.data_protection_officer):
        lines = sign_in(allowed).get(address).context["lines"]
        assert cast.supervisor in {line.who for line in lines}
    for stranger in (cast.other_supervisor, cast.me_officer, cast.lawyer):
        answer = sign_in(stranger).get(address)
        assert answer.status_code == 404 or cast.supervisor not in {line.who for line in answer.context["lines"]}


def test_the_journal_is_for_watchers_of_the_organisation(cast: SimpleNamespace, sign_in: Any) -> None:
    sign_in(cast.other_supervisor).get("/journal/")
    browser = sign_in(cast.data_protection_officer)
    lines = browser.get("/journal/").context["lines"]
    assert lines
    assert cast.other_supervisor not in {line.who for line in lines}
    for role in ("caseworker", "me_officer", "administrator"):
        assert sign_in(getattr(cast, role)).get("/journal/").status_code == 403


def test_the_journal_is_filtered_and_bad_filters_are_ignored(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.supervisor)
    sign_in(cast.caseworker)
    mine = browser.get("/journal/", {"actor": str(cast.caseworker.id), "action": "access.sign_in"})
    assert {line.who for line in mine.context["lines"]} == {cast.caseworker}
    assert browser.get("/journal/", {"since": "2999-01-01"}).context["lines"] == []
    assert browser.get("/journal/", {"actor": "x", "page": "-3", "since": "31.02.2021"}).status_code == 200


def test_signing_in_and_failing_to_are_journalled(cast: SimpleNamespace) -> None:
    Client().post("/account/login/", {"login": cast.caseworker.email, "password": "wrong"})
    Client().post("/account/login/", {"login": cast.caseworker.email, "password": PASSWORD})
    with acting_as(cast.data_protection_officer):
        kept = journal.history("account", cast.caseworker.id).values_list("action", flat=True)
        assert list(kept) == ["access.sign_in", "refused"]


def test_the_language_follows_the_account(cast: SimpleNamespace) -> None:
    browser = Client()
    browser.post("/account/login/", {"login": cast.caseworker.email, "password": PASSWORD})
    browser.post("/language/setlang/", {"language": "ky", "next": "/"})
    assert User.objects.get(pk=cast.caseworker.pk).language == "ky"
    elsewhere = Client()
    answer = elsewhere.post("/account/login/", {"login": cast.caseworker.email, "password": PASSWORD})
    assert answer.cookies["django_language"].value == "ky"
    assert elsewhere.get("/").headers["Content-Language"] == "ky"


def test_the_permission_table_is_complete_and_in_words(cast: SimpleNamespace, sign_in: Any) -> None:
    answer = sign_in(cast.trainer).get("/permissions/")
    assert answer.status_code == 200
    assert len(answer.context["table"]) == len(Role)


def test_everything_that_people_read_has_words() -> None:
    verbs = {verb for _spec, rule in policy.table() for verb in rule.verbs}
    assert verbs - set(vocabulary.VERBS) == set()
    assert {spec.record for spec, _rule in policy.table()} - set(vocabulary.RECORDS) == set()
    assert {name for name in ACTIONS if name.startswith(ROOMS)} - set(vocabulary.ACTIONS) == set()


def test_every_sealed_field_has_words_for_the_journal() -> None:
    sealed = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in {"people", "cases", "assistance"}
        for field in model._meta.get_fields()
        if isinstance(field, SealedField)
    }
    assert sealed - set(FIELDS) == set()


def test_the_filter_of_the_journal_offers_each_wording_once(cast: SimpleNamespace, sign_in: Any) -> None:
    browser = sign_in(cast.supervisor)
    offered = [said for _code, said in browser.get("/journal/").context["form"].fields["action"].choices]
    assert len(offered) == len(set(offered))
    with acting_as(cast.supervisor):
        for code in ("cases.break_glass", "cases.break_glass_case"):
            journal.record(code, by=cast.supervisor, kind="case", id=cast.here.id)
        journal.refused("cases.view", by=cast.supervisor, kind="case", id=cast.here.id, reason="not_found")
    lines = browser.get("/journal/", {"action": "cases.break_glass"}).context["lines"]
    assert len(lines) == 2
    refused = next(line for line in browser.get("/journal/").context["lines"] if line.refused)
    assert refused.action == words.action("view") != "view"


def test_the_search_box_is_for_those_who_search(cast: SimpleNamespace, sign_in: Any) -> None:
    for who, shown in ((cast.caseworker, True), (cast.me_officer, False), (cast.administrator, False)):
        assert ('role="search"' in sign_in(who).get("/").content.decode()) is shown


ROOMS = ("access.", "assistance.", "cases.", "insight.", "people.", "programmes.")


def test_the_owners_watcher_sees_what_others_did_with_the_record(
    cast: SimpleNamespace, sign_in: Any, case: Case
) -> None:
    with acting_as(cast.caseworker):
        journal.record("cases.open_case", by=cast.caseworker, kind="case", id=case.pk)
    assert sign_in(cast.other_caseworker).get(f"/cases/{case.pk}/").status_code == 404

    def seen(user: Any) -> set[Any]:
        return {line.who for line in sign_in(user).get(f"/journal/case/{case.pk}/").context["lines"]}

    assert {cast.caseworker, cast.other_caseworker} <= seen(cast.data_protection_officer)
    # The other organisation's watcher answers for its own people only.
    assert cast.caseworker not in seen(cast.other_supervisor)


def test_the_protection_officer_explains_a_case_without_seeing_it(
    cast: SimpleNamespace, sign_in: Any, case: Case
) -> None:
    from sapar.kernel.access import oversight

    officer = cast.data_protection_officer
    html = sign_in(officer).get(f"/access/explain/case/{case.pk}/").content.decode()
    assert cast.caseworker.name in html
    assert case.code in html
    with acting_as(officer):
        assert not Case.objects.filter(pk=case.pk).exists()
        outline = oversight.outline("case", case.pk)
    assert outline is not None
    told = {name for name in ("summary", "risk", "status", "owner_id", "opened_on") if getattr(outline, name)}
    assert told <= {"status"}, "an outline knows no more than the defaults of an empty row"
    for stranger in (cast.me_officer, cast.administrator, cast.other_supervisor, cast.nobody):
        with acting_as(stranger):
            assert oversight.outline("case", case.pk) is None
        assert sign_in(stranger).get(f"/access/explain/case/{case.pk}/").status_code == 404
