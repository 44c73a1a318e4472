"""A workshop of the same project that has hardly begun, for trying things out."""

import datetime

from accounts.models import User
from pages.actions.cloning import MORE_PARTS
from pages.demo import second_form
from participants.actions.keeping_keys import keep_keys
from participants.importing.reading import read_pasted
from participants.models import Person
from sessions.importing.preview import start
from sessions.models import AgendaItem, Speaker
from workshops.actions.cloning import PARTS, clone
from workshops.models import Workshop, WorkshopOrganiser

#: As programmes come: a title, a day on a line of its own, breaks by their words, a name that is no
#: speaker yet, a room that is none yet, a time that nobody can read, two people in two places.
PROGRAMME = """\
Side programme, as proposed by the host

Time;Session;Room;Speakers
Day 2;;;
18:00–18:30;Tea with the host authorities;;
18:30–19:15;Open sources in daily analysis;Annex;Nino Gelashvili (Ministry of Internal Affairs)
18:45–19:30;How managers read analysis;;Nino Gelashvili (Ministry of Internal Affairs)
late;Questions and answers;;
"""
AHEAD = datetime.timedelta(weeks=16)
TAKEN_OVER = {"rooms", "organisers", "agenda"}


def build(model: Workshop, *, by: User, today: datetime.date) -> Workshop:
    """A draft some months from ``today``: Kyiv's organisers, rooms and skeleton of an agenda, and
    a table of sessions that waits to be imported.

    The project's last day is moved for it, which the project's description says.
    """
    first_day = today + AHEAD
    first_day -= datetime.timedelta(days=first_day.weekday() - 2)  # a Wednesday
    _prolong(model, first_day)
    workshop = clone(
        source=model,
        project=model.project,
        title="Regional workshop on intelligence-led policing for managers",
        slug=_free_slug(f"tbilisi-{first_day.year}"),
        starts_on=first_day,
        parts=[part for part in (*PARTS, *MORE_PARTS) if part.code in TAKEN_OVER],
        by=by,
    )
    workshop.organisers.filter(part=WorkshopOrganiser.Part.HOST).delete()
    facts = {
        "description": (
            "A draft for trying things out: change what you like. This workshop is invented; its "
            "agenda is the skeleton of the one in Kyiv."
        ),
        "time_zone": "Asia/Tbilisi",
        "city": "Tbilisi",
        "country": "GE",
        "capacity": 40,
        "working_languages": ["en"],
        "open_registration": True,
        "nominations_until": first_day - datetime.timedelta(weeks=4),
        "contains_invented_people": True,
    }
    for name, value in facts.items():
        setattr(workshop, name, value)
    workshop.save(update_fields=list(facts))
    _name_speaker(workshop)
    second_form.build(workshop, by=by)
    start(sheet=read_pasted(PROGRAMME), workshop=workshop, by=by)
    # Something that waits to be dragged onto the agenda.
    AgendaItem.objects.create(
        workshop=workshop, title="Visit to a regional analysis centre", kind="social", minutes=90
    )
    return workshop


def _name_speaker(workshop: Workshop) -> None:
    """Somebody who took part in Kyiv, typed in anew in another script: two records, one person."""
    person = Person.objects.create(
        given_names="Зураб", family_name="Гогичаишвили", email="zurab.speaks@example.org"
    )
    keep_keys([person], are_new=True)
    Speaker.objects.create(
        workshop=workshop,
        person=person,
        agency="Ministry of Internal Affairs of Georgia",
        position="Head of the analysis unit",
    )


def _prolong(model: Workshop, first_day: datetime.date) -> None:
    project = model.project
    project.ends_on = max(project.ends_on, datetime.date(first_day.year, 12, 31))
    project.description += (
        " The real project ended in 2020; its last day is later here, so that an invented second "
        "workshop can belong to it."
    )
    project.save(update_fields=["ends_on", "description"])


def _free_slug(wanted: str) -> str:
    slug, number = wanted, 2
    while Workshop.objects.filter(slug=slug).exists():
        slug, number = f"{wanted}-{number}", number + 1
    return slug
