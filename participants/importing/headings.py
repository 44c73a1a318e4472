"""What a column is, by the many names that people give it.

The first name of each language is the one our own template uses.
"""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

#: field → what the user calls it
FIELDS = {
    "family_name": _("family name"),
    "given_names": _("given names"),
    "name_family_last": _("full name, family name last"),
    "name_family_first": _("full name, family name first"),
    "email": _("e-mail address"),
    "delegation": _("delegation"),
    "title": _("title or rank"),
    "agency": _("agency"),
    "position": _("position"),
    "gender": _("gender"),
    "phone": _("telephone"),
    "name_in_own_script": _("name in the own script"),
    "name_on_certificate": _("name on badge and certificate"),
    "arrives_on": _("arrival"),
    "departs_on": _("departure"),
    "birth_date": _("date of birth"),
    "passport_number": _("passport number"),
    "as_reserve": _("reserve (yes or no)"),
}
DATES = ("arrives_on", "departs_on", "birth_date")
#: Taken over as answers, where the workshop's form asks for them.
ANSWERS = ("birth_date", "passport_number")
FULL_NAMES = ("name_family_last", "name_family_first")

NAMES: dict[str, dict[str, str]] = {
    "family_name": {
        "en": "Family name|Surname|Last name|Familyname|Lastname|Name (family)|Family names",
        "fr": "Nom|Nom de famille|Nom(s)|Noms",
        "ru": "Фамилия|Фамилии",
        "uk": "Прізвище|Прізвища",
    },
    "given_names": {
        "en": "Given names|Given name|First name|Firstname|First names|Forename|Forenames|"
        "Name (given)|Given name(s)|First name(s)|First and middle name",
        "fr": "Prénom|Prénoms|Prénom(s)",
        "ru": "Имя|Имена|Имя и отчество|Имя, отчество|Имя отчество",
        "uk": "Ім’я|Імена|Ім’я та по батькові|Ім’я, по батькові|Ім’я по батькові",
    },
    "name_family_last": {
        "en": "Full name|Name|Name and surname|Name, surname|First and last name|Participant|"
        "Name of participant|Participant name|Nominee",
        "fr": "Nom complet|Prénom et nom|Participant(e)",
        "ru": "Имя и фамилия|Имя, фамилия|Участник|Имя участника",
        "uk": "Ім’я та прізвище|Ім’я, прізвище|Ім’я і прізвище|Учасник",
    },
    "name_family_first": {
        "en": "Surname and name|Surname, name|Family name, given names|Last name, first name",
        "fr": "Nom et prénom|Nom, prénom|Nom et prénoms|Nom & prénom|NOM Prénom",
        "ru": "ФИО|Ф.И.О.|Фамилия, имя, отчество|Фамилия Имя Отчество|Фамилия и имя|Фамилия, имя",
        "uk": "ПІБ|П.І.Б.|Прізвище, ім’я, по батькові|Прізвище та ім’я|Прізвище, ім’я|"
        "Прізвище ім’я по батькові",
    },
    "email": {
        "en": "E-mail address|E-mail|Email|Mail|Email address|Electronic mail|E-mail (personal)|"
        "Contact e-mail|e-mail contact",
        "fr": "Adresse électronique|Courriel|Mél|Adresse e-mail|Adresse mail|Adresse courriel",
        "ru": "Адрес электронной почты|Электронная почта|Эл. почта|Почта|Эл. адрес|Имейл|"
        "Электронный адрес|Е-мейл|Емейл",
        "uk": "Адреса електронної пошти|Електронна пошта|Ел. пошта|Пошта|Електронна адреса|"
        "Ел. адреса|Імейл|Е-мейл",
    },
    "delegation": {
        "en": "Delegation|Country|State|Participating State|Sending country|Country/Organisation|"
        "Country or organisation|Delegation of",
        "fr": "Délégation|Pays|État|État participant|Pays/organisation",
        "ru": "Делегация|Страна|Государство|Страна/организация|Государство-участник",
        "uk": "Делегація|Країна|Держава|Країна/організація|Держава-учасниця",
    },
    "title": {
        "en": "Title or rank|Title|Rank|Mr/Ms|Mr./Ms.|Military rank|Salutation|Title/Rank",
        "fr": "Titre ou grade|Titre|Grade|Civilité",
        "ru": "Звание|Титул|Воинское звание|Обращение|Чин|Специальное звание",
        "uk": "Звання|Титул|Військове звання|Звертання|Спеціальне звання",
    },
    "agency": {
        "en": "Agency|Organisation|Organization|Institution|Ministry|Employer|Affiliation|Company|"
        "Department|Agency/Unit|Service|Ministry/Agency",
        "fr": "Service|Organisme|Institution|Ministère|Employeur|Administration|Structure",
        "ru": "Ведомство|Организация|Место работы|Учреждение|Министерство|Орган|Служба",
        "uk": "Відомство|Організація|Місце роботи|Установа|Міністерство|Орган|Служба",
    },
    "position": {
        "en": "Position|Job title|Function|Rank/Position|Post|Role|Occupation|Position/Rank|"
        "Position and rank|Job|Current position",
        "fr": "Fonction|Poste|Fonctions|Emploi|Grade/Fonction|Titre/Fonction",
        "ru": "Должность|Занимаемая должность|Звание/Должность|Должность/Звание",
        "uk": "Посада|Звання/Посада|Займана посада|Посада/Звання",
    },
    "gender": {
        "en": "Gender|Sex|M/F|F/M",
        "fr": "Genre|Sexe|H/F|F/H",
        "ru": "Пол|М/Ж|Ж/М",
        "uk": "Стать|Ч/Ж|Ж/Ч",
    },
    "phone": {
        "en": "Telephone|Phone|Mobile|Phone number|Mobile phone|Tel|Cell|Cell phone|Contact phone|"
        "Telephone number|Mobile number|WhatsApp",
        "fr": "Téléphone|Portable|Tél|Numéro de téléphone|Tél. portable",
        "ru": "Телефон|Мобильный телефон|Моб. телефон|Номер телефона|Тел|Контактный телефон",
        "uk": "Телефон|Мобільний телефон|Моб. телефон|Номер телефону|Тел|Контактний телефон",
    },
    "name_in_own_script": {
        "en": "Name in own script|Name in native script|Name in Cyrillic|Native name|Local name",
        "fr": "Nom dans l’écriture d’origine|Nom en cyrillique",
        "ru": "Имя на родном языке|Имя кириллицей|ФИО на родном языке",
        "uk": "Ім’я рідною мовою|Ім’я кирилицею|ПІБ рідною мовою|ПІБ українською",
    },
    "name_on_certificate": {
        "en": "Name on badge and certificate|Name on certificate|Name on badge|Badge name|"
        "Certificate name|Name for certificate",
        "fr": "Nom sur le badge et l’attestation|Nom sur l’attestation|Nom sur le badge",
        "ru": "Имя на бейдже и сертификате|Имя на сертификате|Имя для сертификата",
        "uk": "Ім’я на бейджі та сертифікаті|Ім’я на сертифікаті|Ім’я для сертифіката",
    },
    "arrives_on": {
        "en": "Arrival|Arrival date|Date of arrival|Arrives|Arrives on|Check-in",
        "fr": "Arrivée|Date d’arrivée",
        "ru": "Прибытие|Дата прибытия|Дата приезда|Заезд|Дата заезда|Приезд",
        "uk": "Прибуття|Дата прибуття|Дата приїзду|Заїзд|Приїзд",
    },
    "departs_on": {
        "en": "Departure|Departure date|Date of departure|Departs|Departs on|Check-out",
        "fr": "Départ|Date de départ",
        "ru": "Отъезд|Дата отъезда|Дата убытия|Убытие|Выезд|Дата выезда",
        "uk": "Від’їзд|Дата від’їзду|Дата вибуття|Вибуття|Виїзд|Дата виїзду",
    },
    "birth_date": {
        "en": "Date of birth|Birth date|Birthdate|Birthday|DOB|D.O.B.|Born|Born on|"
        "Date of birth (dd.mm.yyyy)|Date of birth (dd/mm/yyyy)",
        "fr": "Date de naissance|Né(e) le|Né le|Née le|Naissance",
        "ru": "Дата рождения|Родился|День рождения|Дата рожд.|Д.р.|Число, месяц, год рождения",
        "uk": "Дата народження|День народження|Народився|Дата нар.|Число, місяць, рік народження",
    },
    "passport_number": {
        "en": "Passport number|Passport No|Passport No.|Passport|Passport nr|Passport #|"
        "Number of passport|No. of passport|Passport details|Travel document number|"
        "Travel document No|ID or passport number",
        "fr": "Numéro de passeport|Passeport|N° de passeport|No de passeport|N° passeport|"
        "Numéro du passeport|Passeport n°",
        "ru": "Номер паспорта|№ паспорта|Паспорт|Паспорт №|Серия и номер паспорта|"
        "Загранпаспорт|Номер загранпаспорта|№ загранпаспорта",
        "uk": "Номер паспорта|Серія та номер паспорта|Серія і номер паспорта|Закордонний паспорт|"
        "Номер закордонного паспорта|№ закордонного паспорта",
    },
    "as_reserve": {
        "en": "Reserve|Reserves|As a reserve|Alternate|Substitute",
        "fr": "Suppléant|Suppléant(e)|Réserve",
        "ru": "Резерв|В резерве|Запасной",
        "uk": "Резерв|У резерві|Запасний",
    },
}
LANGUAGES = {"en": "English", "fr": "français", "ru": "русский", "uk": "українська"}


