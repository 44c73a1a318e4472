import base64
import logging
from io import BytesIO

import pikepdf
import pytest

from certificates.rendering.fetching import AddressRefused, asset_path
from certificates.rendering.press import press


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "https://example.org/logo.png",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "FILE:///etc/passwd",
        "asset:../../config/settings.py",
        "asset:/../certificates/pdf/people.html",
        "asset:nothing.css",
        "/etc/passwd",
        "",
    ],
)
def test_everything_but_our_own_files_is_refused(address):
    with pytest.raises((AddressRefused, ValueError)):
        press().fetcher.fetch(address)


def test_bundled_file_and_data_uri_are_loaded():
    style = press().fetcher.fetch("asset:print.css")
    data = press().fetcher.fetch("data:text/plain;base64," + base64.b64encode(b"hi").decode())

    assert b"@page" in style.read()
    assert data.read() == b"hi"


def test_bundled_file_lies_below_our_templates():
    assert asset_path("asset:print.css").parts[-3:] == ("templates", "pdf", "print.css")


def test_layout_opens_no_connection_and_no_file(monkeypatch, tmp_path, caplog):
    asked = []
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    machine = press()
    fetch = type(machine.fetcher).fetch

    def noting(self, url, headers=None):
        asked.append(url)
        return fetch(self, url, headers)

    monkeypatch.setattr(type(machine.fetcher), "fetch", noting)
    html = f'<img src="http://127.0.0.1:9/x.png"><img src="{secret.as_uri()}">text'

    with caplog.at_level(logging.ERROR, logger="weasyprint"), machine:
        document = machine.lay_out(html, css="p { color: red }")

    assert asked == ["http://127.0.0.1:9/x.png", secret.as_uri()]
    assert caplog.text.count("Failed to load image") == 2
    assert len(document.pages) == 1


def test_fonts_of_the_machine_are_out_of_reach():
    machine = press()
    html = "<p style='font-family: DejaVu Sans, Liberation Serif, FreeSans'>Text ☃ عربى 中</p>"

    with machine:
        pdf = machine.write(machine.lay_out(html, css=""))

    with pikepdf.open(BytesIO(pdf)) as document:
        faces = {
            str(thing.BaseFont).split("+")[-1]
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and "/BaseFont" in thing
        }
    assert faces
    assert all(face.startswith(("Noto-", "WenQuanYi-")) for face in faces)
