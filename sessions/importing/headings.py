"""What a column of an agenda is, by the names that people give it in four languages."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from participants.importing.headings import plain

#: field → what the user calls it
FIELDS = {
    "day": _("day"),
    "start": _("start, or start and end"),
    "end": _("end"),
    "duration": _("duration"),
    "title": _("title"),
    "kind": _("kind"),
    "rooms": _("rooms"),
    "speakers": _("speakers"),
    "moderators": _("moderators"),
    "abstract": _("description"),
}

_NAMES = {
    "day": "Day|Date|Day/Date|Jour|Date du jour|Journée|День|Дата|День/Дата|Число",
    "start": "Start|Starts|Begin|Beginning|From|Start time|Time|Times|Time slot|Hour|Hours|When|"
    "Début|De|Heure|Heures|Horaire|Horaires|Heure de début|Начало|С|Время|Время начала|Час|Часы|"
    "Початок|З|Час початку|Години",
    "end": "End|Ends|To|Until|Finish|End time|Fin|À|Heure de fin|Конец|Окончание|До|"
    "Время окончания|Кінець|Закінчення|Завершення|Час закінчення",
    "duration": "Duration|Length|Minutes|Min|Durée|Продолжительность|Длительность|Тривалість|"
    "Хвилин|Минут",
    "title": "Title|Session|Topic|Subject|Session title|Activity|Theme|Item|Agenda item|Programme|"
    "Titre|Séance|Sujet|Thème|Intitulé|Activité|Название|Тема|Сессия|Заседание|Мероприятие|"
    "Название сессии|Назва|Сесія|Засідання|Захід|Назва сесії",
    "kind": "Kind|Type|Format|Session type|Genre|Type de séance|Вид|Тип|Формат|"
    "Вид сессии|Тип сесії",
    "rooms": "Room|Rooms|Hall|Venue|Place|Location|Where|Salle|Salles|Lieu|Зал|Залы|Место|"
    "Помещение|Аудитория|Кабинет|Зали|Місце|Приміщення|Аудиторія|Кімната",
    "speakers": "Speaker|Speakers|Speaker(s)|Presenter|Presenters|Lecturer|Trainer|Trainers|Expert|"
    "Instructor|Facilitator|Orateur|Orateurs|Orateur(s)|Intervenant|Intervenants|Intervenant(s)|"
    "Conférencier|Formateur|Докладчик|Докладчики|Докладчик(и)|Спикер|Спикеры|Лектор|Выступающий|"
    "Выступающие|Тренер|Доповідач|Доповідачі|Спікер|Спікери|Промовець",
    "moderators": "Moderator|Moderators|Moderator(s)|Chair|Chairperson|Modérateur|Modérateurs|"
    "Modératrice|Animateur|Модератор|Модераторы|Ведущий|Модератори|Ведучий",
    "abstract": "Description|Abstract|Content|Contents|Summary|Notes|Details|Remarks|Résumé|"
    "Contenu|Remarques|Описание|Содержание|Аннотация|Примечания|Опис|Зміст|Анотація|Примітки",
}  # fmt: skip
#: language → field → the heading of our own workbook, one of the names above.
TEMPLATE: dict[str, dict[str, str]] = {
    language: dict(zip(FIELDS, names.split("|"), strict=True))
    for language, names in {
        "en": "Day|Start|End|Duration|Title|Kind|Rooms|Speakers|Moderators|Description",
        "fr": "Jour|Début|Fin|Durée|Titre|Genre|Salles|Orateurs|Modérateurs|Résumé",
        "ru": "День|Начало|Конец|Длительность|Название|Вид|Залы|Докладчики|Модераторы|Описание",
        "uk": "День|Початок|Кінець|Тривалість|Назва|Тип сесії|Зали|Доповідачі|Модератори|Опис",
    }.items()
}
_KNOWN = {plain(name): field for field, names in _NAMES.items() for name in names.split("|")}


def field_of(heading: str) -> str:
    """The field a heading names, or "". Headings in two languages count by their first part."""
    for part in (heading, *re.split(r"[/\\|(\[\n–—:*]", heading)):
        if field := _KNOWN.get(plain(part)):
            return field
    return ""


def recognise(headings: Sequence[str]) -> list[str]:
    """A field or "" for each column; no field twice.

    The Ukrainian "Час" is a time, and a "Время" beside a "Начало" is how long it lasts: whatever
    comes second is left for the user to say."""
    fields: list[str] = []
    for heading in headings:
        field = field_of(heading)
        fields.append("" if field in fields else field)
    return fields
