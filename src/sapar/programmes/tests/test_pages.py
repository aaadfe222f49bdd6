"""The pages through a browser's eyes: who may write, what is kept when something is refused, what a donor sees."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from sapar.kernel.access.context import acting_as
from sapar.programmes import actions
from sapar.programmes.models import Project, Target

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def visit(client):
    def go(user, name, *args, data=None, status=200, **query):
        client.force_login(user)
        path = reverse(f"programmes:{name}", args=args)
        answer = client.post(path, data) if data is not None else client.get(path, query)
        assert answer.status_code == status, (path, answer.status_code)
        return answer

    return go


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_refused_form_keeps_what_was_typed_and_says_why_in_russian(stage, visit, client):
    stage.manager.language = "ru"
    stage.manager.save()
    client.cookies["django_language"] = "ru"
    sent = {"indicator": stage.indicator.pk, "value": "3", "qualifier": "about", "words": "", "starts": "2026-02-01",
            "ends": "2026-03-01", "category": ""}  # fmt: skip
    answer = visit(stage.manager, "add_part", "way-home", "target", data=sent, status=422)
    assert 'value="3"' in answer.content.decode()
    assert 'value="2026-02-01"' in answer.content.decode()
    assert "field-wrong" in answer.content.decode()
    with acting_as(stage.manager):
        assert Target.objects.count() == 1


def test_donor_shares_that_make_no_whole_come_back_with_the_form(stage, visit):
    donor = stage.cast.donor
    sent = {"donor_1": donor.pk, "share_1": "60", "donor_2": stage.cast.there.pk, "share_2": "30"}
    answer = visit(stage.manager, "add_part", "way-home", "donors", data=sent, status=422)
    assert "do not make 100 %" in text(answer)
    assert 'value="60"' in answer.content.decode()
    visit(stage.manager, "add_part", "way-home", "donors", data={**sent, "share_2": "40"}, status=302)
    again = visit(stage.manager, "add_part", "way-home", "donors").content.decode()
    assert 'value="60"' in again
    page = text(visit(stage.cast.donor_viewer, "project", "way-home"))
    assert "Way home" in page


def test_a_donor_viewer_reads_and_writes_nothing(approved, visit):
    with acting_as(approved.manager):
        actions.set_donors(by=approved.manager, project=approved.project, shares={approved.cast.donor.pk: None})
    viewer = approved.cast.donor_viewer
    for name, args in (("project", ()), ("framework", ()), ("indicator", ("families",)), ("project_table", ())):
        visit(viewer, name, "way-home", *args)
    page = visit(viewer, "project", "way-home").content.decode().split("<main", 1)[1]
    for word in ("/add/", "/change/", "/remove/", "/decide/", "Report a value"):
        assert word not in page
    for name, args in (
        ("change", ()), ("add_part", ("indicator",)), ("add_part", ("value",)), ("open_framework", ()),
        ("plan_calendar", ()),
    ):  # fmt: skip
        visit(viewer, name, "way-home", *args, status=403)
        visit(viewer, name, "way-home", *args, data={}, status=403)
    visit(viewer, "open", status=403)
    assert approved.manager.name not in page


def test_a_project_of_others_does_not_exist_for_a_donor(approved, visit):
    for name, args in (("project", ()), ("framework", ()), ("indicator", ("families",)), ("change", ())):
        visit(approved.cast.donor_viewer, name, "way-home", *args, status=404)


def test_a_part_of_another_project_is_not_found_in_this_one(stage, visit):
    with acting_as(stage.manager):
        actions.open_project(by=stage.manager, labels={"en": "Other"}, code="other")
        row = actions.write_deadline(by=stage.manager, project=stage.project, kind="final", due=stage.project.start)
    visit(stage.manager, "change_part", "way-home", "deadline", row.pk)
    visit(stage.manager, "change_part", "other", "deadline", row.pk, status=404)
    visit(stage.manager, "remove_part", "other", "deadline", row.pk, data={}, status=404)
    visit(stage.manager, "change_part", "way-home", "nonsense", row.pk, status=404)


def test_a_stale_edit_of_the_project_is_shown_not_overwritten(stage, visit):
    form = visit(stage.manager, "change", "way-home").content.decode()
    version = re.search(r'name="version" value="(\d+)"', form)[1]
    visit(
        stage.manager,
        "add_part",
        "way-home",
        "budget",
        data={"amount": "5", "currency": "USD", "qualifier": "exact"},
        status=302,
    )
    sent = {"labels_en": "My name for it", "version": version}
    answer = visit(stage.manager, "change", "way-home", data=sent, status=409)
    assert "My name for it" in answer.content.decode()
    with acting_as(stage.manager):
        assert Project.objects.get(code="way-home").labels == {"en": "Way home"}


def test_the_portfolio_narrows_and_puts_what_is_late_first(approved, visit):
    with acting_as(approved.manager):
        actions.open_project(by=approved.manager, labels={"en": "A quiet one"}, code="quiet")
        actions.write_deadline(
            by=approved.manager, project=approved.project, kind="interim", due=approved.project.start
        )
        actions.set_donors(by=approved.manager, project=approved.project, shares={approved.cast.donor.pk: None})
    page = text(visit(approved.manager, "projects"))
    assert page.index("Way home") < page.index("A quiet one")
    assert "days late" in page
    assert "0 of 1 on track" not in page, "without data nothing is judged"
    for query, seen in (
        ({"donor": "test-donor"}, ["Way home"]), ({"year": "2026"}, ["Way home"]), ({"year": "1999"}, []),
        ({"late": "on"}, ["Way home"]),
    ):  # fmt: skip
        page = text(visit(approved.manager, "projects", **query))
        assert [name for name in ("Way home", "A quiet one") if name in page] == seen, query


def test_the_tables_export_as_shown(approved, visit):
    for name, args in (("projects_table", ()), ("project_table", ("way-home",))):
        answer = visit(approved.manager, name, *args)
        book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        rows = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
        assert any("Way home" in row or "families visited" in row for row in rows)
    assert next(row for row in rows if row[0] == "families")[:3] == ["families", "families visited", "families"]
    assert next(row for row in rows if row[0] == "families")[7] is None, "no data is no zero"


def test_every_form_of_a_part_opens(stage, visit):
    from sapar.programmes.parts import PARTS

    for name in PARTS:
        if name != "reversal":
            visit(stage.manager, "add_part", "way-home", name)
