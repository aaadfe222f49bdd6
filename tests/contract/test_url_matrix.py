"""Every address × every role × own organisation, other organisation, nobody: one committed table of answers.

``tests/contract/url_matrix.yaml`` is that table. A new address without a row fails; so does a changed answer.
After a change that is meant: ``SAPAR_UPDATE=1 pytest tests/contract/test_url_matrix.py``, then read the diff.
"""

import os
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sapar.kernel.access.roles import Role
from tests.world import World, build

TABLE = Path(__file__).with_name("url_matrix.yaml")
#: Parameters that name a row about a person: others must not learn even that it exists.
PERSONAL = {
    "person_id", "case_id", "need_id", "step_id", "consent_id", "delivery_id", "document_id", "relationship_id",
    "photo_id", "contact_id", "attempt_id", "copy_id", "request_id", "review_id", "duty_id",
    "side_id", "check_id",
}  # fmt: skip
BUDGETS = Path(__file__).with_name("query_budgets.yaml")
pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.database]


def addresses(
    resolver: URLResolver | None = None, spaces: tuple[str, ...] = (), before: frozenset[str] = frozenset()
) -> dict[str, set[str]]:
    """Every named address with the names of its parameters."""
    found: dict[str, set[str]] = {}
    for entry in (resolver or get_resolver()).url_patterns:
        parameters = before | set(entry.pattern.converters) | set(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            space = (*spaces, entry.namespace) if entry.namespace else spaces
            found |= addresses(entry, space, parameters)
        elif isinstance(entry, URLPattern) and entry.name:
            found[":".join([*spaces, entry.name])] = set(parameters)
    return found


def path_of(name: str, parameters: set[str], world: World) -> str:
    values = world.parameters | world.by_address.get(name, {})
    missing = parameters - set(values)
    assert not missing, f"{name} takes {missing}: say in tests/world.py what it names"
    return reverse(name, kwargs={key: values[key] for key in parameters})


def actors(cast: SimpleNamespace) -> dict[str, Any]:
    """Nobody, every role, and the same two roles of another organisation."""
    everyone: dict[str, Any] = {"anonymous": None, "nobody": cast.nobody}
    everyone |= {role.value: getattr(cast, role.value) for role in Role}
    return everyone | {"other_caseworker": cast.other_caseworker, "other_supervisor": cast.other_supervisor}


def client_of(user: Any) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def world(cast: SimpleNamespace) -> World:
    return build(cast)


def lacking(body: str) -> list[str]:
    """What every page must have and this one has not: a heading with words, and a button to send each form."""
    main = body.split("<main", 1)[-1]
    found = [] if re.search(r"<h1[^>]*>\s*[^<\s]", body) else ["a heading"]
    for form in re.findall(r"<form\b.*?</form>", main, re.S):
        sent_from_outside = (match := re.search(r'<form[^>]*\bid="([^"]+)"', form)) and f'form="{match[1]}"' in body
        if "<button" not in form and not sent_from_outside:
            found.append("a button of a form")
    return found


def ask_everything(world: World) -> dict[str, dict[int, list[str]]]:
    """GET every address as everybody: {address: {status: [who]}}."""
    answers: dict[str, dict[int, list[str]]] = {}
    clients = {who: client_of(user) for who, user in actors(world.cast).items()}
    for name, parameters in sorted(addresses().items()):
        path = path_of(name, parameters, world)
        by_status: dict[int, list[str]] = {}
        # allauth's own pages know no roles: nobody and one member of staff say all there is to say.
        asking = clients if ":" in name else {who: clients[who] for who in ("anonymous", "caseworker")}
        for who, client in asking.items():
            # Signing out and locking end the session of a GET as well: they are asked with a fresh client.
            asked = client_of(actors(world.cast)[who]) if name in ("account_logout", "desk:lock") else client
            answer = asked.get(path)
            by_status.setdefault(answer.status_code, []).append(who)
            if ":" in name and answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                assert not (found := lacking(answer.content.decode())), f"{name} for {who}: {found}"
        answers[name] = dict(sorted(by_status.items()))
    return answers


def test_every_address_answers_as_the_table_says(world: World) -> None:
    answers = ask_everything(world)
    if os.environ.get("SAPAR_UPDATE"):
        TABLE.write_text(yaml.safe_dump(answers, sort_keys=True, width=110, default_flow_style=None))
    wanted = yaml.safe_load(TABLE.read_text())
    assert set(answers) == set(wanted), "an address without a row in url_matrix.yaml (or a row without an address)"
    different = {name: (answers[name], wanted[name]) for name in answers if answers[name] != wanted[name]}
    assert not different
    assert not [name for name, by_status in answers.items() if any(status >= 500 for status in by_status)]


def test_a_protected_record_never_shows_itself_to_others(world: World) -> None:
    """The table itself is checked: whatever names a person's record answers others as if it did not exist."""
    wanted = yaml.safe_load(TABLE.read_text())
    strangers = {"nobody", "other_caseworker", "other_supervisor", "donor_viewer", "administrator", "me_officer"}
    for name, parameters in addresses().items():
        if parameters & PERSONAL:
            for status, who in wanted[name].items():
                if status not in (403, 404, 405):
                    assert not strangers & set(who), f"{name} answers {status} to {strangers & set(who)}"
                if status not in (302,):
                    assert "anonymous" not in who, f"{name} answers {status} to anybody"


def test_posting_to_somebody_elses_record_changes_nothing(world: World) -> None:
    """The other organisation posts to every address that names a record: refused each time, nothing written."""
    from sapar.cases.models import Case
    from sapar.kernel.access.context import acting_as

    client = client_of(world.cast.other_supervisor)
    asked = 0
    for name, parameters in addresses().items():
        if parameters & PERSONAL:
            status = client.post(path_of(name, parameters, world), {"reason": "x" * 40}).status_code
            assert status in (403, 404, 405), f"{name}: {status}"
            asked += 1
    assert asked > 20
    with acting_as(world.cast.caseworker):
        now = Case.objects.get(pk=world.case.pk)
        assert (now.status, now.version) == (world.status, world.version)


def test_pages_keep_their_query_budget(world: World, django_assert_max_num_queries: Any) -> None:
    """The pages used all day ask the database no more often than ``query_budgets.yaml`` allows."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    budgets: dict[str, dict[str, Any]] = yaml.safe_load(BUDGETS.read_text())
    over = {}
    for name, row in budgets.items():
        client = client_of(getattr(world.cast, row["role"]))
        path = path_of(name, addresses()[name], world)
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        if len(captured) > row["queries"]:
            over[name] = len(captured)
    assert not over
