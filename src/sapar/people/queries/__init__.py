"""Questions about people: who might this be, what does the file say, whom have I."""

from sapar.people.queries.consents import consents_of, get_consent, valid_consent
from sapar.people.queries.criteria import Criteria
from sapar.people.queries.file import PersonPage, birth_of, facts_of, person_page, safe_contact_of, safe_contact_values
from sapar.people.queries.finding import Begun, Candidate, Found, find, while_typing
from sapar.people.queries.lists import Line, Look, imports, list_people, recipients, who_looked
from sapar.people.queries.visible import display_names, get_person, require_search, visible_people

__all__ = [
    "Begun",
    "Candidate",
    "Criteria",
    "Found",
    "Line",
    "Look",
    "PersonPage",
    "birth_of",
    "consents_of",
    "display_names",
    "facts_of",
    "find",
    "get_consent",
    "get_person",
    "imports",
    "list_people",
    "person_page",
    "recipients",
    "require_search",
    "safe_contact_of",
    "safe_contact_values",
    "valid_consent",
    "visible_people",
    "while_typing",
    "who_looked",
]
