"""Invented registrations with known truth, in the layout of ``rid,pid,country,source,style,given,…,phone,doc``.

The spelling tables here are typed from passport, scholarly, national and destination-country practice and
share nothing with ``sapar.people.names``: a matcher is judged against spellings it was not written from.
Everything follows from the seed; nothing is stored.
"""

from benchmarks.registrations.making import COLUMNS, registrations, write

__all__ = ["COLUMNS", "registrations", "write"]
