"""Every place of the source programme is found by each of its names, and look-alikes stay apart."""

import pytest

from sapar.kernel import places
from sapar.kernel.places import Level

pytestmark = pytest.mark.django_db

# (code, reference in the source, level, names in the source)
SOURCE = [
    ("central-asia", "pla-central-asia", "macro_region", ["Central Asia", "страны Центральной Азии"]),
    ("KG", "pla-kg", "country", ["Kyrgyzstan", "Кыргызстан", "КР"]),
    ("KG/south", "pla-kg-south", "informal_area", ["Southern Kyrgyzstan"]),
    ("KG-O", "pla-kg-osh-oblast", "oblast", ["Osh oblast", "Osh", "Ошская область"]),
    ("KG-GO", "pla-kg-osh-city", "city", ["Osh city", "г. Ош", "Osh"]),
    ("KG-J", "pla-kg-jalal-abad-oblast", "oblast",
     ["Jalal-Abad oblast", "Jalalabad", "Jalal-Abad", "Джалал-Абадская область"]),
    ("KG-J/jalal-abad", "pla-kg-jalal-abad-city", "city", ["Jalal-Abad city", "Jalalabad city"]),
    ("KG-B", "pla-kg-batken-oblast", "oblast", ["Batken oblast", "Batken"]),
    ("KG-O/kara-suu", "pla-kg-kara-suu-district", "district", ["Kara-Suu district", "Карасуйский район"]),
    ("KG-O/kara-suu/kyzyl-kyshak", "pla-kg-kyzyl-kyshak", "municipality", ["Kyzyl-Kyshak", "А/О «Кызыл-Кышак»"]),
    ("KG-J/suzak", "pla-kg-suzak-district", "district", ["Suzak district", "Сузакский район"]),
    ("KG-J/suzak/suzak", "pla-kg-suzak-municipality", "municipality",
     ["Suzak", "А/О «Сузак»", "Сузакский сельский округ"]),
    ("KZ", "pla-kz", "country", ["Kazakhstan", "Казахстан"]),
    ("TJ", "pla-tj", "country", ["Tajikistan", "Таджикистан"]),
    ("TJ-KT", "pla-tj-khatlon", "oblast", ["Khatlon region"]),
    ("TJ-DU", "pla-tj-dushanbe", "city", ["Dushanbe"]),
    ("TM", "pla-tm", "country", ["Turkmenistan"]),
    ("UZ", "pla-uz", "country", ["Uzbekistan", "Узбекистан"]),
    ("UZ-TK", "pla-uz-tashkent", "city", ["Tashkent city", "Tashkent"]),
    ("UZ-BU", "pla-uz-bukhara", "oblast", ["Bukhara region"]),
    ("GE", "pla-ge", "country", ["Georgia"]),
    ("GE-TB", "pla-ge-tbilisi", "city", ["Tbilisi"]),
    ("UA", "pla-ua", "country", ["Ukraine"]),
    ("UA-63", "pla-ua-kharkiv", "oblast", ["Kharkiv region", "Kharkiv"]),
    ("UA-12", "pla-ua-dnipropetrovsk", "oblast", ["Dnipropetrovsk region", "Dnipropetrovsk"]),
    ("UA-23", "pla-ua-zaporizhia", "oblast", ["Zaporizhia region", "Zaporizhia"]),
    ("UA-51", "pla-ua-odesa", "oblast", ["Odesa region", "Odesa"]),
    ("UA-14", "pla-ua-donetsk", "oblast", ["Donetsk region", "Donetsk"]),
    ("UA-09", "pla-ua-luhansk", "oblast", ["Luhansk region", "Luhansk"]),
    ("UA-14/mykolaivka", "pla-ua-mykolaivka", "settlement", ["Mykolaivka"]),
    ("UA-14/paraskoviivka", "pla-ua-paraskoviivka", "settlement", ["Paraskoviivka"]),
    ("UA-14/chasiv-yar", "pla-ua-chasiv-yar", "settlement", ["Chasiv Yar"]),
    ("UA-14/oleksandrivka", "pla-ua-oleksandrivka", "settlement", ["Oleksandrivka"]),
    ("UA-14/krasne", "pla-ua-krasne", "settlement", ["Krasne"]),
    ("UA-14/zorya", "pla-ua-zorya", "settlement", ["Zorya"]),
]  # fmt: skip
NAMES = [(code, level, name) for code, _, level, names in SOURCE for name in names]


def codes(text: str, **limits: object) -> list[str]:
    return [place.code for place in places.resolve(text, **limits)]  # type: ignore[arg-type]  # test passes through


@pytest.mark.parametrize(("code", "reference", "level", "names"), SOURCE)
def test_a_place_of_the_source_is_loaded(code: str, reference: str, level: str, names: list[str]) -> None:
    place = places.by_source(reference)
    assert (place.code, place.level) == (code, level)


@pytest.mark.parametrize(("code", "level", "name"), NAMES)
def test_each_name_with_its_level_is_one_place(code: str, level: str, name: str) -> None:
    assert codes(name, level=level) == [code]
    assert code in codes(name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Osh", ["KG-GO", "KG-O"]),
        ("Ош", ["KG-GO", "KG-O"]),
        ("Osh city", ["KG-GO"]),
        ("город Ош", ["KG-GO"]),
        ("Ош шаары", ["KG-GO"]),
        ("Osh region", ["KG-O"]),
        ("Ошская обл", ["KG-O"]),
        ("Ош облусу", ["KG-O"]),
        ("Osh district", []),
        ("Jalalabad", ["KG-J", "KG-J/jalal-abad"]),
        ("Жалал-Абад", ["KG-J", "KG-J/jalal-abad"]),
        ("Джалал-Абадская область", ["KG-J"]),
        ("г. Джалал-Абад", ["KG-J/jalal-abad"]),
        ("Tashkent", ["UZ-TK", "UZ-TO"]),
        ("Tashkent region", ["UZ-TO"]),
        ("Ташкентская область", ["UZ-TO"]),
        ("Suzak", ["KG-J/suzak", "KG-J/suzak/suzak"]),
        ("Сузакский район", ["KG-J/suzak"]),
        ("Сузакский сельский округ", ["KG-J/suzak/suzak"]),
        ("Сузак айыл аймагы", ["KG-J/suzak/suzak"]),
        ("Қырғызстан", ["KG"]),
        ("Kirgizstan", []),
        ("Өзбекстан", ["UZ"]),
        ("KG", ["KG"]),
        ("UZB", ["UZ"]),
        ("Россия", ["RU"]),
        ("", []),
        ("!!!", []),
    ],
)
def test_look_alikes_stay_apart(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_search_can_be_limited_to_a_country() -> None:
    assert codes("Tashkent", within=places.get("KG")) == []
    assert codes("Osh", within=places.get("KG-O")) == ["KG-O"]
    assert codes("Osh", level=Level.CITY, within=places.get("KG")) == ["KG-GO"]
