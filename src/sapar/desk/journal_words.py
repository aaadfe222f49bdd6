"""Hands the desk's vocabulary down, so that every room can show its own journal in words."""

from sapar.desk.fields import FIELDS
from sapar.desk.vocabulary import ACTIONS, PURPOSES, RECORDS
from sapar.kernel.journal import words

words.register("action", ACTIONS)
words.register("purpose", PURPOSES)
words.register("record", RECORDS)
words.register("field", FIELDS)
