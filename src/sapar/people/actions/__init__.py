"""Verbs of the people room: every change of a person's file is one of these."""

from sapar.people.actions.checking import answer_check, ask_supervisor, pass_check_on
from sapar.people.actions.consenting import give_consent, refuse_consent, request_consent, withdraw_consent
from sapar.people.actions.correcting import (
    add_address,
    add_contact,
    add_document,
    add_name,
    correct_person,
    restrict_person,
    set_safe_contact,
)
from sapar.people.actions.erasing import erase_person
from sapar.people.actions.identifying import decide_duplicate, propose, set_recognition, unlink_person
from sapar.people.actions.importing import import_people, undo_import
from sapar.people.actions.registering import register_person
from sapar.people.actions.searching import search_people
from sapar.people.actions.sharing import share_person, stop_sharing

__all__ = [
    "add_address",
    "add_contact",
    "add_document",
    "add_name",
    "answer_check",
    "ask_supervisor",
    "correct_person",
    "decide_duplicate",
    "erase_person",
    "give_consent",
    "import_people",
    "pass_check_on",
    "propose",
    "refuse_consent",
    "register_person",
    "request_consent",
    "restrict_person",
    "search_people",
    "set_recognition",
    "set_safe_contact",
    "share_person",
    "stop_sharing",
    "undo_import",
    "unlink_person",
    "withdraw_consent",
]
