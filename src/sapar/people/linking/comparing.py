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

from sapar.people.linking.weights import Weights

#: Shares of a pool from which a name sound is common, usual, uncommon; below it is rare.
_SHARES = (0.002, 0.0005, 0.0001)
_RARITY = ("common", "usual", "uncommon", "rare")


class Level(NamedTuple):
    """One level: its name in reports and weights, and how two readings get there."""

    name: str
    rule: ComparisonLevelCreator


def _sql(condition: str) -> levels.CustomLevel:
    return levels.CustomLevel(condition)


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
        Level("other", levels.ElseLevel()),
    ]


def _father() -> list[Level]:
    return [
        Level("same_common", levels.And(levels.ExactMatchLevel("father"), _sql("(father_share_l >= 0.001)"))),
        Level("same_rare", levels.ExactMatchLevel("father")),
        Level("sounds_same", levels.ArrayIntersectLevel("father_sounds", min_intersection=1)),
        Level("similar", levels.JaroWinklerLevel("father", 0.85)),
        Level("alike", levels.JaroWinklerLevel("father", 0.75)),
        Level("other", levels.ElseLevel()),
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
    return [*(Level(name, _sql(f"({rule})")) for name, rule in rules.items()), Level("other", levels.ElseLevel())]


def _same(column: str) -> list[Level]:
    return [Level("same", levels.ExactMatchLevel(column)), Level("other", levels.ElseLevel())]


def _shared(column: str) -> list[Level]:
    return [Level("same", levels.ArrayIntersectLevel(column, min_intersection=1)), Level("other", levels.ElseLevel())]


def comparisons() -> dict[str, list[Level]]:
    """Comparison → its levels, closest first. A comparison says nothing when one side is unknown.

    Built anew each time: Splink writes trained values into the level objects it is given.
    """
    return {
        "given": _name("given"),
        "family": _name("family"),
        "father": _father(),
        "birth": _birth(),
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
    "birth": "(year_l IS NULL OR year_r IS NULL)",
    "phone": "(phones_l IS NULL OR phones_r IS NULL)",
    "document": "(documents_l IS NULL OR documents_r IS NULL)",
}
#: Columns every reading needs, for whoever registers them with Splink.
COLUMNS = ("uid", "person", "given", "given_sounds", "given_share", "family", "family_sounds", "family_share", "father",
           "father_sounds", "father_share", "year", "day", "sex", "region", "phones", "documents")  # fmt: skip


def settings(weights: Weights | None = None) -> SettingsCreator:
    """Splink settings; with the trained `weights`, or such that a first comparison needs none."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="uid",
        comparisons=[_comparison(name, found, weights) for name, found in comparisons().items()],
        blocking_rules_to_generate_predictions=BLOCKING,
        probability_two_random_records_match=weights.prior if weights else 0.5,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        additional_columns_to_retain=["person"],
    )


def _comparison(name: str, named: Sequence[Level], weights: Weights | None) -> CustomComparison:
    null = levels.CustomLevel(_UNKNOWN.get(name, f"({name}_l IS NULL OR {name}_r IS NULL)")).configure(is_null_level=True)
    found: list[ComparisonLevelCreator] = [null]
    for level in named:
        ratio = weights.bayes_factor(name, level.name) if weights else 1.0
        m, u = (1.0, 1 / ratio) if ratio >= 1 else (ratio, 1.0)
        found.append(level.rule.configure(m_probability=m, u_probability=u, label_for_charts=level.name))
    return CustomComparison(found, output_column_name=name)


#: What Splink blocks on where no `candidate` table is made for it: a cluster that holds a whole region.
BLOCKING = [
    {"blocking_rule": "l.pair_key = r.pair_key AND l.person < r.person AND NOT l.crossed AND abs(l.year - r.year) <= 2",
     "arrays_to_explode": ["pair_key"]},
]  # fmt: skip
