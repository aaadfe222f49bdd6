"""The shipped data: self-contained, in three languages, without the sentences of its sources."""

import re
from pathlib import Path

import sapar.demo
from sapar.demo.facts import expected
from sapar.demo.reader import FACTS, PROGRAMME, programme

HERE = Path(sapar.demo.__file__).parent


def nodes(value):
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def test_every_cited_fact_exists():
    known = {row["id"] for row in expected()}
    cited = set(re.findall(r"\bS\d-\d\d[a-z]?\b", PROGRAMME.read_text(encoding="utf-8")))
    assert cited <= known


def test_labels_and_titles_are_in_three_languages():
    for node in nodes(programme()):
        for key in ("labels", "titles", "position"):
            if isinstance(node.get(key), dict):
                assert set(node[key]) == {"en", "ru", "ky"}, node


def test_no_key_was_read_as_a_truth_value():
    # YAML reads the bare words on, off, yes and no as booleans; a key among them would be lost.
    for node in nodes(programme()):
        assert all(isinstance(key, str) for key in node), node


def test_the_facts_table_carries_no_quotes():
    assert FACTS.read_text(encoding="utf-8").splitlines()[0] == "id,entity,value,unit,qualifier,date_precision,kind"


def test_nothing_outside_the_package_is_read():
    assert PROGRAMME.parent == FACTS.parent == HERE
    for path in HERE.glob("*.py"):
        assert "shared" + "/" not in path.read_text(encoding="utf-8"), path.name
