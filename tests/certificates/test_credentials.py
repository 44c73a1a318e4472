"""The credential: by the published schema and contexts, and signed so that others can verify it."""

import gzip
import json
from base64 import urlsafe_b64decode
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from django.core.cache import cache
from joserfc import jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import import_key
from jsonschema import Draft201909Validator

from certificates.actions import issuing, replacing, revoking
from certificates.credentials.badges import badge_svg
from certificates.credentials.statuses import LENGTH, bitstring
from certificates.models import Certificate, StatusList
from participants.links import token_of
from tests.certificates.archive import breaches
from tests.certificates.credential_shapes import CREDENTIAL, PROFILE
from tests.certificates.sealing_keys import PASSWORD, organisation
from tests.factories import PersonFactory, TeamMemberFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.paper]
VENDORED = Path(__file__).parents[1] / "vendor"
OPEN_BADGES = "open-badges-context-3.0.0/context-3.0.3.js"
CREDENTIALS = "credentials-v2-context-1.0.0/credentials-v2.jsonld"
CLAIMS = {"iss", "jti", "nbf", "sub"}


@pytest.fixture(autouse=True)
def fresh_limits(settings):
    settings.SITE_URL = "https://rollcall.example.org"
    cache.clear()


@pytest.fixture
def issue(attended, workshop, run_jobs):
    """Issue a certificate to somebody new: ``issue(is_protected=True, alias=…)``."""

    def make(**fields):
        person = PersonFactory(given_names="Ana", family_name="Gelašvili")
        registration = attended(person=person, **fields)
        issuing.start_batch(workshop=workshop)
        run_jobs()
        return registration.certificates.get()

    return make


def vendored(name):
    """The JSON of a file, or that which a module of JavaScript exports."""
    text = (VENDORED / name).read_text()
    return json.loads(text[text.index("{") : text.rindex("}") + 1])


def opened(client, token):
    """The payload of ``token``, verified by a public library with the key that it names."""
    [header, _rest] = token.split(".", 1)
    named = json.loads(urlsafe_b64decode(header + "=="))
    answer = client.get(named["kid"].removeprefix("https://rollcall.example.org"))
    key = import_key(answer.json())
    return jwt.decode(token, key, algorithms=[named["alg"]])