def plain(heading: str) -> str:
    """``heading`` without case, accents, stars and signs: what is left is compared."""
    text = re.sub("['’ʼ`´]", " ", heading.casefold())
    parts = unicodedata.normalize("NFKD", text)
    letters = "".join(c if c.isalnum() else " " for c in parts if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", letters).strip()


_KNOWN = {
    plain(name): field
    for field, languages in NAMES.items()
    for names in languages.values()
    for name in names.split("|")
}


def field_of(heading: str) -> str:
    """The field a heading names, or "". Headings in two languages count by their first part."""
    if field := _KNOWN.get(plain(heading)):
        return field
    for part in re.split(r"[/\\|(\[\n–—:*]", heading):
        if field := _KNOWN.get(plain(part)):
            return field
    return ""


def recognise(headings: list[str], remembered: dict[str, str]) -> list[str]:
    """A field or "" for each column; no field twice. What the user said before goes first.

    In French lists "Nom" beside no "Prénom" holds the whole name, in English ones "Name" beside
    "Surname" the given one."""
    fields = [remembered.get(plain(h), "") if h else "" for h in headings]
    for at, heading in enumerate(headings):
        if plain(heading) not in remembered:
            fields[at] = field_of(heading)
    if "family_name" in fields and "given_names" not in fields and "name_family_last" in fields:
        fields[fields.index("name_family_last")] = "given_names"
    if "family_name" in fields and "given_names" not in fields:
        at = fields.index("family_name")
        if plain(headings[at]) == "nom":
            fields[at] = "name_family_first"
    seen: set[str] = set()
    for at, field in enumerate(fields):
        if field in seen or (field and field not in FIELDS):
            fields[at] = ""
        seen.add(field)
    return fields


def template_heading(field: str, language: str) -> str:
    return NAMES[field].get(language, NAMES[field]["en"]).split("|")[0]
