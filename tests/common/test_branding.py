import re

import pytest

from common.branding import WHITE, contrast, stylesheet


def colour(css, name):
    found = re.search(rf"{name}: #(\w\w)(\w\w)(\w\w);", css)
    return tuple(int(channel, 16) for channel in found.groups())


@pytest.mark.parametrize(
    "brand", ["#1b4b73", "#ffd500", "#ffffff", "#000000", "#7f7f7f", "#00A651"]
)
def test_text_and_links_stay_readable_in_any_colour(brand):
    css = stylesheet(brand)

    assert contrast(colour(css, "--brand"), colour(css, "--brand-ink")) >= 4.5
    assert contrast(colour(css, "--link"), WHITE) >= 4.5


@pytest.mark.parametrize(
    "nonsense", ["", "red", "#12", "#1b4b73; } body { display: none", "\n#1b4b73"]
)
def test_anything_but_a_colour_changes_nothing(nonsense):
    assert stylesheet(nonsense) == ""


def test_black_on_white_has_the_greatest_contrast():
    assert round(contrast((0, 0, 0), WHITE), 2) == 21


def test_pages_load_the_colour_of_the_installation(client, settings, db):
    settings.BRAND_COLOUR = "#00a651"

    page = client.get("/accounts/login/")
    css = client.get("/brand.css?00a651")

    assert 'href="/brand.css?00a651"' in page.text
    assert "--brand: #00a651" in css.text
    assert css["Content-Type"] == "text/css"
    assert css["Cache-Control"] == "public, max-age=86400"


def test_pages_load_no_colour_without_one(client, db):
    assert "brand.css" not in client.get("/accounts/login/").text
