"""Cases and services to count; made as in the rooms below."""

from sapar.assistance.tests.conftest import serve
from sapar.cases.tests.conftest import agrees, english, new_case, new_person, visit

__all__ = ["agrees", "english", "new_case", "new_person", "serve", "visit"]
