"""What differs between two agendas, and how it is said."""

import pytest
from django.utils import translation

from sessions.changes import changes_between, changes_from, in_words

NAMES = {1: "Ana Beridze", 2: "Ivo Tamm"}
HALL_1, HALL_2 = {"id": 1, "name": "Hall 1"}, {"id": 2, "name": "Hall 2"}


def session(**facts):
    return {
        "uid": "a",
        "title": "Case study B",
        "kind": "case-study",
        "abstract": "",
        "day": "2019-12-12",
        "start": 14 * 60,
        "minutes": 60,
        "in_all_rooms": False,
        "rooms": [HALL_1],
        "people": [],
        **facts,
    }


def said(before, after, names=NAMES):
    return [
        sentence
        for change in changes_between([before] if before else [], [after] if after else [])
        for sentence in in_words(change, names)
    ]


@pytest.mark.parametrize(
    "change, words",
    [
        (
            {"start": 930, "rooms": [HALL_2]},
            ["“Case study B” moved from 14:00 to 15:30, Hall 2."],
        ),
        ({"start": 930}, ["“Case study B” moved from 14:00 to 15:30."]),
        (
            {"day": "2019-12-13"},
            ["“Case study B” moved from 12 December 2019, 14:00 to 13 December 2019, 14:00."],
        ),
        (
            {"start": 930, "minutes": 90},
            ["“Case study B” moved from 14:00–15:00 to 15:30–17:00."],
        ),
        ({"minutes": 90}, ["“Case study B” ends at 15:30 instead of 15:00."]),
        ({"rooms": [HALL_2]}, ["“Case study B” changes rooms: Hall 2 instead of Hall 1."]),
        ({"rooms": []}, ["“Case study B” has no room any more."]),
        (
            {"rooms": [], "in_all_rooms": True},
            ["“Case study B” changes rooms: all rooms instead of Hall 1."],
        ),
        ({"title": "Case study C"}, ["“Case study B” is now called “Case study C”."]),
        ({"kind": "panel"}, ["“Case study B” is now: Panel."]),
        ({"abstract": "More"}, ["“Case study B” is described anew."]),
        (
            {"people": [{"speaker": 2, "role": "speaker"}]},
            ["New at “Case study B”: Ivo Tamm."],
        ),
        ({"rooms": [{"id": 77, "name": "Hall 1"}]}, []),
    ],
)
def test_change_is_said_in_words(change, words):
    assert said(session(), session(**change)) == words


def test_people_who_came_and_went_are_named():
    before = session(people=[{"speaker": 1, "role": "speaker"}])
    after = session(people=[{"speaker": 2, "role": "chair"}])

    assert said(before, after) == [
        "New at “Case study B”: Ivo Tamm.",
        "No longer at “Case study B”: Ana Beridze.",
    ]


def test_same_people_in_other_roles_are_told_without_names():
    before = session(people=[{"speaker": 1, "role": "speaker"}])
    after = session(people=[{"speaker": 1, "role": "chair"}])

    assert said(before, after) == ["The parts at “Case study B” were shared out anew."]


def test_whom_the_reader_may_not_know_is_no_change():
    before = session(people=[])
    after = session(people=[{"speaker": 9, "role": "speaker"}])

    assert said(before, after) == []


def test_new_and_cancelled_sessions_say_where_they_are_or_were():
    place = "12 December 2019, 14:00–15:00, Hall 1"

    assert said(None, session()) == [f"New: “Case study B”, {place}."]
    assert said(session(), None) == [f"Cancelled: “Case study B”, {place}."]


def test_kept_changes_are_worded_in_the_language_of_whoever_reads():
    changes = changes_between([session()], [session(day="2019-12-13")])

    kept = changes_from([change.as_json() for change in changes])

    with translation.override("fr"):
        assert "13 décembre 2019" in in_words(kept[0], NAMES)[0]
