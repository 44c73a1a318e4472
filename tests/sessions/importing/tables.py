"""Messy agendas of our own making."""

from participants.importing.reading import read_pasted
from sessions.importing.preview import start
from sessions.importing.standing import reading_of

PROGRAMME = """\
Programme of the workshop

Day;Time;Session;Room;Speakers
Thursday, 12 December;;;;
;9:00–10:00;Opening;Main hall;
;10:00–10:30;Coffee break;;
;10.30;Tracing weapons;Main hall;"Dr Lena Ozola, State Police of Latvia; Ivo Tamm"
13/12/2030;9h00 – 10h00;Panel on evidence;Main hall;
;10:00 AM;Discussion;Hall B;Ivo Tamm, Police and Border Guard
"""


def brought(workshop, by, text=PROGRAMME):
    return start(sheet=read_pasted(text), workshop=workshop, by=by)


def standings(run):
    return reading_of(run).standings


def facts(run):
    """What each row was understood as."""
    return [
        (judged.day.day if judged.day else None, judged.start, judged.minutes, judged.title)
        for _row, judged in reading_of(run).rows
    ]
