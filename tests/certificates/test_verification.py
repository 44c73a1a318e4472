"""The page that anyone with a certificate in hand opens."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certificates.actions import issuing, replacing, revoking
from certificates.codes import verification_url
from certificates.models import Certificate, PublicKey
from tests.factories import PersonFactory
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
SHOWS = Workshop.NameAtVerification
UNKNOWN = "/v/0000-0000-0000-0000-0000/"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def certificate(attended, now):
    person = PersonFactory(given_names="Ana", family_name="Gelašvili")
    return issuing.issue_one(registration=attended(person=person), now=now)


def address(certificate):
    return f"/v/{certificate.grouped_code}/"


def shows(certificate, mode):
    workshop = certificate.series.workshop
    workshop.name_at_verification = mode
    workshop.save()


def text(answer):
    return " ".join(answer.content.decode().split())


def test_valid(client, certificate):
    answer = client.get(address(certificate))

    page = text(answer)
    assert answer.status_code == 200
    assert "This certificate is valid" in page
    for fact in (
        "Certificate of participation",
        certificate.printed_number,
        certificate.wording["workshop_title"],
        "12–13 December 2030",
        "Kyiv, Ukraine",
        "3 hours",
        "Police Academy",
        "14 December 2030",
        certificate.grouped_code,
    ):
        assert fact in page


def test_address_on_paper_stays_as_it_was_printed(client, certificate, settings):
    settings.SITE_URL = "https://rollcall.example.org"

    printed = verification_url(certificate.code)

    # Sheets that were given out cannot be changed: neither may this, for as long as they count.
    assert printed == f"https://rollcall.example.org/v/{certificate.grouped_code}/"
    for path in (printed.removeprefix(settings.SITE_URL), f"/v/{certificate.code}/"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("organisation", "The PDF bears the organisation's electronic seal"),
        ("demonstration", "a seal made with a demonstration key"),
        (None, "The PDF bears no electronic seal."),
    ],
)
def test_page_says_what_the_seal_is_worth(client, certificate, kind, sentence):
    if kind:
        key = PublicKey.objects.create(fingerprint="0" * 64, kind=kind, certificate_pem="")
        Certificate.objects.update(sealed_by=key)

    answer = client.get(address(certificate))

    assert sentence in text(answer).replace("&#x27;", "'")


def test_replaced_says_by_which_number_and_when(client, certificate, organiser, now):
    person = certificate.registration.person
    person.name_on_certificate = "Anna Gelašvili"
    person.save()
    replacing.replace(certificate=certificate, reason="Misspelt", by=organiser, now=now)

    answer = client.get(address(certificate))

    page = text(answer)
    assert answer.status_code == 200
    assert "This certificate has been replaced" in page
    assert (
        f"<strong>{certificate.series.prefix}/0002</strong> took its place on 14 December 2030"
        in page
    )
    assert "Misspelt" not in page


def test_revoked_says_when_and_not_why(client, certificate, organiser, now):
    revoking.revoke(certificate=certificate, reason="Was in prison", by=organiser, now=now)

    answer = client.get(address(certificate))

    page = text(answer)
    assert answer.status_code == 200
    assert "This certificate has been revoked" in page
    assert "revoked it on 14 December 2030" in page
    assert "prison" not in page


def test_unknown_code_is_a_clear_sentence_and_404(client, db):
    answer = client.get(UNKNOWN)

    assert answer.status_code == 404
    assert "We know no certificate with this code" in text(answer)
    assert "0000-0000-0000-0000-0000" in text(answer)


def test_same_queries_whether_the_code_exists(client, certificate):
    def queries(path):
        with CaptureQueriesContext(connection) as context:
            client.get(path)
        return len(context)

    assert queries(address(certificate)) == queries(UNKNOWN) == queries("/v/nonsense/") == 1


def test_no_search_engine_keeps_the_page(client, certificate):
    for path in ("/v/", address(certificate), UNKNOWN):
        answer = client.get(path)

        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Cache-Control"] == "no-store"
        assert '<meta name="robots" content="noindex, nofollow">' in text(answer)


def test_full_name_where_the_organiser_allows_it(client, certificate):
    shows(certificate, SHOWS.FULL)

    assert "Ana Gelašvili" in text(client.get(address(certificate)))


def test_initials_otherwise(client, certificate):
    shows(certificate, SHOWS.INITIALS)

    page = text(client.get(address(certificate)))

    assert "A. G." in page
    assert "Gelašvili" not in page


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("ana GELASVILI", "Yes: this is the name on the certificate."),
        ("Nino Gelašvili", "No: another name is on the certificate."),
    ],
)
def test_match_mode_shows_no_name_and_compares(client, certificate, typed, answer):
    shows(certificate, SHOWS.MATCH)

    before = text(client.get(address(certificate)))
    after = text(client.post(address(certificate), {"name": typed}))

    assert "Gelašvili" not in before and "A. G." not in before
    assert answer in after
    assert typed in after  # nothing typed is lost


def test_match_without_a_name_says_what_is_missing(client, certificate):
    shows(certificate, SHOWS.MATCH)

    answer = client.post(address(certificate), {"name": ""})

    assert answer.status_code == 422
    assert "Type the name as it is printed on the certificate." in text(answer)


@pytest.mark.usefixtures("standing_clock")
def test_match_is_refused_after_ten_tries(client, certificate):
    shows(certificate, SHOWS.MATCH)

    statuses = [client.post(address(certificate), {"name": "A"}).status_code for _ in range(12)]

    assert statuses[:9] == [200] * 9
    assert statuses[-1] == 429


@pytest.mark.parametrize("mode", list(SHOWS))
def test_protected_person_has_no_public_name_and_no_match(client, certificate, mode):
    shows(certificate, mode)
    registration = certificate.registration
    registration.is_protected, registration.alias = True, "Guest 7"
    registration.save()

    page = text(client.get(address(certificate)))
    tried = text(client.post(address(certificate), {"name": "Ana Gelašvili"}))

    for answer in (page, tried):
        assert "This certificate is valid" in answer
        assert "Gelašvili" not in answer
        assert "A. G." not in answer
        assert "Guest 7" not in answer
        assert 'name="name"' not in answer
        assert "Yes: this is the name" not in answer


@pytest.mark.usefixtures("standing_clock")
def test_codes_cannot_be_tried_by_the_thousand(client, db):
    statuses = [client.get(UNKNOWN).status_code for _ in range(65)]

    assert statuses[0] == 404
    assert statuses[-1] == 429


def test_page_speaks_the_visitors_language(client, certificate):
    accepted = client.get(address(certificate), headers={"Accept-Language": "fr"})
    chosen = client.get(f"{address(certificate)}?lang=ru", headers={"Accept-Language": "fr"})

    assert "12–13 décembre 2030" in text(accepted)
    assert accepted.headers["Content-Language"] == "fr"
    assert "12–13 декабря 2030" in text(chosen)
    assert '<html lang="ru"' in text(chosen)
    assert "3 часа" in text(chosen)


def test_language_buttons_lead_back_without_the_chosen_language(client, certificate):
    page = text(client.get(f"{address(certificate)}?lang=ru"))

    assert f'name="next" value="{address(certificate)}"' in page


def test_issued_wording_stands_when_the_workshop_changes(client, certificate):
    title = certificate.wording["workshop_title"]
    workshop = certificate.series.workshop
    workshop.title = "Renamed"
    workshop.save()

    page = text(client.get(address(certificate)))

    assert title in page
    assert "Renamed" not in page


def test_typed_code_is_found_however_it_is_typed(client, certificate):
    typed = certificate.grouped_code.replace("-", " ").lower().replace("0", "o").replace("1", "l")

    answer = client.get("/v/", {"code": typed}, follow=True)

    assert answer.status_code == 200
    assert "This certificate is valid" in text(answer)


def test_typed_address_is_found_too(client, certificate):
    typed = f"rollcall.example.org{address(certificate)}"

    assert client.get("/v/", {"code": typed}, follow=True).status_code == 200


@pytest.mark.parametrize("typed", ["ABC", "U" * 20, "é" * 20, "1" * 190])
def test_part_of_a_code_comes_back_with_a_sentence(client, db, typed):
    answer = client.get("/v/", {"code": typed})

    assert answer.status_code == 422
    assert "This is not a whole code." in text(answer)
    assert typed in text(answer)


def test_empty_form_asks_for_the_code(client, db):
    first, sent = client.get("/v/"), client.get("/v/", {"code": ""})

    assert first.status_code == 200
    assert sent.status_code == 422
    assert "Type the code that is printed on the certificate." in text(sent)
