"""The words themselves. A test holds them against the permission tables and the list of actions."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sapar.kernel.access.policy import Scope

#: How a record must relate to somebody, as the permission table prints it.
SCOPES: dict[str, Promise] = {
    Scope.OWN: _("assigned to them"),
    Scope.TEAM: _("of their team"),
    Scope.SHARED: _("shared with their organisation"),
    Scope.BREAK_GLASS: _("opened in an emergency"),
    Scope.ORGANISATION: _("of their organisation"),
    Scope.ALL: _("all"),
}

#: Why somebody may see a record, said of a third person.
BECAUSE: dict[str, Promise] = {
    Scope.OWN: _("%(role)s, assigned to it"),
    Scope.TEAM: _("%(role)s, in the team that works on it"),
    Scope.SHARED: _("%(role)s of %(organisation)s, with which it is shared"),
    Scope.BREAK_GLASS: _("%(role)s, opened it in an emergency"),
    Scope.ORGANISATION: _("%(role)s of %(organisation)s, where it was recorded"),
    Scope.ALL: _("Every %(role)s may see it"),
}

#: What would have to change for a rule to hold.
WOULD_NEED: dict[str, Promise] = {
    Scope.OWN: _("It would have to be assigned to this colleague (as %(role)s)."),
    Scope.TEAM: _("It would have to be given to the colleague's team."),
    Scope.SHARED: _("It would have to be shared with %(organisation)s."),
    Scope.BREAK_GLASS: _("In danger to life: emergency access with a written reason, for three hours at most."),
    Scope.ORGANISATION: _("It would have to be recorded by %(organisation)s."),
    Scope.ALL: _("Nothing: every %(role)s may see it."),
}

PURPOSES: dict[str, Promise] = {
    "casework": _("casework"),
    "search": pgettext_lazy("purpose", "search"),
    "check": pgettext_lazy("purpose", "check of duplicates"),
    "figures": pgettext_lazy("purpose", "figures"),
    "evidence": pgettext_lazy("purpose", "evidence of a figure"),
    "import": pgettext_lazy("purpose", "import"),
    "export": pgettext_lazy("purpose", "export"),
    "emergency": pgettext_lazy("purpose", "emergency"),
}

RECORDS: dict[str, Promise] = {
    "account": _("Account"),
    "journal": _("Journal"),
    "person": _("Person"),
    "import_batch": _("Import of a list"),
    "case": _("Case"),
    "consent": _("Consent"),
    "need": _("Need"),
    "note": _("Note"),
    "plan_step": _("Plan step"),
    "entry": _("Service in the ledger"),
    "delivery": _("Service"),
    "emergency_access": _("Emergency access"),
    "project": _("Project"),
    "figure": _("Figure"),
    "bulletin": _("Bulletin"),
}

VERBS: dict[str, Promise] = {
    "view": pgettext_lazy("may", "see"),
    "view_identity": pgettext_lazy("may", "see names"),
    "view_contact": pgettext_lazy("may", "see contacts"),
    "view_consents": pgettext_lazy("may", "see consents"),
    "view_restricted": pgettext_lazy("may", "see restricted files"),
    "view_health": pgettext_lazy("may", "see health notes"),
    "view_legal": pgettext_lazy("may", "see legal notes"),
    "view_finance": pgettext_lazy("may", "see money"),
    "view_access": pgettext_lazy("may", "see who looked"),
    "view_access_log": pgettext_lazy("may", "see who looked"),
    "search": pgettext_lazy("may", "search"),
    "register": pgettext_lazy("may", "register"),
    "edit": pgettext_lazy("may", "change"),
    "consent": pgettext_lazy("may", "record consent"),
    "share": pgettext_lazy("may", "share"),
    "restrict": pgettext_lazy("may", "restrict"),
    "erase": pgettext_lazy("may", "erase"),
    "import": pgettext_lazy("may", "import lists"),
    "undo": pgettext_lazy("may", "undo an import"),
    "undo_import": pgettext_lazy("may", "undo an import"),
    "open": pgettext_lazy("may", "open"),
    "add_need": pgettext_lazy("may", "record needs"),
    "plan": pgettext_lazy("may", "plan"),
    "note": pgettext_lazy("may", "write notes"),
    "deliver": pgettext_lazy("may", "record services"),
    "correct_delivery": pgettext_lazy("may", "correct services"),
    "assign": pgettext_lazy("may", "assign"),
    "close": pgettext_lazy("may", "close"),
    "reopen": pgettext_lazy("may", "open again"),
    "break_glass": pgettext_lazy("may", "open in an emergency"),
    "review": pgettext_lazy("may", "review"),
    "create": pgettext_lazy("may", "create"),
    "define": pgettext_lazy("may", "define"),
    "issue": pgettext_lazy("may", "issue"),
    "break_down": pgettext_lazy("may", "break down by organisation"),
    "see_evidence": pgettext_lazy("may", "see the evidence"),
    "grant": pgettext_lazy("may", "grant roles"),
    "revoke": pgettext_lazy("may", "withdraw roles"),
    "disable": pgettext_lazy("may", "switch off"),
    "invite": pgettext_lazy("may", "give a sign-in link"),
}

ACTIONS: dict[str, Promise] = {
    "look": _("looked"),
    "refused": _("was refused"),
    "exported": _("exported"),
    "view": _("tried to open"),
    "access.open_account": _("opened an account"),
    "access.grant_role": _("granted a role"),
    "access.revoke_role": _("withdrew a role"),
    "access.disable_account": _("switched an account off"),
    "access.enable_account": _("switched an account on"),
    "access.invite": _("gave out a sign-in link"),
    "access.sign_in": _("signed in"),
    "access.sign_out": _("signed out"),
    "desk.unlock": _("tried to unlock the screen"),
    "desk.sign_out_after_wrong_passwords": _("was signed out after wrong passwords"),
    "desk.read_journal": _("read the journal"),
    "desk.read_record_journal": _("asked who looked"),
    "insight.define_figure": _("defined a figure"),
    "insight.issue_bulletin": _("issued a bulletin"),
    "people.search": _("searched"),
    "people.register_person": _("registered a person"),
    "people.correct_person": _("corrected a person's file"),
    "people.add_name": _("added a name"),
    "people.add_contact": _("added a contact"),
    "people.add_document": _("added a document"),
    "people.add_address": _("added an address"),
    "people.set_safe_contact": _("changed how to make contact safely"),
    "people.restrict_person": _("restricted a file"),
    "people.share_person": _("shared a file"),
    "people.stop_sharing": _("stopped sharing a file"),
    "people.give_consent": _("recorded consent"),
    "people.refuse_consent": _("recorded refused consent"),
    "people.request_consent": _("asked for consent"),
    "people.withdraw_consent": _("recorded withdrawn consent"),
    "people.import_people": _("imported a list"),
    "people.undo_import": _("undid an import"),
    "people.erase_person": _("erased a person"),
}
