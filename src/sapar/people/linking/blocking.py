"""Which registrations are worth comparing: a few per person out of 10¹² possible pairs.

Two registrations meet when they share two name sounds (also with one sound lost), a sound and the birth
day, a sound and the birth year and the first letter of the other name, a phone or a document. What else
must agree depends on how many meet there: among 20 namesakes an unknown birth year is no obstacle, among
5,000 it would only add noise. So the same rules hold for 500 registrations and for a million.
"""

import duckdb

#: Up to this many people on one key, an unknown birth year is no obstacle.
FEW = 20
#: Up to this many when nothing is known to speak against it; more are named alike by chance.
MANY = 100
#: Most people on a key with one sound lost: beyond, it joins common names rather than mends a slip.
MOST = 300
#: More people than this on one phone or document: a shelter's telephone, a typed-in "0000000".
SHARED_NUMBER = 40
#: Sum of the similarities of both names (0 to 2) from which a pair without a common number is compared.
CLOSE_ENOUGH = 1.45

_SEX = "(l.sex IS NULL OR r.sex IS NULL OR l.sex = r.sex)"
_REGION = "(l.region IS NULL OR r.region IS NULL OR l.region = r.region)"
_BIRTH = "(abs(l.year - r.year) <= 2 OR l.day = r.day)"
_NO_BIRTH = "(l.year IS NULL OR r.year IS NULL)"
_KNOWN = "e.person, e.year, e.day, e.sex, e.region"

_KEYS = {
    "pair_key": f"""
        WITH keyed AS (
            SELECT DISTINCT person, hash(least(a, b), greatest(a, b)) AS k FROM (
                SELECT person, unnest(given_sounds) AS a, list_concat(family_sounds, father_sounds) AS others FROM named
                UNION ALL SELECT person, unnest(family_sounds), father_sounds FROM named
            ), unnest(others) AS other(b)
        )
        SELECT k, count(*) OVER (PARTITION BY k) AS size, {_KNOWN} FROM keyed JOIN entry e USING (person)
        QUALIFY size > 1""",
    "near_key": f"""
        WITH keyed AS (
            SELECT DISTINCT person, hash(least(a, b), greatest(a, b)) AS k FROM (
                SELECT person, unnest(given_near) AS a, family_sounds[1] AS b FROM named
                UNION ALL SELECT person, unnest(family_near), given_sounds[1] FROM named
                UNION ALL SELECT person, given_sounds[1], family_sounds[1] FROM named
            ) WHERE a IS NOT NULL AND b IS NOT NULL
        )
        SELECT hash(k, e.sex) AS k, count(*) OVER (PARTITION BY hash(k, e.sex)) AS size, {_KNOWN}
        FROM keyed JOIN entry e USING (person)
        QUALIFY size BETWEEN 2 AND {MOST}""",
    "sound_key": f"""
        SELECT DISTINCT hash(sound) AS k, hash(sound, other[1:1]) AS initial, {_KNOWN} FROM (
            SELECT person, unnest(given_sounds) AS sound, family AS other FROM named
            UNION ALL SELECT person, unnest(family_sounds), given FROM named
        ) JOIN entry e USING (person) WHERE year IS NOT NULL""",
    "number_key": f"""
        WITH held AS (
            SELECT DISTINCT person, hash('phone', number) AS k FROM entry, unnest(phones) AS phone(number)
            UNION SELECT DISTINCT person, hash('document', number) FROM entry, unnest(documents) AS document(number)
        )
        SELECT k, person, count(*) OVER (PARTITION BY k) AS size FROM held QUALIFY size BETWEEN 2 AND {SHARED_NUMBER}""",
}
_MEETINGS = (
    f"""SELECT l.person AS l, r.person AS r FROM pair_key l JOIN pair_key r ON l.k = r.k AND l.person < r.person
        WHERE {_SEX} AND ({_BIRTH} OR ({_NO_BIRTH} AND (l.size <= {FEW} OR (l.size <= {MANY} AND {_REGION}))))""",
    f"""SELECT l.person, r.person FROM near_key l JOIN near_key r ON l.k = r.k AND l.person < r.person
        WHERE {_REGION} AND ({_BIRTH} OR ({_NO_BIRTH} AND l.size <= {FEW}))""",
    f"""SELECT l.person, r.person FROM sound_key l JOIN sound_key r
        ON l.k = r.k AND l.year = r.year AND l.day = r.day AND l.person < r.person WHERE {_SEX}""",
    f"""SELECT l.person, r.person FROM sound_key l JOIN sound_key r
        ON l.initial = r.initial AND l.year = r.year AND l.person < r.person WHERE {_SEX} AND {_REGION}""",
    "SELECT l.person, r.person FROM number_key l JOIN number_key r ON l.k = r.k AND l.person < r.person",
)
#: A common number is worth a look whatever the names are: people change them.
_BY_NUMBER = "list_has_any(a.phones, b.phones) OR list_has_any(a.documents, b.documents)"
_CLOSENESS = "coalesce(jaro_winkler_similarity({0}), 0)"
_ORIENTED = f"""
CREATE OR REPLACE TABLE candidate AS
WITH close AS (
    SELECT m.l, m.r, x.name AS name_l, y.name AS name_r, {_BY_NUMBER} AS number,
        {_CLOSENESS.format("x.given, y.given")} + {_CLOSENESS.format("x.family, y.family")} AS straight,
        {_CLOSENESS.format("x.given, y.family")} + {_CLOSENESS.format("x.family, y.given")} AS crossed
    FROM met m JOIN entry a ON a.person = m.l JOIN entry b ON b.person = m.r
    JOIN named x ON x.person = m.l JOIN named y ON y.person = m.r
)
SELECT (name_l * 2)::INTEGER AS join_key_l, (name_r * 2 + (crossed > straight)::INTEGER)::INTEGER AS join_key_r,
    '0' AS match_key
FROM close WHERE number OR greatest(straight, crossed) >= {CLOSE_ENOUGH}
"""
_ONE_READING = """
QUALIFY row_number() OVER (PARTITION BY l, r ORDER BY greatest(straight, crossed) DESC, name_l, name_r) = 1
"""


def find_candidates(db: duckdb.DuckDBPyConnection) -> int:
    """Make the table `candidate` of readings to compare (columns as Splink's blocked pairs); returns how many.

    Of people with several recorded names the closest two are compared.
    """
    db.execute("CREATE OR REPLACE TABLE meeting (l INTEGER, r INTEGER)")
    for name, query in _KEYS.items():
        db.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")
    for query in _MEETINGS:
        db.execute(f"INSERT INTO meeting {query}")
    for name in _KEYS:
        db.execute(f"DROP TABLE {name}")
    db.execute("CREATE OR REPLACE TABLE met AS SELECT DISTINCT l, r FROM meeting")
    db.execute("DROP TABLE meeting")
    several = db.execute("SELECT count(*) > count(DISTINCT person) FROM named").fetchall()[0][0]
    db.execute(_ORIENTED + (_ONE_READING if several else ""))
    db.execute("DROP TABLE met")
    return int(db.execute("SELECT count(*) FROM candidate").fetchall()[0][0])
