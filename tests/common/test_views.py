import pytest

pytestmark = [pytest.mark.urls("tests.common.styleguide")]


def test_failure_shows_the_id_of_the_log_and_no_detail(client, db):
    client.raise_request_exception = False

    response = client.get("/boom/")

    assert response.status_code == 500
    assert response["X-Request-Id"] in response.text
    assert "meant" not in response.text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"path": "/nowhere/"}, 404),
        ({"path": "/nowhere/", "CONTENT_LENGTH": "99999999999"}, 413),
    ],
)
def test_refusal_shows_the_id_of_the_log_and_stays_out_of_caches_and_frames(client, asked, status):
    response = client.get(**asked)

    assert response.status_code == status
    assert f"<code>{response['X-Request-Id']}</code>" in response.text
    assert response["Cache-Control"] == "no-store"
    assert response["X-Frame-Options"] == "DENY"


def test_error_pages_need_no_database(client, django_assert_num_queries):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "Page not found" in response.text


def test_error_pages_speak_the_readers_language(client):
    response = client.get("/nowhere/", headers={"Accept-Language": "fr"})

    assert '<html lang="fr"' in response.text


def test_form_without_token_is_refused_kindly(db):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/language/", {"language": "fr"})

    assert response.status_code == 403
    assert "This form is out of date" in response.text


def test_policy_forbids_inline_script_and_style(client):
    response = client.get("/styleguide/")

    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert " style=" not in response.text
    assert "onclick" not in response.text
    assert response["Cache-Control"] == "no-store"
