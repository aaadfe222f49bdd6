"""The same settings on a local Spark: same levels, same weight of a known pair."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import pytest

from sapar.people.linking.blocking import find_candidates
from sapar.people.linking.comparing import COLUMNS, LEVEL_NAMES, settings
from sapar.people.linking.default import default_weights
from sapar.people.linking.engine import compare, levels_of
from sapar.people.linking.preparing import prepare
from sapar.people.linking.reading import open_memory, read_file
from sapar.people.linking.weights import findings

FILE = Path(__file__).parent / "data" / "registrations.csv"
_MISSING = [
    what
    for what, here in (("pyspark", importlib.util.find_spec("pyspark")), ("Java", shutil.which("java")))
    if here is None
]


@pytest.mark.skipif(bool(_MISSING), reason=f"Spark needs {' and '.join(_MISSING)}, not installed here")
def test_spark_compares_as_duckdb_does(tmp_path: Path) -> None:
    from pyspark.sql import SparkSession
    from splink import Linker, SparkAPI
    from splink.internals.spark.jar_location import similarity_jar_location

    with open_memory(memory="1GB") as db:
        read_file(db, FILE)
        prepare(db)
        find_candidates(db)
        readings = db.sql(f"SELECT {', '.join(COLUMNS)} FROM reading JOIN entry USING (person)").to_arrow_table()
        compare(db)
        names = ", ".join(LEVEL_NAMES)
        here = {(row[0], row[1]): row[2:] for row in db.execute(f"SELECT l, r, {names} FROM vector").fetchall()}
    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2").config("spark.default.parallelism", "2")
        .config("spark.jars", similarity_jar_location()).getOrCreate()
    )  # fmt: skip
    try:
        spark.sparkContext.setLogLevel("ERROR")
        spark.sparkContext.setCheckpointDir(str(tmp_path))
        api = SparkAPI(spark_session=spark, break_lineage_method="persist")
        linker = Linker(api.register(spark.createDataFrame(readings.to_pylist())), settings())
        found = linker.inference.predict(warning_mode="never").as_record_list()
    finally:
        spark.stop()
    there = {
        (row["person_l"], row["person_r"]): tuple(round(row[f"mw_{name}"]) for name in LEVEL_NAMES)
        for row in found
        if not row["uid_r"] % 2
    }
    both = there.keys() & here.keys()
    assert len(both) > 100
    assert {pair: there[pair] for pair in both} == {pair: here[pair] for pair in both}
    # A pair known to be one person: had Spark read a column as a text, its odds would be hopeless.
    weights = default_weights(603)
    assert max(weights.log_odds(findings(levels_of(there[pair]))) for pair in both) > 5
