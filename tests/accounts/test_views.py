import pytest


def test_account_page_asks_strangers_to_sign_in(client, db):
    response = client.get("/account/")

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_name_and_language_are_saved(client, stranger):
    client.force_login(stranger)

    response = client.post("/account/", {"name": "Ана Ћирић", "language": "fr"})

    stranger.refresh_from_db()
    assert response.status_code == 302
    assert (stranger.name, stranger.language) == ("Ана Ћирић", "fr")


def test_unknown_language_is_refused_and_nothing_typed_is_lost(client, stranger):
    client.force_login(stranger)

    response = client.post("/account/", {"name": "New name", "language": "xx"})

    stranger.refresh_from_db()
    assert response.status_code == 422
    assert 'value="New name"' in response.text
    assert stranger.name != "New name"


def test_language_of_the_account_wins_over_the_browser(client, stranger):
    stranger.language = "ru"
    stranger.save()
    client.force_login(stranger)

    response = client.get("/account/", headers={"Accept-Language": "fr"})

    assert '<html lang="ru"' in response.text
    assert response["Content-Language"] == "ru"


@pytest.mark.parametrize("language", ["", "xx"])
def test_browser_decides_where_the_account_names_no_known_language(client, stranger, language):
    stranger.language = language
    stranger.save()
    client.force_login(stranger)

    response = client.get("/account/", headers={"Accept-Language": "fr"})

    assert '<html lang="fr"' in response.text


def test_anonymous_visitor_switches_the_language_by_cookie(client, db):
    response = client.post("/language/", {"language": "fr", "next": "/accounts/login/"})

    assert response["Location"] == "/accounts/login/"
    assert '<html lang="fr"' in client.get("/accounts/login/").text


def test_switching_the_language_changes_the_account(client, stranger):
    client.force_login(stranger)

    client.post("/language/", {"language": "fr", "next": "/account/"})

    stranger.refresh_from_db()
    assert stranger.language == "fr"


def test_switching_to_nonsense_changes_nothing(client, stranger):
    client.force_login(stranger)

    client.post("/language/", {"language": "../../etc", "next": "/account/"})

    stranger.refresh_from_db()
    assert stranger.language == ""


def test_switching_the_language_never_leads_off_the_site(client, db):
    response = client.post("/language/", {"language": "fr", "next": "https://evil.example/"})

    assert response["Location"] == "/"


def test_language_is_switched_by_post_only(client, db):
    assert client.get("/language/").status_code == 405


def test_sign_in_offers_the_code_before_the_password(client, db):
    html = client.get("/accounts/login/?next=/account/").text

    assert html.index('action="/accounts/login/code/') < html.index('action="/accounts/login/"')
    assert html.count('name="next" value="/account/"') >= 2
