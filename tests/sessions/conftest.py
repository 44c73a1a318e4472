import pytest

from tests.factories import PersonFactory, RoomFactory, SpeakerFactory


@pytest.fixture
def hall(workshop):
    return RoomFactory(workshop=workshop, name="Main hall")


@pytest.fixture
def speaker(workshop):
    person = PersonFactory(given_names="Lena", family_name="Ozola", email="")
    return SpeakerFactory(workshop=workshop, person=person, agency="State Police of Latvia")


@pytest.fixture
def typed():
    """What a browser sends for the form of a session; rows are dicts of one person each."""

    def make(*rows, **fields):
        data = {
            "title": "Case study",
            "kind": "case-study",
            "day": "2030-12-12",
            "start": "09:00",
            "end": "10:00",
            "minutes": "",
            "abstract": "",
            "counts_for_attendance": "on",
            "version": "",
            "people-TOTAL_FORMS": str(len(rows)),
            "people-INITIAL_FORMS": "0",
            **fields,
        }
        for number, row in enumerate(rows):
            data |= {f"people-{number}-{name}": value for name, value in row.items()}
        return data

    return make
