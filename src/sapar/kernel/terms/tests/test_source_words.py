"""Every name that the source programme uses for a service, group or need leads to exactly one term."""

import pytest

from sapar.kernel import terms

pytestmark = pytest.mark.django_db

SERVICES = {
    "return": ["return home", "repatriation", "return assistance", "возвращение на родину"],
    "rehabilitation": ["rehabilitation"],
    "reintegration": ["reintegration"],
    "humanitarian": ["humanitarian assistance"],
    "humanitarian.accommodation": ["safe accommodation", "accommodation", "safe place to stay"],
    "humanitarian.medical": ["medical assistance", "medical care"],
    "humanitarian.medical.surgery": ["surgery", "spine surgery"],
    "humanitarian.psychological": ["psychological assistance", "psychological care"],
    "humanitarian.social": ["social help"],
    "humanitarian.social.access": ["access to social services"],
    "humanitarian.financial": ["financial help"],
    "legal": ["legal assistance", "legal help"],
    "legal.counselling": ["legal counselling"],
    "legal.documents": ["help to acquire new documents", "document restoration"],
    "learning.vocational": ["vocational training"],
    "learning.preventive": ["preventive and vocational training"],
    "reintegration.employment": ["counselling on job opportunities", "employment counselling"],
    "reintegration.planning": ["reintegration planning session", "individual reintegration planning session"],
    "reintegration.grant": ["small grant"],
    "information.community": ["informing communities"],
    "information.community.risks": ["risks of trafficking", "community information: risks of trafficking"],
    "information.community.safe_migration": ["safe migration", "community information: safe migration"],
    "referral": ["referral", "referral to social and other services"],
    "other": ["all other possible services"],
}
SERVICE_REFERENCES = [
    "svc-return", "svc-rehabilitation", "svc-reintegration", "svc-accommodation", "svc-medical",
    "svc-psychological", "svc-social", "svc-legal", "svc-legal-counselling", "svc-document-restoration",
    "svc-financial", "svc-vocational-training", "svc-preventive-training", "svc-humanitarian",
    "svc-access-social-services", "svc-employment-counselling", "svc-other", "svc-community-information",
    "svc-reintegration-planning", "svc-referral", "svc-small-grant",
]  # fmt: skip

GROUPS = {
    "vot": ["victims of trafficking", "VoT", "ЖТЛ", "жертвы торговли людьми"],
    "vot.child_actual": ["actual child victims of trafficking"],
    "vot.labour_exploitation": ["victims of labour exploitation"],
    "child_potential_vot": ["potential child victims of trafficking"],
    "vulnerable_migrants": ["vulnerable migrants", "VM", "УМ", "уязвимые мигранты"],
    "migrants": ["migrants"],
    "migrants.labour": ["labour migrants"],
    "returnees": ["returnees", "returned migrants"],
    "returnees.tajik": ["returned Tajik migrants"],
    "communities": ["local communities"],
    "communities.host": ["host communities"],
    "communities.members": ["community members"],
    "communities.leaders": ["community leaders"],
    "communities.residents": ["local residents"],
    "public": ["wider public", "population in general"],
    "young_people": ["young people", "youth"],
    "students": ["students"],
    "teachers": ["teachers"],
    "risk_groups": ["risk groups"],
    "vulnerable_groups": ["vulnerable groups"],
    "children_poor_families": ["children of poor families"],
    "orphans": ["orphans"],
    "boarding_schools": ["boarding schools"],
    "colonies": ["colonies"],
    "poor_adults": ["poor adults"],
    "single_mothers": ["single mothers"],
    "refugees": ["refugees"],
    "lost_documents": ["families and individuals who lost documents"],
    "kandas": ["Kandas"],
    "displaced": ["displaced persons"],
    "displaced.idps": ["internally displaced persons", "IDPs", "displaced people"],
}
OTHERS = {
    ("need", "documents.property"): "lost property ownership documents",
    ("need", "documents.identification"): "lost identification documents",
    ("case_stage", "release"): "from the moment of release in the country of destination",
    ("case_stage", "home"): "upon return home",
    ("exploitation", "labour"): "labour exploitation",
    ("exploitation", "sexual"): "sexual exploitation",
    ("sector", "counter_trafficking.prevention"): "предупреждение",
    ("sector", "counter_trafficking.protection"): "защита",
    ("sector", "counter_trafficking.prosecution"): "преследование",
    ("channel", "theatre"): "live theatre performances",
    ("institution_type", "creativity_centre"): "children and youth creativity centre",
    ("organisation_kind", "fund"): "fund of IOM",
    ("contributor", "relatives"): "relatives of the migrant",
    ("migration_event", "work_accident"): "work-related accident",
    ("document_status", "withheld"): "отобран",
}


def found(name: str, text: str) -> list[str]:
    return [term.code for term in terms.resolve(name, text)]


@pytest.mark.parametrize(("code", "word"), [(code, word) for code, words in SERVICES.items() for word in words])
def test_a_service_of_the_source_is_one_term(code: str, word: str) -> None:
    assert found("service", word) == [code]


@pytest.mark.parametrize("reference", SERVICE_REFERENCES)
def test_a_service_reference_is_one_term(reference: str) -> None:
    assert terms.by_mapping("service", "source", reference).list == "service"


@pytest.mark.parametrize(("code", "word"), [(code, word) for code, words in GROUPS.items() for word in words])
def test_a_group_of_the_source_is_one_term(code: str, word: str) -> None:
    assert found("beneficiary_group", word) == [code]
    assert found("beneficiary_group", f"  {word.upper()} ") == [code]


@pytest.mark.parametrize(("name", "code"), OTHERS)
def test_other_words_of_the_source(name: str, code: str) -> None:
    assert found(name, OTHERS[name, code]) == [code]
