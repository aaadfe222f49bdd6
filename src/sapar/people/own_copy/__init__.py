"""The person's own copy: everything held, in plain words, without other people's data.

Rooms above add what they hold with `register`. The words of the copy exist in all portal languages
(words.yaml); names of codes (services, documents…) exist in three, the others read them in Russian.
"""

from sapar.people.own_copy.parts import Copy, Entry, Section, gather, register
from sapar.people.own_copy.words import word

__all__ = ["Copy", "Entry", "Section", "gather", "register", "word"]
