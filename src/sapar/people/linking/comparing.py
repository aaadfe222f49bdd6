"""What is compared and on which levels: Splink settings built in code, the same for DuckDB and Spark.

Settings are never loaded from a file. One saved on DuckDB quotes columns as "given_l"; Spark reads that as
a text, every pair falls to the last level, and nothing complains.

Levels of one comparison exclude each other and are tried in order. How rare a shared name sound is belongs
to the level, so that no term-frequency table has to travel with the model.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import splink.comparison_level_library as levels
from splink import SettingsCreator
from splink.comparison_library import CustomComparison
from splink.internals.comparison_level_creator import ComparisonLevelCreator  # the base class is exported nowhere else

#: Shares of a pool from which a name sound is common, usual, uncommon; below it is rare.
_SHARES = (0.002, 0.0005, 0.0001)
#: Steps of the number of registrations that share both sounds: two may be one person, two hundred are namesakes.
NAMESAKES = (2, 4, 8, 16, 32, 64, 200)
_RARITY = ("common", "usual", "uncommon", "rare")


class Level(NamedTuple):
    """One level: its name in reports and weights, and how two readings get there."""

    name: str
    rule: ComparisonLevelCreator


def _sql(condition: str) -> ComparisonLevelCreator:
    return levels.CustomLevel(condition)


def _else() -> ComparisonLevelCreator:
    return levels.ElseLevel()


def _by_rarity(name: str, rule: ComparisonLevelCreator, column: str) -> list[Level]:
    """`rule` once for each rarity, most common first; the left and right share differ when readings do."""
    shares = [
        Level(f"{name}_{rarity}", levels.And(rule, _sql(f"(greatest({column}_share_l, {column}_share_r) >= {share})")))
        for rarity, share in zip(_RARITY, _SHARES, strict=False)
    ]
    return [*shares, Level(f"{name}_{_RARITY[-1]}", rule)]


def _name(column: str) -> list[Level]:
    same_sound = levels.ArrayIntersectLevel(f"{column}_sounds", min_intersection=1)
    return [
        *_by_rarity("same", levels.ExactMatchLevel(column), column),
        *_by_rarity("sounds_same", same_sound, column),
        *(
            Level(name, levels.JaroWinklerLevel(column, close))
            for name, close in (("close", 0.93), ("similar", 0.88), ("alike", 0.8), ("far", 0.7))
        ),
        Level("other", _else()),
    ]


def _father() -> list[Level]:
    return [
        Level("same_common", levels.And(levels.ExactMatchLevel("father"), _sql("(father_share_l >= 0.001)"))),
        Level("same_rare", levels.ExactMatchLevel("father")),
        Level("sounds_same", levels.ArrayIntersectLevel("father_sounds", min_intersection=1)),
        Level("similar", levels.JaroWinklerLevel("father", 0.85)),
        Level("alike", levels.JaroWinklerLevel("father", 0.75)),
        Level("other", _else()),
    ]


_SAME_YEAR = "year_l = year_r"
_ONE_DAY_UNKNOWN = "(day_l IS NULL OR day_r IS NULL)"
_APART = "abs(year_l - year_r)"


def _birth() -> list[Level]:
    rules = {
        "same_day": f"{_SAME_YEAR} AND day_l = day_r",
        "swapped": f"{_SAME_YEAR} AND substr(day_l, 1, 2) = substr(day_r, 4, 2) AND substr(day_l, 4, 2) = substr(day_r, 1, 2)",
        "both_only_year": f"{_SAME_YEAR} AND day_l IS NULL AND day_r IS NULL",
        "same_year": f"{_SAME_YEAR} AND {_ONE_DAY_UNKNOWN}",
        "same_month_or_day": f"{_SAME_YEAR} AND (substr(day_l, 1, 2) = substr(day_r, 1, 2) OR substr(day_l, 4, 2) = substr(day_r, 4, 2))",
        "other_day": _SAME_YEAR,
        "day_of_near_year": f"day_l = day_r AND {_APART} <= 2",
        "year_apart": f"{_APART} = 1 AND {_ONE_DAY_UNKNOWN}",
        "year_apart_other_day": f"{_APART} = 1",
        "two_apart": f"{_APART} = 2 AND {_ONE_DAY_UNKNOWN}",
        "two_apart_other_day": f"{_APART} = 2",
    }
    return [*(Level(name, _sql(f"({rule})")) for name, rule in rules.items()), Level("other", _else())]


def _namesakes() -> list[Level]:
    """How many registrations of the pool share both name sounds with these two."""
    alike = "pair_l = pair_r"
    steps = [Level(f"upto_{most}", _sql(f"({alike} AND namesakes_l <= {most})")) for most in NAMESAKES]
    return [*steps, Level("more", _sql(f"({alike})")), Level("not_alike", _else())]


def _same(column: str) -> list[Level]:
    return [Level("same", levels.ExactMatchLevel(column)), Level("other", _else())]


def _shared(column: str) -> list[Level]:
    return [Level("same", levels.ArrayIntersectLevel(column, min_intersection=1)), Level("other", _else())]


def comparisons() -> dict[str, list[Level]]:
    """Comparison → its levels, closest first. A comparison says nothing when one side is unknown.

    Built anew each time: Splink writes trained values into the level objects it is given.
    """
    return {
        "given": _name("given"),
        "family": _name("family"),
        "father": _father(),
        "birth": _birth(),
        "namesakes": _namesakes(),
        "sex": _same("sex"),
        "region": _same("region"),
        "phone": _shared("phones"),
        "document": _shared("documents"),
    }


#: Names of the levels of each comparison, closest first: the vocabulary of weights and reasons.
LEVEL_NAMES: Mapping[str, tuple[str, ...]] = {
    name: tuple(level.name for level in levels_) for name, levels_ in comparisons().items()
}
_UNKNOWN = {
    "namesakes": "(pair_l IS NULL OR pair_r IS NULL)",
    "birth": "(year_l IS NULL OR year_r IS NULL)",
    "phone": "(phones_l IS NULL OR phones_r IS NULL)",
    "document": "(documents_l IS NULL OR documents_r IS NULL)",
}
#: Columns every reading needs, for whoever registers them with Splink.
COLUMNS = ("uid", "person", "crossed", "given", "given_sounds", "given_share", "family", "family_sounds", "family_share", "father",
           "father_sounds", "father_share", "pair", "namesakes", "year", "day", "sex", "region", "phones", "documents")  # fmt: skip


def settings() -> SettingsCreator:
    """Splink settings whose weights number the levels: 1 for the first, 2 for the next …, 0 where unknown.

    Splink compares, sapar weighs (linking.weights). Asked to keep levels, Splink keeps the compared names beside
    them; weights of single comparisons it keeps at eight bytes each. So the weights carry the level's number.
    """
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="uid",
        comparisons=[_comparison(name, named) for name, named in comparisons().items()],
        blocking_rules_to_generate_predictions=[BLOCKING],
        probability_two_random_records_match=0.5,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        additional_columns_to_retain=["person"],
    )


def _comparison(name: str, named: Sequence[Level]) -> CustomComparison:
    unknown = _sql(_UNKNOWN.get(name, f"({name}_l IS NULL OR {name}_r IS NULL)")).configure(is_null_level=True)
    numbered = [
        level.rule.configure(m_probability=1.0, u_probability=2.0**-number, label_for_charts=level.name)
        for number, level in enumerate(named, 1)
    ]
    return CustomComparison([unknown, *numbered], output_column_name=name)


#: What Splink itself blocks on where no `candidate` table is made for it: a cluster that holds a whole region.
BLOCKING = {"blocking_rule": "l.pair = r.pair AND l.person < r.person AND NOT l.crossed"}
