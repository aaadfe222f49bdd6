"""Answers of the case story to ``sapar facts``, read from the case as the mission's caseworker sees it.

A coded record (a term, a body) answers in the document's wording only when the database knows that wording
as one of its names; otherwise it answers with its own label, and the fact differs.
"""

from collections.abc import Callable
from decimal import Decimal

from sapar.cases.models import Case, Migration, Note
from sapar.demo import signins
from sapar.demo.story import MISSION
from sapar.kernel import terms, vault
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import Organisation
from sapar.kernel.access.roles import Role
from sapar.kernel.i18n import label
from sapar.kernel.ledger.models import EntryShare, LedgerEntry
from sapar.kernel.places.models import Place
from sapar.programmes.answers import Answer, count, dated
from sapar.programmes.facts import register_answer


def _term(name: str, code: str, wording: str) -> Answer | None:
    if not code:
        return None
    term = terms.get(name, code)
    names = {alias["text"] for alias in term.aliases} | set(term.labels.values())
    return Answer(wording if wording in names else label(term.labels, language="en"), where=f"terms.{name}")


def _body(body: Organisation | None, wording: str) -> Answer | None:
    if body is None:
        return None
    names = {alias.text for alias in body.aliases.all()} | set(body.labels.values())
    return Answer(
        wording if wording in names else label(body.labels, language="en"), where="ledger.EntryShare.organisation"
    )


def _place(place: Place | None, wording: str) -> Answer | None:
    if place is None:
        return None
    known = place.aliases.filter(text=wording).exists()
    return Answer(wording if known else label(place.labels, language="en"), where="places.Place")


class Story:
    """The case of the bulletin as recorded: its journey, health note and services."""

    def __init__(self, journey: Migration) -> None:
        self.journey = journey
        self.case: Case = journey.case

    def entry(self, kind: str) -> LedgerEntry | None:
        return (
            LedgerEntry.objects.live()
            .filter(case_id=self.case.id, kind=kind)
            .select_related("provider", "place")
            .first()
        )

    def share(self, kind: str, **who: str) -> EntryShare | None:
        return EntryShare.objects.filter(entry=self.entry(kind), **who).select_related("organisation").first()

    def diagnosis(self) -> Answer | None:
        worker = signins.of(MISSION, Role.CASEWORKER)
        notes = list(Note.objects.filter(case=self.case, data_class="health"))
        opened = vault.read(notes, ["text"], by=worker, purpose="facts")
        texts = [values["text"] for values in opened.values() if values["text"]]
        return Answer(texts[0], where="cases.Note.text (sealed)") if texts else None

    def surgeries(self) -> Answer | None:
        entry = self.entry(SURGERY)
        if entry is None or entry.quantity is None:
            return None
        return count(Decimal(entry.quantity), "surgeries") if entry.unit == "surgery" else None

    def help_at_home(self) -> Answer | None:
        entry = self.entry("humanitarian.medical")
        return dated(entry.on, entry.on_precision) if entry and entry.on else None


SURGERY = "humanitarian.medical.surgery"

QUESTIONS: dict[str, Callable[[Story], Answer | None]] = {
    "S3-03a": lambda s: dated(s.journey.departed_on, s.journey.departed_precision) if s.journey.departed_on else None,
    "S3-03b": lambda s: _place(s.journey.origin, "Uzbekistan"),
    "S3-03c": lambda s: _place(s.journey.destination, "Georgia"),
    "S3-03d": lambda s: _term("migration_reason", s.journey.reason, "employment"),
    "S3-03e": lambda s: _term("migration_event", s.journey.incident, "work-related accident"),
    "S3-04a": lambda s: _body(
        e.provider if (e := s.entry(SURGERY)) else None, "Center of Multidisciplinary Emergency Care"
    ),
    "S3-04b": lambda s: _place(e.place if (e := s.entry(SURGERY)) else None, "Tbilisi"),
    "S3-04c": Story.diagnosis,
    "S3-04d": Story.surgeries,
    "S3-05a": lambda s: _contributor(s, SURGERY, "uz-bukhara-mayor", "mayor's office of Bukhara region"),
    "S3-05b": lambda s: _contributor(s, SURGERY, "everything-is-possible", 'charity fund "Everything is Possible"'),
    "S3-05c": lambda s: (
        _term("contributor", share.contributor, "relatives of the migrant")
        if (share := s.share(SURGERY, contributor="relatives"))
        else None
    ),
    "S3-06a": lambda s: _term("service", e.kind, "return assistance") if (e := s.entry("return")) else None,
    "S3-06b": Story.help_at_home,
    "S3-06c": lambda s: _place(e.place if (e := s.entry("humanitarian.medical")) else None, "Tashkent"),
    "S3-06d": lambda s: _contributor(s, "humanitarian.medical", "uz-government", "Government of Uzbekistan"),
}


def _contributor(story: Story, kind: str, code: str, wording: str) -> Answer | None:
    share = story.share(kind, organisation__code=code)
    return _body(share.organisation, wording) if share else None


def register() -> None:
    """Let the case of the story answer its facts; without the demo nothing answers and they stay "not yet"."""
    for fact, question in QUESTIONS.items():
        register_answer(fact, _asked(question))


def _asked(question: Callable[[Story], Answer | None]) -> Callable[[], Answer | None]:
    def ask() -> Answer | None:
        with acting_as(signins.of(MISSION, Role.CASEWORKER)):
            journey = Migration.objects.filter(
                case__organisation__code=MISSION, incident="work_accident", destination__code="GE"
            ).first()
            return question(Story(journey)) if journey else None

    return ask
