"""People, and what hotline, shelter, NGO and mission write down about them."""

import csv
import gzip
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.registrations.spelling import STYLES, typo
from benchmarks.registrations.stock import STOCKS, Stock

COLUMNS = (
    "rid",
    "pid",
    "country",
    "source",
    "style",
    "given",
    "surname",
    "patronymic",
    "dob",
    "sex",
    "region",
    "phone",
    "doc",
)

#: What may stand between stem and ending of a Ukrainian family name.
_MIDDLES = ("", "", "ар", "ан", "ив", "ут", "ол")

_TIMES = (1, 2, 3, 4)
_HOW_OFTEN = (0.72, 0.90, 0.97, 1.0)
_FIRST_DAY = date(1955, 1, 1).toordinal()


class Habit(NamedTuple):
    """How one kind of organisation writes people down; each number is a share of its registrations."""

    share: float
    styles: dict[str, float]
    typos: float
    patronymic: float
    exact_birth: float
    no_birth: float
    only_year: float
    phone: float
    document: float


HABITS: dict[str, Habit] = {
    "hotline": Habit(0.30, {"native": 0.17, "ru": 0.62, "pass": 0.02, "nat": 0.04, "adhoc": 0.15}, 0.12, 0.29, 0.42, 0.18, 0.25, 0.85, 0.04),
    "shelter": Habit(0.205, {"native": 0.21, "ru": 0.49, "pass": 0.09, "nat": 0.10, "adhoc": 0.11}, 0.05, 0.53, 0.75, 0.06, 0.12, 0.55, 0.40),
    "ngo": Habit(0.248, {"native": 0.20, "ru": 0.48, "pass": 0.09, "nat": 0.08, "adhoc": 0.15}, 0.07, 0.51, 0.70, 0.065, 0.15, 0.70, 0.34),
    "mission": Habit(0.247, {"native": 0.02, "ru": 0.10, "pass": 0.58, "nat": 0.12, "adhoc": 0.06, "dest": 0.12}, 0.03, 0.15, 0.92, 0.02, 0.02, 0.45, 0.80),
}  # fmt: skip


class Somebody(NamedTuple):
    """A person as they are."""

    country: str
    woman: bool
    given: str
    stem: str
    other_stem: str
    father: str
    birth: int
    region: str
    phone: str
    document: str


def registrations(people: int, seed: int) -> Iterator[tuple[str, ...]]:
    """Rows of `people` people, each registered once (72 %) to four times, as COLUMNS."""
    pick = Random(seed)
    weights = {country: _weights(stock) for country, stock in STOCKS.items()}
    countries = [*STOCKS]
    shares = [*accumulate(stock.share for stock in STOCKS.values())]
    sources, habits = [*HABITS], [*accumulate(habit.share for habit in HABITS.values())]
    rid = 0
    for pid in range(people):
        country = pick.choices(countries, cum_weights=shares)[0]
        somebody = _somebody(country, STOCKS[country], weights[country], pick)
        how_often = pick.random()
        for _ in range(next(n for n, upto in zip(_TIMES, _HOW_OFTEN, strict=True) if how_often < upto)):
            source = pick.choices(sources, cum_weights=habits)[0]
            yield (str(rid), str(pid), country, source, *_written(somebody, HABITS[source], pick))
            rid += 1


def write(path: Path, *, people: int, seed: int) -> int:
    """Write a gzipped CSV; returns the number of registrations."""
    with gzip.open(path, "wt", encoding="utf-8", newline="", compresslevel=1) as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        count = 0
        for row in registrations(people, seed):
            out.writerow(row)
            count += 1
    return count


def _weights(stock: Stock) -> dict[str, list[float]]:
    """Names are as unequal as in life: most for simple given names. The exponents give as many
    namesakes per thousand people as the development file has."""
    sizes = {"men": len(stock.men), "women": len(stock.women), "heads": len(stock.heads), "tails": len(stock.tails),
             "women_heads": len(stock.women_heads), "women_tails": len(stock.women_tails)}  # fmt: skip
    powers = {"men": 0.65, "women": 0.6, "heads": 0.42, "tails": 0.3, "women_heads": 0.45, "women_tails": 0.35}
    return {part: [*accumulate(1 / (n + 1) ** powers[part] for n in range(size))] for part, size in sizes.items()}


def _one(stock: Stock, part: str, weights: dict[str, list[float]], pick: Random) -> str:
    return pick.choices(getattr(stock, part), cum_weights=weights[part])[0]


def _man(stock: Stock, weights: dict[str, list[float]], pick: Random, *, country: str) -> str:
    if country == "UA" or pick.random() < 0.42:
        return _one(stock, "men", weights, pick)
    return _one(stock, "heads", weights, pick) + _one(stock, "tails", weights, pick)


def _woman(stock: Stock, weights: dict[str, list[float]], pick: Random) -> str:
    if not stock.women_heads or pick.random() < 0.5:
        return _one(stock, "women", weights, pick)
    return _one(stock, "women_heads", weights, pick) + _one(stock, "women_tails", weights, pick)


