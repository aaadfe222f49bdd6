"""From what somebody typed into the one box to the record it names, or to a question about people."""

import re

from sapar.cases.models import Case
from sapar.desk.links import case_page, person_page
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.people.queries import visible_people

#: Codes have letters, digits and dashes, with a letter and a digit among them.
_CODE = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Z0-9]{1,6}(-[A-Z0-9]{2,6}){1,3}")
_PHONE = re.compile(r"\+?[\d\s().-]{5,}")
_DOCUMENT = re.compile(r"[^\W\d_]{1,3}[\s№-]*\d{5,}")
_YEAR = re.compile(r"(19|20)\d\d")


def by_code(*, by: User, code: str) -> str | None:
    """Address of the case or person with this code if ``by`` may see it; None says nothing about others."""
    wanted = _as_code(code)
    if not _CODE.fullmatch(wanted):
        return None
    case = Case.objects.filter(policy.rows(by, "view", "case"), code=wanted).values_list("pk", flat=True).first()
    if case is not None:
        return case_page(case)
    person = visible_people(by, "view").filter(code=wanted).values_list("pk", flat=True).first()
    return person_page(person) if person is not None else None


def as_fields(words: str) -> dict[str, str]:
    """The fields of the people search that the words fill: a code, a phone, a document, or names and a year."""
    if _CODE.fullmatch(_as_code(words)):
        return {"code": _as_code(words)}
    if _PHONE.fullmatch(words):
        return {"phone": words}
    if _DOCUMENT.fullmatch(words):
        return {"document": words}
    names = [word for word in words.split() if not _YEAR.fullmatch(word)]
    years = [word for word in words.split() if _YEAR.fullmatch(word)]
    parts = {"given": names[:1], "family": names[1:2], "patronymic": names[2:], "birth": years[:1]}
    return {name: " ".join(said) for name, said in parts.items() if said}


def _as_code(words: str) -> str:
    return re.sub(r"\s+", "", words).upper().replace("–", "-").replace("—", "-")
