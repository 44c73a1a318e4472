"""Every message is a row first: worded, addressed, queued once per cause."""

import datetime

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy

from jobs.models import JobItem
from mail.actions.queueing import NoAddress, queue_message
from mail.models import Message, MessageTemplate

pytestmark = pytest.mark.django_db

LINK = "https://example.org/r/abc/"


def queue(workshop=None, **changes):
    return queue_message(
        **{
            "kind": "test-link",
            "to": "ana@example.org",
            "to_name": "Ana D'Arc <x>",
            "language": "en",
            "context": {"link": LINK, "until": datetime.date(2019, 11, 30)},
            "workshop": workshop,
            **changes,
        }
    )


def test_message_is_worded_and_a_job_waits_to_send_it(kind, workshop):
    workshop.title = "Anti-trafficking & policing"
    workshop.save()

    message = queue(workshop)

    assert message.state == Message.State.QUEUED
    assert message.subject == "Anti-trafficking & policing: your link"
    assert message.body == f"Dear Ana D'Arc <x>,\n\n{LINK}\n\nUntil 30 November 2019.\n"
    assert JobItem.objects.get(job__kind="mail.send").reference == str(message.pk)


def test_dates_and_lazy_words_come_in_the_language_of_the_message(kind, workshop):
    message = queue(
        workshop,
        language="fr",
        context={"link": gettext_lazy("Yes"), "until": datetime.date(2019, 11, 30)},
    )

    assert "30 novembre 2019" in message.body
    assert "Oui" in message.body


def test_same_cause_sends_once(kind, workshop):
    first = queue(workshop, cause="link:1")
    second = queue(workshop, cause="link:1")

    assert first is not None
    assert second is None
    assert Message.objects.count() == 1
    assert JobItem.objects.count() == 1


def test_nothing_is_queued_when_the_change_behind_it_is_rolled_back(kind, workshop):
    with pytest.raises(RuntimeError), transaction.atomic():
        queue(workshop)
        raise RuntimeError

    assert Message.objects.count() == 0
    assert JobItem.objects.count() == 0


@pytest.mark.parametrize("address", ["", "  ", "ana", "ana@example.org\nBcc: all@example.org"])
def test_message_without_a_usable_address_is_refused(kind, workshop, address):
    with pytest.raises(NoAddress):
        queue(workshop, to=address)


def test_line_breaks_in_names_do_not_reach_the_subject(kind, workshop):
    workshop.title = "Title\r\nBcc: all@example.org"

    message = queue(workshop)

    assert message.subject == "Title Bcc: all@example.org: your link"


def test_own_wording_of_the_workshop_is_used_and_runs_nothing(kind, workshop):
    MessageTemplate.objects.create(
        workshop=workshop,
        kind="test-link",
        language="en",
        subject="{workshop_title}",
        body="{link} {{ link }} {% now 'Y' %} {name}",
    )

    message = queue(workshop, to_name="{link}")

    assert message.subject == workshop.title
    assert message.body == f"{LINK} {{{LINK}}} {{% now 'Y' %}} {{link}}\n"


def test_placeholders_are_exactly_the_declared_ones(kind, workshop):
    with pytest.raises(ValueError, match="needs"):
        queue(workshop, context={"link": LINK})
    with pytest.raises(TypeError):
        queue(workshop, context={"link": workshop, "until": ""})


def test_undeclared_kind_is_a_mistake(workshop):
    with pytest.raises(LookupError, match=r"emails\.py"):
        queue(workshop, kind="nonsense", context={})
