"""Build the demonstration, once; or take it away and build it anew."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from pages.demo import (
    certificates,
    designs,
    kyiv,
    people,
    questions,
    second,
    speakers,
    timetable,
)
from pages.demo.removing import remove_demo
from pages.demo.sign_ins import make_accounts, write_sign_ins
from workshops.models import Workshop

SLUG = "kyiv-2019"


def demo_exists() -> bool:
    return Workshop.objects.filter(slug=SLUG).exists()


@transaction.atomic
def build_demo(*, now: datetime.datetime | None = None, anew: bool = False) -> bool:
    """Make the demonstration's rows and its file of sign-ins; False when it is there already.

    ``anew`` removes the demonstration first, and only it. Nothing is sent: the people are written
    as a finished history, and their messages, if any, as sent long ago.
    """
    if anew:
        remove_demo()
    elif demo_exists():
        return False
    now = now or timezone.now()
    workshop = kyiv.build(SLUG)
    accounts = make_accounts(workshop.project)
    organiser: User = accounts["organiser"]
    registrations, focal_points = people.build(workshop, by=organiser)
    questions.build(workshop, by=organiser)
    timetable.build(workshop, by=organiser)
    # Before the speakers' answers: one of them makes a late change.
    certificates.build(workshop, by=organiser)
    designs.build(workshop, by=organiser)
    speaker = speakers.build(workshop, by=organiser)
    people.mark_attendance(workshop, registrations, by=accounts["door"])
    second.build(workshop, by=organiser, today=now.date())
    write_sign_ins(
        registrations=[registrations["first-link"], registrations["second-link"]],
        focal_point=focal_points["GE"],
        speaker=speaker,
    )
    return True
