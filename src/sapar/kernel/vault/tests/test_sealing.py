"""What is put in comes out for those who hold a key, and for nobody else."""

import base64
import pickle

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import DatabaseError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sapar.kernel import journal, vault
from sapar.kernel.journal.models import JournalEntry
from sapar.kernel.vault import sealing

from .conftest import Somebody
from .notes import Note, note

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"]),
    pytest.mark.usefixtures("note_table"),
]
# The database rolls back after all examples of a test, not after each.
many = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@many
@given(name=text, phone=st.none() | text)
def test_what_is_put_is_read_back(somebody, name, phone):
    row = note(somebody, name=name, phone=phone)

    result = vault.read([row], ["name", "phone"], by=somebody)

    assert result[row.pk] == {"name": name, "phone": phone}
    assert not result.sealed


@many
@given(name=text)
def test_others_read_nothing(somebody, stranger, name):
    row = note(somebody, name=name)

    result = vault.read([row], ["name"], by=stranger)

    assert result[row.pk] == {"name": None}
    assert result.sealed == {row.pk}


@many
@given(name=text, at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_flipped_bit_is_noticed(somebody, name, at, bit):
    row = note(somebody, name=name)
    box = bytearray(row.name.box)
    box[at % len(box)] ^= 1 << bit
    row.name = vault.Sealed(bytes(box))

    with pytest.raises(vault.Damaged) as caught:
        vault.read([row], ["name"], by=somebody)

    assert caught.value.where == f"vault_test_note.name of {row.pk}"


def test_a_value_moved_to_another_column_row_or_person_does_not_open(somebody):
    row = note(somebody, name="Aigul", phone="+996")
    sibling = note(somebody, row.person, name="Bakyt", phone="+997")
    other = note(somebody, name="Cholpon", phone="+998")
    swaps = [(row, "phone", row.name), (sibling, "name", row.name), (other, "name", row.name)]

    for target, field, value in swaps:
        setattr(target, field, value)
        with pytest.raises(vault.Damaged):
            vault.read([target], [field], by=somebody)


def test_the_same_text_never_looks_the_same(somebody):
    row = note(somebody, name="Aigul", phone="Aigul")
    again = note(somebody, row.person, name="Aigul")

    assert len({row.name, row.phone, again.name}) == 3


def test_a_sealed_value_shows_nothing(somebody):
    value = note(somebody, name="Aigul").name

    shown = [repr(value), str(value), f"{value}", f"{value:>20}", "%s" % value]  # noqa: UP031
    assert set(shown) == {"‹sealed›"}
    assert pickle.loads(pickle.dumps(value)) == value
    assert value == vault.Sealed(value.box)
    assert value != value.box


def test_a_result_does_not_print_what_it_holds(somebody):
    row = note(somebody, name="Aigul")

    assert "Aigul" not in repr(vault.read([row], ["name"], by=somebody))


def test_plain_text_cannot_be_saved_or_searched(somebody):
    row = note(somebody, name="Aigul")
    row.name = "Aigul"
    with pytest.raises(TypeError, match="use vault") as caught, transaction.atomic():
        row.save()
    assert "Aigul" not in str(caught.value)
    with pytest.raises(FieldError):
        Note.objects.filter(name="Aigul")
    with pytest.raises(FieldError):
        Note.objects.filter(name__contains="Aigul")
    assert Note.objects.filter(pk=row.pk, name__isnull=False, phone__isnull=True).exists()


def test_fixtures_carry_ciphertext(somebody):
    field = Note._meta.get_field("name")
    row = note(somebody, name="Aigul")

    carried = field.value_to_string(row)

    assert base64.b64decode(carried) == row.name.box
    assert field.to_python(carried) == row.name
    with pytest.raises(ValidationError):
        field.to_python("Айгүл")


def test_put_needs_a_key_and_a_sealed_field(somebody, stranger):
    row = note(somebody, name="Aigul")
    with pytest.raises(vault.NoKey):
        vault.put(row, by=stranger, name="Aigul")
    with pytest.raises(vault.NoKey):
        vault.put(row, by=Somebody(organisation_id=None), name="Aigul")
    with pytest.raises(TypeError, match="not a sealed field"):
        vault.put(row, by=somebody, person="Aigul")
    with pytest.raises(TypeError, match="list of names"):
        vault.read([row], "name", by=somebody)


def test_reading_journals_names_of_fields_once_per_person(somebody):
    row = note(somebody, name="Aigul")
    sibling = note(somebody, row.person, name="Aigul")
    unknown = note(Somebody(), name="Bakyt")

    vault.read([row, sibling, unknown], ["name", "phone"], by=somebody, purpose="referral")

    with journal_seen():
        (entry,) = JournalEntry.objects.filter(record=row.person)
        (refused,) = JournalEntry.objects.filter(record=unknown.person)
    assert (entry.action, entry.kind, entry.purpose) == ("look", "person", "referral")
    assert entry.detail == {"fields": ["vault_tests.note.name", "vault_tests.note.phone"]}
    assert (entry.actor, entry.organisation) == (somebody.id, somebody.organisation_id)
    assert refused.detail["sealed"] is True


def journal_seen():
    from sapar.kernel.journal.access import whole_journal

    return whole_journal()


def test_without_a_journal_nothing_is_opened(somebody, monkeypatch):
    row = note(somebody, name="Aigul")
    vault.forget()
    opened = []
    monkeypatch.setattr(sealing, "open_value", lambda *a: opened.append(a))
    monkeypatch.setattr(sealing, "ciphers", lambda *a: opened.append(a))

    def fail(**_):
        raise DatabaseError("disk full")

    monkeypatch.setattr(journal, "look", fail, raising=False)

    with pytest.raises(DatabaseError):
        vault.read([row], ["name"], by=somebody)
    assert not opened


def test_a_list_costs_one_query_for_keys_and_one_for_the_journal(somebody, django_assert_num_queries):
    rows = [note(somebody, name=str(n)) for n in range(30)]
    vault.forget()

    with (
        django_assert_num_queries(1, connection=connections["keys"]),
        django_assert_num_queries(1),
    ):
        result = vault.read(rows, ["name"], by=somebody)
    with django_assert_num_queries(0, connection=connections["keys"]):
        vault.read(rows, ["name"], by=somebody)

    assert {values["name"] for values in result.values()} == {str(n) for n in range(30)}


def test_blind_indexes_are_equal_for_equal_contents_of_one_kind():
    assert vault.blind("phone", "+996") == vault.blind("phone", "+996")
    numbers = {vault.blind(kind, c) for kind in ("phone", "name") for c in ("+996", "", "х", "ab")}
    assert len(numbers) == 8
    assert all(-(2**63) <= number < 2**63 for number in numbers)
    assert vault.blind("ab", "c") != vault.blind("a", "bc")