def _stem(stock: Stock, weights: dict[str, list[float]], pick: Random, *, country: str) -> str:
    if country != "UA" and pick.random() < 0.3:
        return _one(stock, "men", weights, pick)
    middle = pick.choice(_MIDDLES) if country == "UA" else ""
    stem = _one(stock, "heads", weights, pick) + middle + _one(stock, "tails", weights, pick)
    if country != "UA" and pick.random() < 0.06:
        stem = _one(stock, "heads", weights, pick) + stem
    return stem


def _somebody(country: str, stock: Stock, weights: dict[str, list[float]], pick: Random) -> Somebody:
    woman = pick.random() < 0.45
    return Somebody(
        country, woman,
        _woman(stock, weights, pick) if woman else _man(stock, weights, pick, country=country),
        _stem(stock, weights, pick, country=country), _stem(stock, weights, pick, country=country),
        _man(stock, weights, pick, country=country),
        _FIRST_DAY + int(min(max(pick.gauss(0.52, 0.2), 0.0), 1.0) * 55 * 365.25),
        str(pick.randrange(8)), _phone(pick), _document(pick),
    )  # fmt: skip


def _phone(pick: Random) -> str:
    return str(pick.randrange(900_000_000, 1_000_000_000))


def _document(pick: Random) -> str:
    return pick.choice("ACEINOP") + pick.choice("ADENO") + str(pick.randrange(10**6, 10**7))


def _written(who: Somebody, habit: Habit, pick: Random) -> tuple[str, ...]:
    style = pick.choices([*habit.styles], weights=[*habit.styles.values()])[0]
    stem = who.other_stem if pick.random() < 0.055 else who.stem
    parts = [who.given, _family(who, stem, pick), _patronymic(who, pick) if pick.random() < habit.patronymic else ""]
    parts = [STYLES[style](part, who.country, pick) if part else "" for part in parts]
    parts = [typo(part, pick) if part and pick.random() < habit.typos else part for part in parts]
    if pick.random() < 0.08:
        parts[0], parts[1] = parts[1], parts[0]
    return (
        style, *parts, _birth(who, habit, pick),
        "" if pick.random() < 0.01 else "FM"[not who.woman],
        who.region if pick.random() < 0.7 else "",
        _number(who.phone, habit.phone, 0.18, _phone, pick), _number(who.document, habit.document, 0.2, _document, pick),
    )  # fmt: skip


def _number(own: str, given: float, changed: float, new, pick: Random) -> str:
    if pick.random() >= given:
        return ""
    return new(pick) if pick.random() < changed else own


def _family(who: Somebody, stem: str, pick: Random) -> str:
    if who.country == "UA":
        feminine = {"ий": "а", "ов": "ова", "ин": "ина"}
        return stem[:-2] + feminine[stem[-2:]] if who.woman and stem[-2:] in feminine else stem
    if who.country == "KG" and pick.random() < 0.05:
        return stem + (" кызы" if who.woman else " уулу")
    if who.country in {"TJ", "KZ"} and pick.random() < 0.25:
        return stem + (pick.choice(("зода", "")) if who.country == "TJ" else "")
    return stem + ("ев" if stem[-1] in "ийӣяаеь" else "ов") + ("а" if who.woman else "")


def _patronymic(who: Somebody, pick: Random) -> str:
    father, russian = who.father, pick.random() < (0.95 if who.country == "UA" else 0.6)
    if russian or who.country in {"TM", "UA"}:
        base = father.rstrip("йоьіӣ") if who.country == "UA" else father
        return base + ("евн" if base[-1] in "ийіяаеӣ" else "овн" if who.woman else "ов") + ("а" if who.woman else "ич")
    if who.country == "TJ":
        return father + "зода"
    ending = {"KG": (" уулу", " кызы"), "UZ": (" ўғли", " қизи"), "KZ": ("ұлы", "қызы")}[who.country]
    return father + ending[who.woman]


def _birth(who: Somebody, habit: Habit, pick: Random) -> str:
    chance = pick.random()
    if chance < habit.no_birth:
        return ""
    born = date.fromordinal(who.birth)
    if chance < habit.no_birth + habit.only_year:
        return f"{born.year}-01-01"
    if chance < habit.no_birth + habit.only_year + habit.exact_birth or (born.month, born.day) == (2, 29):
        return born.isoformat()
    slip = pick.random()
    if slip < 0.45:
        return f"{born.year + pick.choice((-2, -1, -1, 1, 1, 2))}-01-01"
    if slip < 0.75:
        near = born + timedelta(days=pick.randrange(-25, 26))
        return near.replace(year=born.year + pick.choice((-1, 1)), day=min(near.day, 28)).isoformat()
    if slip < 0.87 and born.day <= 12:
        return f"{born.year}-{born.day:02}-{born.month:02}"
    return born.replace(day=pick.randrange(1, 29)).isoformat()
