"""Pages of figures: a question has an address, a good one is kept, small numbers stay untold, files say the same."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.test import Client
from openpyxl import load_workbook

from sapar.assistance.tests.conftest import Serve
from sapar.cases.tests.conftest import NewCase
from sapar.insight import exporting
from sapar.insight.actions import define_figure
from sapar.insight.exploring import initial_of, question_from
from sapar.insight.figures import current
from sapar.insight.forms import ExploreForm
from sapar.insight.models import Export
from sapar.insight.queries import sentence
from sapar.kernel.access.context import acting_as
from sapar.kernel.errors import Invalid
from sapar.kernel.figures import Is, Measure, Question, Within
from sapar.kernel.formats import excel

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ASKED = Question(
    where=(Is("kind", ("humanitarian", "legal")),), within=Within(since=date(2021, 1, 1)), by=("sex", "quarter")
)


@pytest.fixture
def helped(cast: SimpleNamespace, new_case: NewCase, serve: Serve) -> None:
    case = new_case(cast.caseworker)
    serve(cast.caseworker, case, kind="humanitarian.food")
    serve(cast.caseworker, case, kind="legal.counselling")


@pytest.fixture
def kept(cast: SimpleNamespace) -> None:
    with acting_as(cast.me_officer):
        define_figure(by=cast.me_officer, code="helped", labels={"en": "People helped"}, question=ASKED)


def signed_in(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_explorer_answers_and_its_address_is_the_question(cast: SimpleNamespace, helped: None) -> None:
    page = signed_in(cast.me_officer).get("/figures/explore/?of=people&kind=legal&by1=sex&since=2021-01-01")
    assert page.status_code == 200
    answer = page.context["page"].answer
    assert answer.value == 1
    assert "<svg" in page.content.decode()
    part = signed_in(cast.me_officer).get("/figures/explore/?of=entries", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert part.context["page"].answer.value == 2


def test_a_question_without_data_says_so_and_a_senseless_one_is_refused(cast: SimpleNamespace) -> None:
    client = signed_in(cast.me_officer)
    assert "That is not zero" in client.get("/figures/explore/?of=people&kind=legal").content.decode()
    assert "ends before it begins" in client.get("/figures/explore/?since=2022-01-01&until=2021-01-01").content.decode()
    assert signed_in(cast.caseworker).get("/figures/explore/").status_code == 403


def test_what_the_form_says_is_what_the_question_means(cast: SimpleNamespace) -> None:
    with acting_as(cast.me_officer):
        form = ExploreForm(initial_of(ASKED))
        assert form.is_valid(), form.errors
        assert question_from(form.cleaned_data) == ASKED


def test_a_good_question_is_kept_and_a_new_version_follows(cast: SimpleNamespace, helped: None) -> None:
    client = signed_in(cast.me_officer)
    address = "/figures/explore/keep/?of=people&kind=legal&by1=sex"
    assert client.get(address).status_code == 200
    assert client.post(address, {"code": "issue", "label_en": "x"}).status_code == 422
    kept = client.post(address, {"code": "legal-help", "label_en": "Legal help"})
    assert (kept.status_code, kept["Location"]) == (302, "/figures/legal-help/")
    page = client.get("/figures/legal-help/")
    assert page.context["page"].shown.answer.value == 1
    client.post(address.replace("legal", "humanitarian"), {"code": "legal-help", "label_en": "Legal help"})
    with acting_as(cast.me_officer):
        assert current("legal-help").version == 2


def test_small_numbers_are_told_only_to_those_who_may_see_people(
    cast: SimpleNamespace, helped: None, kept: None
) -> None:
    client = signed_in(cast.donor_viewer)
    page = client.get("/figures/helped/").context["page"]
    assert page.shown.answer.value is None
    assert page.shown.answer.matrix.hidden
    assert "by1" not in client.get("/figures/helped/?by=age_band").content.decode()
    assert signed_in(cast.me_officer).get("/figures/helped/").context["page"].shown.answer.value == 1


def test_files_say_the_same_as_the_page(cast: SimpleNamespace, helped: None, kept: None) -> None:
    client = signed_in(cast.me_officer)
    book = load_workbook(BytesIO(b"".join(client.get("/figures/helped/figure.xlsx").streaming_content)))
    rows = list(book.worksheets[0].values)
    assert rows[0] == ("Sex", "Quarter", "people, each counted once")
    assert rows[1] == ("All", "All", 1)
    csv = b"".join(client.get("/figures/helped/figure.csv").streaming_content).decode()
    assert len(csv.splitlines()) == len(rows)
    assert client.get("/figures/helped/figure.svg")["Content-Type"] == "image/svg+xml"


def test_a_large_table_is_written_by_the_worker(cast: SimpleNamespace, helped: None, kept: None, monkeypatch) -> None:
    monkeypatch.setattr(exporting, "LARGE", 1)
    client = signed_in(cast.me_officer)
    asked = client.get("/figures/helped/figure.xlsx")
    assert asked.status_code == 302
    export = Export.objects.get()
    assert "Writing the table" in client.get(asked["Location"]).content.decode()
    assert signed_in(cast.supervisor).get(asked["Location"]).status_code == 404
    assert exporting.write_waiting() == 1
    assert "The file is ready" in client.get(asked["Location"]).content.decode()
    book = load_workbook(BytesIO(client.get(f"/figures/exports/{export.id}/file/").content))
    assert list(book.worksheets[0].values)[1] == ("All", "All", 1)


def test_texts_that_a_spreadsheet_would_run_are_quoted() -> None:
    assert excel.safe("=1+1") == "'=1+1"
    assert excel.safe(-1) == -1


def test_a_correction_shows_in_the_register_of_print(cast: SimpleNamespace, helped: None, kept: None) -> None:
    from sapar.insight.actions import issue_bulletin
    from sapar.kernel import places

    with acting_as(cast.me_officer):
        issue_bulletin(by=cast.me_officer, region=places.get("central-asia"), definitions=[current("helped")])
    client = signed_in(cast.me_officer)
    assert [line.moved for line in client.get("/figures/printed/").context["lines"]] == [False]


@pytest.mark.parametrize("path", ["definitions/", "printed/", "periods/", "helped/"])
def test_everybody_signed_in_reads_figures(cast: SimpleNamespace, kept: None, path: str) -> None:
    for user in (cast.caseworker, cast.donor_viewer, cast.me_officer):
        assert signed_in(user).get(f"/figures/{path}").status_code == 200


def test_a_definition_whose_place_is_gone_is_shown_as_needing_a_version(cast: SimpleNamespace, kept: None) -> None:
    from sapar.insight.models import Definition

    with acting_as(cast.me_officer):
        with pytest.raises(Invalid):
            define_figure(
                by=cast.me_officer, code="x", labels={"en": "x"}, question=Question(where=(Is("place", ("gone",)),))
            )
        query = Question(where=(Is("place", ("gone",)),)).as_json()
        Definition.objects.create(code="gone", labels={"en": "Gone"}, query=query)
    assert "needs a new version" in signed_in(cast.me_officer).get("/figures/definitions/").content.decode()


def test_sentences_agree_in_number(cast: SimpleNamespace) -> None:
    from sapar.insight.models import Definition

    heads = Definition(code="h", labels={"en": "h"}, query=Question(Measure("headcount")).as_json())
    assert sentence(heads, 1) == "1 participant took part"
    assert sentence(heads, 561) == "561 participants took part"
    assert sentence(heads, None) == ""
