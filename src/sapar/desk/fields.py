"""Words for sealed fields as the journal names them: which texts somebody opened."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: What of a person, a case or a service was read.
FIELDS: dict[str, Promise] = {
    "people.person.birth": _("date of birth"),
    "people.person.note": _("note on the person"),
    "people.personname.given": _("name"),
    "people.personname.family": _("name"),
    "people.personname.patronymic": _("name"),
    "people.person.disability": _("difficulties in daily life"),
    "people.relationship.name": _("relatives and guardians"),
    "people.relationship.reach": _("relatives and guardians"),
    "people.photo.image": _("photo"),
    "people.contactattempt.reason": _("reason of an emergency contact"),
    "people.contactattempt.note": _("note on a contact"),
    "people.personrequest.text": _("request of the person"),
    "people.personrequest.answer": _("answer to a request"),
    "people.owncopy.content": _("copy for the person"),
    "people.retentionreview.reason": _("reason for holding a file"),
    "people.contact.value": _("contact"),
    "people.contact.note": _("contact"),
    "people.safecontact.cover": _("safe contact"),
    "people.safecontact.code_word": _("code word"),
    "people.safecontact.avoid": _("safe contact"),
    "people.identitydocument.number": _("document number"),
    "people.address.text": _("address"),
    "people.consent.witness": _("witness of a consent"),
    "people.consent.guardian": _("guardian"),
    "people.identitydecision.note": _("reason of a decision on duplicates"),
    "cases.case.summary": _("summary of the case"),
    "cases.need.note": _("needs"),
    "cases.need.reason": _("needs"),
    "cases.planstep.text": _("plan"),
    "cases.planstep.reason": _("plan"),
    "cases.note.text": _("notes"),
    "cases.migration.note": _("journey"),
    "assistance.delivery.note": _("note on a service"),
    "assistance.delivery.reason": _("reason why a service was struck out"),
    "summary": _("summary of the case"),
    "names": pgettext_lazy("journal", "names"),
}