def is_fallen(client, certificate):
    """What a verifier reads from the public list about ``certificate``."""
    status = opened(client, certificate.credential).claims["credentialStatus"]
    path = status["statusListCredential"].removeprefix("https://rollcall.example.org")
    listed = opened(client, client.get(path).content.decode()).claims
    assert listed["id"] == status["statusListCredential"]
    encoded = listed["credentialSubject"]["encodedList"].removeprefix("u")
    bits = gzip.decompress(urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    index = int(status["statusListIndex"])
    return bool(bits[index // 8] & 0x80 >> index % 8)


def keys_of(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key != "@context":
                yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def terms_of(context):
    """Every term that a context defines, at any depth."""
    if isinstance(context, list):
        return set().union(*map(terms_of, context))
    if not isinstance(context, dict):
        return set()
    return set(context).union(*map(terms_of, context.values()))


def test_credential_follows_the_published_data_model(client, issue):
    claims = opened(client, issue().credential).claims

    assert list(Draft201909Validator(CREDENTIAL).iter_errors(claims)) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda claims: claims.pop("validFrom"),
        lambda claims: claims["@context"].reverse(),
        lambda claims: claims["type"].remove("VerifiableCredential"),
        lambda claims: claims["credentialSubject"]["achievement"].pop("criteria"),
        lambda claims: claims["issuer"].update(id="no address"),
    ],
)
def test_data_model_has_teeth(client, issue, spoil):
    claims = opened(client, issue().credential).claims

    spoil(claims)

    assert list(Draft201909Validator(CREDENTIAL).iter_errors(claims)) != []


def test_every_word_is_defined_by_the_published_contexts(client, issue):
    claims = opened(client, issue().credential).claims

    known = terms_of(vendored(CREDENTIALS))
    known |= terms_of(vendored(OPEN_BADGES))
    assert set(keys_of(claims)) - known - CLAIMS - {"@context"} == set()


def test_claims_agree_with_the_credential(client, issue):
    certificate = issue()

    token = opened(client, certificate.credential)

    claims = token.claims
    assert token.header == {
        "alg": "ES256",
        "kid": token.header["kid"],
        "typ": "JWT",
    }
    assert claims["iss"] == claims["issuer"]["id"]
    assert claims["jti"] == claims["id"]
    assert claims["id"] == f"https://rollcall.example.org/v/{certificate.grouped_code}/"
    assert claims["sub"] == claims["credentialSubject"]["id"]
    [holder] = claims["credentialSubject"]["identifier"]
    assert (holder["identityType"], holder["identityHash"]) == ("name", "Ana Gelašvili")
    assert certificate.registration.person.email not in json.dumps(claims)
    assert "demonstration" in claims["issuer"]["name"]


def test_rsa_key_signs_with_rs256(client, issue, settings, tmp_path):
    path, _authority = organisation(tmp_path, kind="rsa")
    settings.SEAL_PKCS12, settings.SEAL_PASSWORD = str(path), PASSWORD

    token = opened(client, issue().credential)

    assert token.header["alg"] == "RS256"
    assert token.claims["issuer"]["name"] == settings.INSTALLATION_NAME


def test_changed_credential_is_refused(client, issue):
    header, payload, signature = issue().credential.split(".")
    changed = f"{header}.{payload[:-4]}AAAA.{signature}"

    with pytest.raises(BadSignatureError):
        opened(client, changed)


def test_issuer_names_every_key_and_follows_the_data_model(client, issue):
    kid = opened(client, issue().credential).header["kid"]

    answer = client.get("/credentials/issuer/")

    document = answer.json()
    assert document["assertionMethod"] == [kid]
    assert "d" not in document["verificationMethod"][0]["publicKeyJwk"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert list(Draft201909Validator(PROFILE).iter_errors(document)) == []


def test_revoking_sets_the_bit_and_no_other(client, issue, organiser, run_jobs):
    gone, standing = issue(), issue()
    assert not is_fallen(client, gone)

    revoking.revoke(certificate=gone, reason="Wrong", by=organiser)
    run_jobs()

    assert is_fallen(client, gone)
    assert not is_fallen(client, standing)


def test_replacing_sets_the_bit_of_the_old_one(client, issue, organiser, run_jobs):
    old = issue()
    person = old.registration.person
    person.name_on_certificate = "Anna Gelašvili"
    person.save()

    new = replacing.replace(certificate=old, reason="Misspelt", by=organiser)
    run_jobs()

    new.refresh_from_db()
    assert is_fallen(client, old)
    assert not is_fallen(client, new)


def test_revoked_before_it_was_printed_has_no_credential(attended, organiser, run_jobs):
    certificate = issuing.issue_one(registration=attended())
    revoking.revoke(certificate=certificate, reason="Wrong", by=organiser)

    issuing.ask_for_sheets(workshop=certificate.series.workshop, certificates=[certificate])
    run_jobs()

    certificate.refresh_from_db()
    assert certificate.file
    assert certificate.credential == ""


def test_first_bit_is_the_leftmost():
    bits = bitstring([0, 9])

    assert len(bits) * 8 == LENGTH >= 131_072
    assert bits[:2] == b"\x80\x40"
    assert not any(bits[2:])


def test_pdf_carries_the_credential_once_and_stays_an_archive_file(issue):
    certificate = issue()

    content = Path(certificate.file.path).read_bytes()
    with pikepdf.open(BytesIO(content)) as pdf:
        [attached] = pdf.Root.AF
        assert attached.AFRelationship == "/Data"
        assert list(pdf.attachments) == ["credential.jwt"]
        kept = pdf.attachments["credential.jwt"].get_file()
        assert kept.read_bytes().decode() == certificate.credential
        assert kept.mime_type == "application/vc+jwt"
    assert not breaches(content)


def test_badge_carries_the_credential_as_the_standard_says(client, issue, settings):
    settings.BRAND_COLOUR = "#7a1f3d"
    certificate = issue()

    answer = client.get(f"/r/{token_of(certificate.registration)}/credential.svg")

    root = ElementTree.fromstring(answer.content)  # noqa: S314 (our own)
    first = root[0]
    assert first.tag == "{https://purl.imsglobal.org/ob/v3p0}credential"
    assert first.attrib["verify"] == certificate.credential
    assert "#7a1f3d" in answer.content.decode()
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_public_badge_names_nobody_and_long_titles_fit():
    plain = badge_svg()
    long = badge_svg(heading="Certificate", title="Regional <training> & workshop " * 12)

    assert "openbadges:credential" not in plain
    texts = ElementTree.fromstring(long).findall("{http://www.w3.org/2000/svg}text")  # noqa: S314
    assert len(texts) == 6
    assert texts[-1].text.endswith("…")


def test_holder_downloads_by_personal_link_and_account(client, issue):
    certificate = issue()
    token = token_of(certificate.registration)

    text = client.get(f"/r/{token}/credential.jwt")
    envelope = client.get(f"/r/{token}/credential.json").json()
    client.force_login(UserFactory(email=certificate.registration.person.email))
    own = client.get(f"/my/certificates/{certificate.pk}.jwt")

    assert text.content.decode() == own.content.decode() == certificate.credential
    assert text.headers["Cache-Control"] == "no-store"
    assert envelope["type"] == "EnvelopedVerifiableCredential"
    assert envelope["id"] == f"data:application/vc+jwt,{certificate.credential}"
    assert client.get(f"/r/{token}/credential.exe").status_code == 404


def test_staff_of_the_workshop_download_it_and_others_do_not(client, issue, organiser, stranger):
    certificate = issue()
    workshop = certificate.series.workshop
    path = f"/manage/workshops/{workshop.slug}/certificates/sheets/{certificate.pk}.jwt"

    client.force_login(organiser)
    assert client.get(path).content.decode() == certificate.credential
    for user in (stranger, TeamMemberFactory(role="organiser").user):
        client.force_login(user)
        assert client.get(path).status_code == 404
        assert client.get(f"/my/certificates/{certificate.pk}.jwt").status_code == 404


def test_protected_person_has_no_credential(client, issue):
    certificate = issue(is_protected=True, alias="Guest 7")

    with pikepdf.open(certificate.file.path) as pdf:
        assert not pdf.attachments
    assert certificate.credential == ""
    assert client.get(f"/r/{token_of(certificate.registration)}/credential.jwt").status_code == 404


def test_person_protected_afterwards_gets_it_no_more(client, issue):
    certificate = issue()
    registration = certificate.registration
    registration.is_protected, registration.alias = True, "Guest 7"
    registration.save()

    assert client.get(f"/r/{token_of(registration)}/credential.jwt").status_code == 404


def test_without_a_key_there_is_none(client, issue, settings):
    settings.PRODUCTION = True

    certificate = issue()

    assert certificate.credential == ""
    assert not StatusList.objects.exists()
    assert client.get("/credentials/issuer/").json()["assertionMethod"] == []


def test_unknown_list_and_key_are_not_found(client, db):
    assert client.get("/credentials/status/1/").status_code == 404
    assert client.get(f"/credentials/keys/{'0' * 64}/").status_code == 404
    assert not Certificate.objects.exists()
