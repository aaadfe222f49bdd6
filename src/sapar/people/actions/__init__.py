"""Verbs of the people room: every change of a person's file is one of these."""

from sapar.people.actions.checking import answer_check, ask_supervisor, pass_check_on
from sapar.people.actions.consenting import give_consent, refuse_consent, request_consent, withdraw_consent
from sapar.people.actions.contacting import begin_contact, drop_contact, finish_contact, plan_contact
from sapar.people.actions.copying import fetch_own_copy, make_own_copy
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
from sapar.people.actions.family import (
    add_relationship,
    change_abilities,
    change_document,
    end_relationship,
    join_household,
    leave_household,
)
from sapar.people.actions.finishing import finish_duty
from sapar.people.actions.identifying import decide_duplicate, propose, set_recognition, unlink_person
from sapar.people.actions.importing import import_people, undo_import
from sapar.people.actions.photos import add_photo, delete_photo
from sapar.people.actions.registering import register_person
from sapar.people.actions.retaining import hold_file, keep_to_schedule, release_hold
from sapar.people.actions.rights import ask_request, decide_request, lift_restriction
from sapar.people.actions.searching import search_people
from sapar.people.actions.sharing import share_person, stop_sharing

__all__ = [
    "add_address",
    "add_contact",
    "add_document",
    "add_name",
    "add_photo",
    "add_relationship",
    "answer_check",
    "ask_request",
    "ask_supervisor",
    "begin_contact",
    "change_abilities",
    "change_document",
    "correct_person",
    "decide_duplicate",
    "decide_request",
    "delete_photo",
    "drop_contact",
    "end_relationship",
    "erase_person",
    "fetch_own_copy",
    "finish_contact",
    "finish_duty",
    "give_consent",
    "hold_file",
    "import_people",
    "join_household",
    "keep_to_schedule",
    "leave_household",
    "lift_restriction",
    "make_own_copy",
    "pass_check_on",
    "plan_contact",
    "propose",
    "refuse_consent",
    "register_person",
    "release_hold",
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
