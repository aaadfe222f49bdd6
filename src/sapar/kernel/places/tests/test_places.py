"""The tree of places, what forms offer, and bringing a release into the database again."""

import pycountry
import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from sapar.kernel import places
from sapar.kernel.errors import Invalid, NotFound
from sapar.kernel.places.models import Place, PlaceAlias
from sapar.kernel.places.reading import BadPlaces, read

pytestmark = pytest.mark.django_db

PROGRAMME = ("KG", "KZ", "TJ", "TM", "UZ", "UA", "GE")


@pytest.mark.parametrize("country", PROGRAMME)
def test_every_unit_of_iso_is_there_and_translated(country: str) -> None:
    for unit in pycountry.subdivisions.get(country_code=country):
        place = places.get(unit.code)
        assert place.iso == unit.code
        assert place.parent == places.get(country)
        assert place.labels["ru"] != place.labels["en"], unit.code


def test_every_place_has_a_name_in_three_languages() -> None:
    for place in Place.objects.all():
        assert all(place.labels[language].strip() for language in ("en", "ru", "ky")), place.code


def test_ancestors_go_from_the_largest_to_the_nearest() -> None:
    codes = [place.code for place in places.ancestors(places.get("KG-J/suzak/suzak"))]
    assert codes == ["central-asia", "KG", "KG-J", "KG-J/suzak"]
    assert places.ancestors(places.get("GE")) == []


def test_osh_city_is_not_in_osh_oblast() -> None:
    assert places.get("KG-GO").pk not in places.subtree_ids(places.get("KG-O"))
    assert places.get("KG-GO").pk in places.subtree_ids(places.get("central-asia"))
    assert places.get("UA-14/zorya").pk not in places.subtree_ids(places.get("central-asia"))


def test_choices_are_grouped_by_country_and_indented() -> None:
    with translation.override("en"):
        groups = dict(places.choices_tree())
        assert list(groups)[:5] == ["Kyrgyzstan", "Kazakhstan", "Tajikistan", "Turkmenistan", "Uzbekistan"]
        assert ("KG-J/suzak", "\u2003\u2003Suzak district") in groups["Kyrgyzstan"]
        assert ("RU", "Russia") in groups["Other countries"]
        assert [name for name, _ in places.choices_tree("TJ")] == ["Tajikistan"]
    with translation.override("ru"):
        assert ("RU", "Россия") in places.countries()


def test_the_countries_of_the_programme_come_first() -> None:
    offered = [code for code, _ in places.countries()]
    assert set(offered[:7]) == set(PROGRAMME)
    assert len(offered) == len(set(offered)) == len(pycountry.countries)


def test_unknown_codes_are_refused() -> None:
    with pytest.raises(NotFound):
        places.get("XX-1")
    with pytest.raises(NotFound):
        places.by_source("pla-nowhere")
    with pytest.raises(Invalid) as refusal:
        places.require("XX-1", field="birth_place")
    assert refusal.value.field == "birth_place"


def test_a_second_sync_changes_nothing() -> None:
    assert places.sync() == places.SyncReport(0, 0, 0, 0, 0)


def test_a_dropped_place_is_retired_and_repairs_are_made() -> None:
    labels = {"en": "Old", "ru": "Old", "ky": "Old"}
    old = Place.objects.create(code="KG/old", level="district", parent=places.get("KG"), labels=labels, order=9999)
    PlaceAlias.objects.create(place=old, text="Old", lang="en", folded="old", stem="old")
    Place.objects.filter(code="KG-O").update(level="city")
    PlaceAlias.objects.filter(place__code="KG-O", text="Osh region").delete()
    PlaceAlias.objects.create(place=places.get("KG-O"), text="Wrong", lang="en", folded="wrong", stem="wrong")

    assert places.sync() == places.SyncReport(0, 1, 1, 1, 1)
    assert places.get("KG/old").valid_to is not None
    assert places.resolve("Old") == places.resolve("Wrong") == []
    assert places.get("KG-O").level == "oblast"
    with pytest.raises(Invalid):
        places.require("KG/old")


@pytest.mark.parametrize(
    "broken",
    [
        {"code": "KG"},
        {"level": "planet"},
        {"labels": {"en": "X"}},
        {"code": "KG X"},
        {"iso": "KG"},
        {"source_ref": "pla-kg"},
    ],
)
def test_the_database_refuses_broken_places(broken: dict) -> None:
    values = {"code": "KG/x", "level": "district", "labels": {"en": "X", "ru": "X", "ky": "X"}, "order": 1} | broken
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(**values)


def test_a_place_cannot_contain_itself() -> None:
    place = places.get("KG")
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=place.pk).update(parent=place)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("XX: {en: X, ru: X, ky: X}", "not in ISO 3166"),
        ("KG: {en: X, ru: X}", "no name in ky"),
        ("KG: {en: X, ru: X, ky: X, size: 3}", "unknown keys size"),
        ("KG: {en: X, ru: X, ky: X, parent: moon}", "lies in moon"),
    ],
)
def test_a_mistake_in_the_places_is_named(tmp_path, text: str, complaint: str) -> None:
    (tmp_path / "places.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadPlaces, match=complaint):
        read(tmp_path)
