"""The pages of projects and organisations over the shipped programme."""

import re
from itertools import cycle

import pytest
from django.urls import reverse

from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Organisation
from sapar.kernel.access.roles import Role
from sapar.programmes.models import Project
from tests.cast import make_user


@pytest.fixture
def read(client, manager):
    """Open a page and give its text without tags, as the project manager or somebody else."""

    def page(name: str, *, user=None, language="en", status=200, **where) -> str:
        reader = user or manager
        reader.language = language
        reader.save()
        client.force_login(reader)
        client.cookies["django_language"] = language
        query = where.pop("query", {})
        with acting_as(reader):
            answer = client.get(reverse(f"programmes:{name}", kwargs=where), query)
        assert answer.status_code == status
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))

    return page


def test_the_list_shows_every_project_with_donor_budget_and_period(read):
    text = read("projects")
    assert "USD 650,000" in text
    assert "12 months" in text
    assert "from 20 November 2017" in text
    assert "until December 2005" in text
    assert "through the parent project" in text
    assert text.count("not stated") > 10


def test_a_project_says_what_is_not_stated(read):
    text = read("project", code="ca-usaid-27m")
    for label in ("Title as printed", "Budget", "Start", "End"):
        assert re.search(rf"{label} not stated", text), label
    assert "27 months" in text
    assert re.search(r"Continues Combating Trafficking in Central Asia", text)


def test_a_sub_project_names_its_donor_and_through_which_project(read):
    text = read("project", code="kg-ulybka-resource-centres")
    assert re.search(r"Ministry of Foreign Affairs of Norway .*through Strengthening capacity", text)
    assert "Part of Strengthening capacity" in text


def test_the_stated_total_keeps_its_qualifier(read):
    assert "nearly USD 1,000,000" in read("project", code="kg-legal-2010")
    assert "почти 1\u00a0000\u00a0000 USD".replace("\u00a0", " ") in read(
        "project", code="kg-legal-2010", language="ru"
    )


def test_an_organisation_is_found_by_any_of_its_names(read):
    found = read("organisations", query={"q": "норвегии"})
    assert "Ministry of Foreign Affairs of Norway State body Norway" in found
    assert "No organisation has this name" in read("organisations", query={"q": "zzz"})


def test_an_organisation_shows_contacts_as_printed_and_its_hotline(read):
    assert "0577706166" in read("organisation", code="ulybka")
    assert "1899" in read("organisation", code="iom-kyrgyzstan")
    assert "over 100" in read("organisation", code="iom")


def test_pages_of_every_project_and_kind_of_organisation_open(read):
    languages = cycle(["en", "ru", "ky"])
    for code in Project.objects.values_list("code", flat=True):
        read("project", code=code, language=next(languages))
    for code in Organisation.objects.order_by("kind", "code").distinct("kind").values_list("code", flat=True):
        read("organisation", code=code, language=next(languages))


def test_a_donor_viewer_opens_only_what_the_donor_pays_for(read):
    viewer = make_user(Organisation.objects.get(code="mfa-norway"), "viewer", Role.DONOR_VIEWER)
    text = read("projects", user=viewer)
    assert "Adaptation and Reintegration Center for Minors" in text
    assert "USD 650,000" not in text
    read("project", user=viewer, code="kg-ulybka-resource-centres")
    assert Project.objects.filter(code="kg-peace-2010").exists()
    read("project", user=viewer, code="kg-peace-2010", status=404)
