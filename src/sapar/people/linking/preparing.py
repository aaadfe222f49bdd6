"""From registrations to the columns that are compared. One row per way a person's name may be read.

Tables made in the given DuckDB connection:

entry    person, year, day, sex, region, phones, documents: what is known besides names
reading  uid, person, given…, family…, father…: each recorded name as written, and with given and family
         name exchanged, because a clerk may have exchanged them; `*_share` says how common the sound is
"""

import duckdb

from sapar.people.linking.folding import fold_all

_ENTRY = """
CREATE OR REPLACE TABLE entry AS
SELECT person, try_cast(birth[1:4] AS SMALLINT) AS year,
    CASE WHEN length(birth) = 10 AND birth[6:10] <> '01-01' THEN birth[6:10] END AS day,
    sex, region, phones, documents
FROM registration
"""
_TEXTS = "SELECT DISTINCT text FROM (SELECT unnest([given, family, patronymic]) AS text FROM spelled) WHERE text <> ''"
_WORDS = """
CREATE OR REPLACE TABLE named AS
SELECT s.person, row_number() OVER (ORDER BY s.person, s.given, s.family, s.patronymic) - 1 AS name,
    g.norm AS given, coalesce(g.sounds, []) AS given_sounds, coalesce(g.near, []) AS given_near,
    f.norm AS family, coalesce(f.sounds, []) AS family_sounds, coalesce(f.near, []) AS family_near,
    p.norm AS father, coalesce(p.sounds, []) AS father_sounds
FROM spelled s LEFT JOIN word g ON g.text = s.given LEFT JOIN word f ON f.text = s.family
LEFT JOIN word p ON p.text = s.patronymic
"""
_NAMESAKES = """
CREATE OR REPLACE TABLE paired AS
SELECT name, pair, count(*) OVER (PARTITION BY pair)::INTEGER AS namesakes FROM (
    SELECT name, hash(least(given_sounds[1], family_sounds[1]), greatest(given_sounds[1], family_sounds[1]))::VARCHAR AS pair
    FROM named WHERE len(given_sounds) > 0 AND len(family_sounds) > 0
)
"""
_SHARES = """
CREATE OR REPLACE TABLE share AS
SELECT sound, count(*) / (SELECT count(*) FROM named) AS share FROM (
    SELECT given_sounds[1] AS sound FROM named UNION ALL SELECT family_sounds[1] FROM named
) WHERE sound IS NOT NULL GROUP BY sound
"""
_FATHERS = """
CREATE OR REPLACE TABLE father_share AS
SELECT father_sounds[1] AS sound, count(*) / (SELECT count(*) FROM named WHERE len(father_sounds) > 0) AS share
FROM named WHERE len(father_sounds) > 0 GROUP BY 1
"""
_READING = """
CREATE OR REPLACE TABLE reading AS
WITH shared AS (
    SELECT n.*, coalesce(g.share, 0) AS given_share, coalesce(f.share, 0) AS family_share, coalesce(p.share, 0) AS father_share,
        d.pair, d.namesakes
    FROM named n LEFT JOIN share g ON g.sound = n.given_sounds[1] LEFT JOIN share f ON f.sound = n.family_sounds[1]
    LEFT JOIN father_share p ON p.sound = n.father_sounds[1] LEFT JOIN paired d ON d.name = n.name
)
SELECT (name * 2)::INTEGER AS uid, person, false AS crossed, given, given_sounds, given_share, family, family_sounds, family_share,
    father, father_sounds, father_share, pair, namesakes FROM shared
UNION ALL
SELECT (name * 2 + 1)::INTEGER, person, true, family, family_sounds, family_share, given, given_sounds, given_share,
    father, father_sounds, father_share, pair, namesakes FROM shared
"""


def prepare(db: duckdb.DuckDBPyConnection) -> None:
    """Fold every name of `registration` and `spelled` (linking.reading) and lay out what is compared."""
    texts = [text for (text,) in db.execute(_TEXTS).fetchall()]
    db.register("folded", fold_all(texts))
    db.execute("CREATE OR REPLACE TABLE word AS SELECT * FROM folded")
    db.unregister("folded")
    for statement in (_ENTRY, _WORDS, _NAMESAKES, _SHARES, _FATHERS, _READING):
        db.execute(statement)
