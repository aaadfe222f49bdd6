"""Invented people: common given names and surnames drawn at random. Any likeness is chance."""

import random
from dataclasses import dataclass

from sapar.kernel.dates import PartialDate
from sapar.people.inputs import NameInput

#: country → (men's names, women's names, surnames for men, surnames for women), as written there.
NAMES: dict[str, tuple[list[str], list[str], list[str], list[str]]] = {
    "KG": (
        ["Азамат", "Бакыт", "Нурлан", "Эркин", "Максат", "Улан", "Таалай", "Жыргал"],
        ["Айгүл", "Гүлнара", "Нургүл", "Жылдыз", "Бермет", "Асель", "Чолпон", "Айнура"],
        ["Асанов", "Токтосунов", "Жээнбеков", "Осмонов", "Ыбраев", "Мамытов", "Садыков"],
        ["Асанова", "Токтосунова", "Жээнбекова", "Осмонова", "Ыбраева", "Мамытова", "Садыкова"],
    ),
    "KZ": (
        ["Ерлан", "Нұржан", "Асқар", "Дәурен", "Қанат", "Серік"],
        ["Айгерім", "Гүлмира", "Әсел", "Жанар", "Мәдина", "Сәуле"],
        ["Әбенов", "Жұмабаев", "Қасымов", "Омаров", "Сейітов"],
        ["Әбенова", "Жұмабаева", "Қасымова", "Омарова", "Сейітова"],
    ),
    "TJ": (
        ["Фаррух", "Далер", "Шариф", "Умед", "Ҷамшед", "Сӯҳроб"],
        ["Зарина", "Нигора", "Мадина", "Шаҳноза", "Фирӯза", "Ситора"],
        ["Раҳимов", "Назаров", "Саидов", "Қодиров", "Шарипов"],
        ["Раҳимова", "Назарова", "Саидова", "Қодирова", "Шарипова"],
    ),
    "TM": (
        ["Myrat", "Serdar", "Döwran", "Batyr", "Merdan"],
        ["Aýna", "Ogulgerek", "Jeren", "Maral", "Gözel"],
        ["Annaýew", "Berdiýew", "Orazow", "Meredow"],
        ["Annaýewa", "Berdiýewa", "Orazowa", "Meredowa"],
    ),
    "UZ": (
        ["Sherzod", "Javohir", "Otabek", "Ulugʻbek", "Doniyor", "Bobur"],
        ["Dilnoza", "Gulchehra", "Nilufar", "Zulfiya", "Madina", "Oʻgʻiloy"],
        ["Karimov", "Toʻxtayev", "Yusupov", "Gʻaniyev", "Rashidov"],
        ["Karimova", "Toʻxtayeva", "Yusupova", "Gʻaniyeva", "Rashidova"],
    ),
}


@dataclass(frozen=True)
class Invented:
    """One invented person, ready to be registered."""

    name: NameInput
    sex: str
    birth: PartialDate
    country: str


def invent(chance: random.Random, country: str) -> Invented:
    """A person of the country with a plausible age; one birth date in four is known to the year only."""
    man = chance.random() < 0.45
    men, women, his, hers = NAMES[country]
    year, month, day = chance.randint(1961, 2003), chance.randint(1, 12), chance.randint(1, 28)
    birth = PartialDate.from_edtf(f"{year}" if chance.random() < 0.25 else f"{year}-{month:02}-{day:02}")
    name = NameInput(given=chance.choice(men if man else women), family=chance.choice(his if man else hers))
    return Invented(name=name, sex="male" if man else "female", birth=birth, country=country)
