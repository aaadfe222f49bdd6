"""Open work for the desks of the demo: needs, plans with steps overdue and due, safe contact, closed cases."""

import random
from datetime import date, time, timedelta

from django.utils import timezone

from sapar.cases import actions as cases
from sapar.cases.models import Case
from sapar.kernel.access.models import User
from sapar.people import actions as people
from sapar.people.inputs import SafeContactInput

#: (service or "", words, days from today): what stands in the plans.
STEPS = (
    ("legal.documents.identity", "", -4),
    ("", "Ask how the first week at home went", 2),
    ("reintegration.planning", "", 9),
    ("", "Visit the family together with the social worker", 25),
)
NEEDS = ("documents.identification", "income", "psychological", "family.contact", "health")


def close(chance: random.Random, case: Case, worker: User, last: date) -> None:
    """Most people of the bulletin reached what they wanted; their cases ended in spring 2021."""
    reason = chance.choice(("goals_met", "goals_met", "returned_home", "goals_partly_met", "lost_contact"))
    cases.close_case(by=worker, case=case, reason=reason, closed_on=last + timedelta(days=chance.randint(20, 90)))


def work_on(chance: random.Random, case: Case, worker: User) -> None:
    """Somebody still in care: needs, next steps around today, and rules of contact."""
    today = timezone.localdate()
    cases.move_case(by=worker, case=case, to="active")
    for category in chance.sample(NEEDS, 2):
        cases.record_need(by=worker, case=case, category=category, urgency=chance.choice(("week", "month")))
    for service, text, days in chance.sample(STEPS, 2):
        due = today + timedelta(days=days + chance.randint(-1, 1))
        cases.plan_step(
            by=worker, case=case, service=service, text=text, due_on=due, responsible=worker, agreed_by_client=True
        )
    rules = SafeContactInput(
        channels=("phone", "whatsapp"), days=(1, 2, 3, 4, 5), hour_from=time(10), hour_to=time(16),
        answerers=("person",),
        cover="A call from the language course", code_word="apricot",
    )  # fmt: skip
    people.set_safe_contact(by=worker, person=case.person, rules=rules)
