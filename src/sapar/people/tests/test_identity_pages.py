"""The pages of recognition: queue, one pair, taking out, questions; who sees what."""

from types import SimpleNamespace

import pytest
from django.test import Client

from sapar.kernel.access.context import acting_as
from sapar.people.models import IdentityCheck, IdentityDecision, IdentitySide, Person
from sapar.people.tests.conftest import Register

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SAME = {"judgement": "same", "ground": "told"}


@pytest.fixture(autouse=True)
def plain_static_files(settings: object) -> None:
    """Pages name their static files; tests have not collected them."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def browser(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies["django_language"] = "en"
    return client


def the_side(user: object) -> IdentitySide:
    with acting_as(user):
        return IdentitySide.objects.get()


def main(answer: object) -> str:
    return answer.content.decode().split("<main", 1)[1]


def test_from_the_queue_to_the_person_and_apart(cast: SimpleNamespace, register: Register) -> None:
    one = register(cast.caseworker, phone="0555123456", birth="12.03.1987")
    register(cast.counsellor, "Aigul Jeenbekova", birth="12.03.1987", phone="0555123456")
    supervisor = browser(cast.supervisor)
    home = supervisor.get("/").content.decode()
    assert "1 answer is waited for" in home
    listed = main(supervisor.get("/people/duplicates/"))
    assert "Айгүл Жээнбекова" in listed
    assert "Aigul Jeenbekova" in listed
    assert "same name written in another script" in listed
    assert "very likely" in listed
    side = the_side(cast.supervisor)
    where = f"/people/duplicates/{side.pk}/"
    page = main(supervisor.get(where))
    assert page.count("+996 555 123456") + page.count("+996555123456") >= 2
    assert "the same" in page
    missing = supervisor.post(where, {"judgement": "same"})
    assert missing.status_code == 422
    assert set(missing.context["form"].errors) == {"ground"}
    unfit = supervisor.post(where, {"judgement": "same", "ground": "relatives"})
    assert unfit.status_code == 422
    done = supervisor.post(where, {**SAME, "note": "Она показала паспорт", "version": side.version}, follow=True)
    assert "The files are linked" in done.content.decode()
    assert "No pair waits" in main(done)
    stale = supervisor.post(where, {"judgement": "different", "ground": "details", "version": side.version})
    assert stale.status_code == 409
    assert "A colleague has answered meanwhile" in stale.content.decode()
    answered = main(supervisor.get("/people/duplicates/?answered"))
    assert "The same person" in answered
    assert "Она показала паспорт" in main(supervisor.get(where))
    file = main(supervisor.get(f"/people/{one.pk}/"))
    assert "Also registered as" in file
    assert "Aigul Jeenbekova" in file
    out = supervisor.post(f"/people/{one.pk}/unlink/", {"judgement": "different", "ground": "mistake"})
    assert out.status_code == 302
    assert "Also registered as" not in main(supervisor.get(f"/people/{one.pk}/"))


def test_a_worker_who_may_not_open_the_other_file_sees_a_sealed_line(cast: SimpleNamespace, register: Register) -> None:
    one = register(cast.caseworker, phone="0555123456")
    register(cast.lawyer, "Aigul Jeenbekova", phone="0555123456")
    browser(cast.supervisor).post(f"/people/duplicates/{the_side(cast.supervisor).pk}/", SAME)
    file = main(browser(cast.caseworker).get(f"/people/{one.pk}/"))
    assert "1 more file of this person is not yours to open" in file
    assert "Jeenbekova" not in file
    assert "Take this file out" not in file


def test_two_organisations_decide_together_and_see_nothing_of_each_other(
    cast: SimpleNamespace, register: Register
) -> None:
    ours = register(cast.caseworker, phone="0555123456", document="AC7654321")
    theirs = register(cast.other_caseworker, "Aigul Jeenbekova", phone="0555123456")
    here, there = browser(cast.supervisor), browser(cast.other_supervisor)
    our_side, their_side = the_side(cast.supervisor), the_side(cast.other_supervisor)
    assert our_side.pk != their_side.pk
    page = here.get(f"/people/duplicates/{our_side.pk}/").content.decode()
    assert "Айгүл Жээнбекова" in page
    assert "a person known to Test NGO" in page
    for secret in ("Jeenbekova", "Aigul", theirs.code, str(theirs.pk)):
        assert secret not in page
    other = there.get(f"/people/duplicates/{their_side.pk}/").content.decode()
    for secret in ("Жээнбекова", "Айгүл", "AC7654321", ours.code, str(ours.pk)):
        assert secret not in other
    assert there.get(f"/people/duplicates/{our_side.pk}/").status_code == 404
    assert there.post(f"/people/duplicates/{our_side.pk}/", SAME).status_code == 404
    here.post(f"/people/duplicates/{our_side.pk}/", SAME)
    assert "Also registered" not in main(here.get(f"/people/{ours.pk}/"))
    assert "Waiting for the other organisation" in main(here.get(f"/people/duplicates/{our_side.pk}/"))
    there.post(f"/people/duplicates/{their_side.pk}/", SAME)
    linked = main(here.get(f"/people/{ours.pk}/"))
    assert "1 more file of this person is not yours to open" in linked
    assert "Jeenbekova" not in linked
    assert here.get(f"/people/{theirs.pk}/").status_code == 404
    there.post(f"/people/{theirs.pk}/unlink/", {"judgement": "unsure", "ground": "too_little"})
    assert "Also registered" not in main(here.get(f"/people/{ours.pk}/"))
    assert "did not confirm" in main(here.get(f"/people/duplicates/{our_side.pk}/"))


def test_the_organisation_of_a_restricted_person_is_not_named(cast: SimpleNamespace, register: Register) -> None:
    register(cast.caseworker, phone="0555123456")
    register(cast.other_caseworker, "Aigul Jeenbekova", phone="0555123456", restricted=True)
    page = browser(cast.supervisor).get("/people/duplicates/").content.decode()
    assert "a person known to an organisation in Sapar" in page
    assert "Test NGO" not in page


def test_only_supervisors_reach_the_queue(cast: SimpleNamespace, register: Register) -> None:
    register(cast.caseworker, phone="0555123456")
    register(cast.caseworker, "Aigul Jeenbekova", phone="0555123456")
    side = the_side(cast.supervisor)
    for user in (cast.caseworker, cast.counsellor, cast.data_protection_officer, cast.administrator):
        client = browser(user)
        assert client.get("/people/duplicates/").status_code == 403
        assert client.get(f"/people/duplicates/{side.pk}/").status_code == 404


def test_a_worker_asks_and_learns_the_outcome_only(cast: SimpleNamespace, register: Register) -> None:
    known = register(cast.caseworker, phone="0555123456")
    lawyer, supervisor = browser(cast.lawyer), browser(cast.supervisor)
    typed = {"given": "Aigul", "family": "Jeenbekova", "birth": "1987"}
    assert "Ask the supervisor to check" in lawyer.post("/people/find/", typed).content.decode()
    asked = lawyer.post("/people/questions/ask/", typed, follow=True)
    assert "not answered yet" in main(asked)
    assert known.code not in main(asked)
    lawyer.post("/people/questions/ask/", typed)
    with acting_as(cast.supervisor):
        check = IdentityCheck.objects.get()
    assert "Lawyer may mean" in main(supervisor.get("/people/duplicates/"))
    page = main(supervisor.get(f"/people/duplicates/questions/{check.pk}/"))
    assert "Айгүл Жээнбекова" in page
    assert lawyer.get(f"/people/duplicates/questions/{check.pk}/").status_code == 404
    assert lawyer.get(f"/people/{known.pk}/").status_code == 404
    supervisor.post(f"/people/duplicates/questions/{check.pk}/", {"outcome": "given"})
    assert lawyer.get(f"/people/{known.pk}/").status_code == 200
    assert f"/people/{known.pk}/" in main(lawyer.get("/people/questions/"))


def test_a_question_is_passed_on_without_a_name(cast: SimpleNamespace, register: Register) -> None:
    theirs = register(cast.other_caseworker, "Aigul Jeenbekova", phone="0555123456")
    typed = {"given": "Айгүл", "family": "Жээнбекова", "birth": "1987"}
    worker, here, there = browser(cast.caseworker), browser(cast.supervisor), browser(cast.other_supervisor)
    worker.post("/people/questions/ask/", typed)
    with acting_as(cast.supervisor):
        check = IdentityCheck.objects.get()
    page = main(here.get(f"/people/duplicates/questions/{check.pk}/"))
    assert "a person known to Test NGO" in page
    assert "Jeenbekova" not in page
    assert here.post(f"/people/duplicates/questions/{check.pk}/", {"outcome": "given"}).status_code == 422
    here.post(f"/people/duplicates/questions/{check.pk}/", {"step": "pass_on"})
    with acting_as(cast.other_supervisor):
        passed = IdentityCheck.objects.get()
    assert passed.pk != check.pk
    question = main(there.get(f"/people/duplicates/questions/{passed.pk}/"))
    assert "Aigul Jeenbekova" in question
    assert "Test Mission" in question
    assert "Жээнбекова" not in question
    there.post(f"/people/duplicates/questions/{passed.pk}/", {"outcome": "talk"})
    assert "It may be this person" in main(here.get(f"/people/duplicates/questions/{check.pk}/"))
    here.post(f"/people/duplicates/questions/{check.pk}/", {"outcome": "talk"})
    assert "talk to them" in main(worker.get("/people/questions/"))
    assert "Test NGO" not in main(worker.get("/people/questions/"))
    assert worker.get(f"/people/{theirs.pk}/").status_code == 404


def test_who_is_kept_out_of_recognition_is_never_asked_about(cast: SimpleNamespace, register: Register) -> None:
    ours = register(cast.caseworker, phone="0555123456")
    here = browser(cast.supervisor)
    assert here.post(f"/people/{ours.pk}/recognition/", {}).status_code == 302
    with acting_as(cast.supervisor):
        assert not Person.objects.get(pk=ours.pk).cross_search
    register(cast.other_caseworker, "Aigul Jeenbekova", phone="0555123456")
    with acting_as(cast.supervisor):
        assert not IdentitySide.objects.exists()
    here.post(f"/people/{ours.pk}/recognition/", {"allowed": "on"})
    assert the_side(cast.supervisor).open
    here.post(f"/people/{ours.pk}/recognition/", {})
    assert not the_side(cast.supervisor).open
    gone = here.post(f"/people/duplicates/{the_side(cast.supervisor).pk}/", SAME)
    assert gone.status_code == 422
    assert "not asked about any more" in main(gone)
    with acting_as(cast.supervisor):
        assert not IdentityDecision.objects.exists()
