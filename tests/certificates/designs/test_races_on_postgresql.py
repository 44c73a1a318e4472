"""A design is saved again and again while certificates are issued with it.

In threads with a connection each; SQLite has no row locks to test.
"""

import threading

import pytest
from django.db import connection
from django.db.models import QuerySet

from certificates.actions.choosing_design import choose_designs
from certificates.actions.issuing import issue_one
from certificates.actions.saving_design import save_design
from certificates.designs.content import Content
from certificates.models import Certificate, Design

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

PEOPLE = 12


def issue_while_somebody_saves(design, registrations):
    """The headings that certificates were issued with, beside those that their versions hold."""
    choose_designs(workshop=design.workshop, chosen={"": design}, by=None)
    is_over = threading.Event()

    def save_again_and_again():
        number = 0
        while not is_over.is_set():
            number += 1
            content = Content(blocks={"en": {"heading": f"Heading {number}"}})
            save_design(design=design, name=design.name, content=content, by=None)
        connection.close()

    designer = threading.Thread(target=save_again_and_again)
    designer.start()
    try:
        for registration in registrations:
            issue_one(registration=registration)
    finally:
        is_over.set()
        designer.join()
    return [
        (one.wording["heading"], one.design_version.content["blocks"]["en"]["heading"])
        for one in Certificate.objects.select_related("design_version")
        if one.design_version.content["blocks"]
    ]


def test_used_version_is_what_the_certificate_says(design, attended):
    pairs = issue_while_somebody_saves(design, [attended() for _ in range(PEOPLE)])

    assert len(pairs) >= PEOPLE - 1  # the first may come before the first save
    assert [pair for pair in pairs if pair[0] != pair[1]] == []
    assert len(set(pairs)) > 1, "nothing was saved between two certificates"


def test_without_the_lock_a_version_changes_under_its_certificate(design, attended, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)

    pairs = issue_while_somebody_saves(design, [attended() for _ in range(PEOPLE)])

    assert [pair for pair in pairs if pair[0] != pair[1]]
    assert Design.objects.get().versions.count() > 1
