"""The sections and questions that every workshop can switch on: data, with words in all languages.

What is ``is_usual`` makes the form of a workshop whose organisers composed none. A key is for
good: answers, columns, imports and conditions refer to it.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.questions.built_in import PRINTED, BuiltIn, BuiltInSection, named, on_record
from participants.questions.kinds import Home, Kind

SECTIONS = (
    BuiltInSection("identity", _("Your name")),
    BuiltInSection("contact", _("How we reach you")),
    BuiltInSection("emergency", _("In an emergency")),
    BuiltInSection("work", _("Your work")),
    BuiltInSection("languages", _("Languages")),
    BuiltInSection("training", _("Previous training")),
    BuiltInSection("travel", _("Journey")),
    BuiltInSection("stay", _("Stay")),
    BuiltInSection("needs", _("Needs")),
    BuiltInSection("photograph", _("Photograph")),
    BuiltInSection("consent", _("Consent")),
)

_PASSPORT = _("For the visa, the entry to the building and to tell people of one name apart.")
_REACHED = _("To write to you about the workshop.")
_EMERGENCY = _("Used only if something happens to you at the workshop.")
_TRAVEL = _("To meet you, to book and to support your visa.")
_SEATING = _("To seat you and to plan the interpretation.")
_CARE = _("So that you can eat with the others and take part.")
_LISTS = _("For the list of participants and the choice among nominees.")

_YES_NO = (("yes", _("Yes")), ("no", _("No")))
_SOON = 12  # weeks: what was for the days of the workshop alone


QUESTIONS = (
    named("title", _("Title or rank"), _("As in Colonel or Dr.")),
    named("given_names", _("Given names"), _("Exactly as in your passport.")),
    named(
        "family_name",
        _("Family name"),
        _("Exactly as in your passport."),
        is_locked=True,
    ),
    named(
        "name_on_certificate",
        _("Name on badge and certificate"),
        _("Only if it should differ from the passport, as “Dr Ana Beridze”."),
    ),
    named(
        "name_in_own_script", _("Name in the own script"), _("As in ანა ბერიძე or Оксана Шевченко.")
    ),
    BuiltIn(
        "gender",
        "identity",
        Kind.CHOICE,
        _("Gender"),
        _("Counted in reports to donors; never with your name."),
        home=Home.PERSON,
        is_usual=True,
    ),
    BuiltIn(
        "birth_date",
        "identity",
        Kind.DATE,
        _("Date of birth"),
        _PASSPORT,
        weeks=_SOON,
        is_sensitive=True,
    ),
    BuiltIn(
        "nationality",
        "identity",
        Kind.COUNTRY,
        _("Nationality"),
        _PASSPORT,
        weeks=_SOON,
        is_sensitive=True,
    ),
    BuiltIn(
        "passport_number",
        "identity",
        Kind.TEXT,
        _("Passport number"),
        _PASSPORT,
        weeks=_SOON,
        is_sensitive=True,
        is_critical=True,
    ),
    BuiltIn(
        "passport_expires_on",
        "identity",
        Kind.DATE,
        _("Passport valid until"),
        _PASSPORT,
        weeks=_SOON,
        is_sensitive=True,
    ),
    BuiltIn(
        "email",
        "contact",
        Kind.EMAIL,
        _("E-mail address"),
        _REACHED,
        home=Home.PERSON,
        is_usual=True,
        is_required=True,
        is_critical=True,
        is_locked=True,
    ),
    BuiltIn(
        "phone", "contact", Kind.PHONE, _("Telephone"), _REACHED, home=Home.PERSON, is_usual=True
    ),
    BuiltIn(
        "emergency_name",
        "emergency",
        Kind.TEXT,
        _("Whom we call in an emergency"),
        _EMERGENCY,
        weeks=2,
        is_sensitive=True,
    ),
    BuiltIn(
        "emergency_phone",
        "emergency",
        Kind.PHONE,
        _("Telephone of this person"),
        _EMERGENCY,
        weeks=2,
        is_sensitive=True,
    ),
    BuiltIn(
        "emergency_relation",
        "emergency",
        Kind.TEXT,
        _("How you are related"),
        _EMERGENCY,
        weeks=2,
        is_sensitive=True,
    ),
    on_record("agency", "work", Kind.TEXT, _("Agency"), _LISTS, is_required=True),
    BuiltIn("unit", "work", Kind.TEXT, _("Department or unit"), _LISTS),
    on_record(
        "position",
        "work",
        Kind.TEXT,
        pgettext_lazy("at work", "Position"),
        _LISTS,
        is_required=True,
    ),
    BuiltIn(
        "line_manager",
        "work",
        Kind.TEXT,
        _("Line manager"),
        _("Who can confirm that you are sent."),
        weeks=26,
    ),
    BuiltIn(
        "line_manager_email",
        "work",
        Kind.EMAIL,
        _("E-mail address of the line manager"),
        _("Who can confirm that you are sent."),
        weeks=26,
    ),
    on_record(
        "working_language",
        "languages",
        Kind.CHOICE,
        _("Language you use at the workshop"),
        _SEATING,
    ),
    on_record(
        "certificate_language",
        "languages",
        Kind.CHOICE,
        _("Language of your certificate and our letters"),
        PRINTED,
    ),
    BuiltIn(
        "needs_interpretation",
        "languages",
        Kind.CHOICE,
        _("Do you need interpretation?"),
        _SEATING,
        weeks=_SOON,
        options=_YES_NO,
    ),
    BuiltIn("other_languages", "languages", Kind.TEXT, _("Other languages you speak"), _SEATING),
    BuiltIn(
        "previous_training",
        "training",
        Kind.LONG_TEXT,
        _("Training in this field so far"),
        _("So that the workshop builds on what you know."),
        help=_("Title, organiser and year of each."),
    ),
    on_record("arrives_on", "travel", Kind.DATE, _("Arrival"), _TRAVEL, weeks=_SOON),
    BuiltIn(
        "arrival_flight",
        "travel",
        Kind.TEXT,
        _("Flight or train of the arrival, with its time"),
        _TRAVEL,
        help=_("As in OS 661, 14:05."),
        weeks=_SOON,
    ),
    on_record("departs_on", "travel", Kind.DATE, _("Departure"), _TRAVEL, weeks=_SOON),
    BuiltIn(
        "departure_flight",
        "travel",
        Kind.TEXT,
        _("Flight or train of the departure, with its time"),
        _TRAVEL,
        weeks=_SOON,
    ),
    BuiltIn(
        "visa_needed",
        "travel",
        Kind.CHOICE,
        _("Do you need a visa?"),
        _TRAVEL,
        weeks=_SOON,
        options=(*_YES_NO, ("unsure", _("I do not know"))),
    ),
    BuiltIn("hotel_nights", "stay", Kind.NUMBER, _("Nights at the hotel"), _TRAVEL, weeks=_SOON),
    BuiltIn(
        "room",
        "stay",
        Kind.CHOICE,
        pgettext_lazy("at the hotel", "Room"),
        _TRAVEL,
        weeks=_SOON,
        options=(
            ("single", _("For one person")),
            ("double", _("For two people")),
            ("none", _("I need no room")),
        ),
    ),
    on_record(
        "dietary_needs",
        "needs",
        Kind.TEXT,
        _("Food you need or cannot eat"),
        _CARE,
        weeks=_SOON,
        is_sensitive=True,
    ),
    on_record(
        "access_needs",
        "needs",
        Kind.TEXT,
        _("What helps you to take part"),
        _CARE,
        help_text=_("A step-free way, a seat in front, large print …"),
        weeks=_SOON,
        is_sensitive=True,
    ),
    BuiltIn(
        "photograph",
        "photograph",
        Kind.PHOTOGRAPH,
        _("Photograph for the badge"),
        _("Printed on your badge, so that the door knows you."),
        help=_("JPEG or PNG, at most 10 MB. Your face, without a hat."),
        home=Home.PHOTOGRAPH,
        weeks=26,
        is_usual=True,
    ),
    on_record(
        "consents_to_list",
        "consent",
        Kind.CONSENT,
        _("My name may be on the list that all participants receive"),
        _("Without it you are left out of that list."),
    ),
    on_record(
        "consents_to_photographs",
        "consent",
        Kind.CONSENT,
        _("Photographs of the workshop in which I can be recognised may be published"),
        _("Without it the organisers do not publish such pictures."),
    ),
    BuiltIn(
        "accepts_privacy_notice",
        "consent",
        Kind.CONSENT,
        _("I have read the privacy notice and agree that my data is used as it says"),
        _("The law asks for it."),
        home=Home.PRIVACY,
        is_usual=True,
        is_required=True,
        is_locked=True,
    ),
)

SECTION_OF = {section.key: section for section in SECTIONS}
BUILT_IN = {question.key: question for question in QUESTIONS}
#: Key → the column of the person or the registration that holds the answer; they share the name.
PERSON_KEYS = frozenset(q.key for q in QUESTIONS if q.home == Home.PERSON)
REGISTRATION_KEYS = frozenset(q.key for q in QUESTIONS if q.home == Home.REGISTRATION)
#: A change of these may ask for a new approval in any workshop, whatever its form says.
CRITICAL_ANYWHERE = frozenset(q.key for q in QUESTIONS if q.is_critical)
