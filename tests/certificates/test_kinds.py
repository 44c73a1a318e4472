"""The kinds of certificates: their rules as tables of cases, and what the sheets say."""

import pytest
from django.utils import translation

from certificates.actions import deciding, issuing
from certificates.actions.keeping_kinds import add_own_kind, keep_kinds
from certificates.actions.keeping_results import keep_results
from certificates.actions.naming import name_somebody
from certificates.eligibility import Facts, verdict_of
from certificates.holders import holders_of
from certificates.kinds import all_kinds_of, kind_of, kinds_of
from certificates.models import Certificate, GivenKind, Kind, KnowledgeResult
from certificates.phrases import heading, phrase, spoke_on
from certificates.queries import last_batch, rows_of, waiting_for_issue
from certificates.reckoning import Reckoning
from certificates.results import NoResult, percent_of, read_pasted
from participants.models import Person, Registration
from sessions.models import Appearance, Confirmation
from tests.certificates.conftest import of, verdict_for
from tests.factories import AppearanceFactory, PersonFactory, released
from workshops.models import Workshop

ALL, HALF, NONE = (
    Reckoning(2, 2, 2, 0, 0),
    Reckoning(1, 2, 2, 0, 0),
    Reckoning(0, 2, 2, 0, 2),
)


def give(workshop, *standards, **facts):
    kinds = [kind for kind in all_kinds_of(workshop) if kind.standard in standards]
    for kind in kinds:
        kind.is_given = True
        for name, value in facts.items():
            setattr(kind, name, value)
    keep_kinds(kinds=kinds, by=None)


@pytest.mark.parametrize(
    ("standard", "facts", "is_eligible", "reason"),
    [
        ("participation", {"reckoning": ALL}, True, "2 of 2 half-days, 80 % required: eligible"),
        ("participation", {"reckoning": HALF}, False, "1 of 2 half-days, 80 % required: not eligi"),
        (
            "attendance",
            {"reckoning": ALL, "minutes": 180},
            True,
            "Attended 3 hours; 2 of 2 half-days, 80 % required: eligible",
        ),
        (
            "attendance",
            {"reckoning": HALF, "minutes": 90},
            False,
            "Attended 1 hour 30 minutes; 1 of 2 half-days, 80 % required: not eligible",
        ),
        ("attendance", {"reckoning": ALL, "minutes": 0}, False, "No hours attended: not eligible"),
        ("completion", {"reckoning": ALL}, False, "No result of the test yet: not eligible"),
        (
            "completion",
            {"reckoning": ALL, "percent": 60},
            True,
            "Test 60 %, 60 % required; 2 of 2 half-days, 80 % required: eligible",
        ),
        (
            "completion",
            {"reckoning": ALL, "percent": 59},
            False,
            "Test 59 %, 60 % required: not eligible",
        ),
        (
            "completion",
            {"reckoning": HALF, "percent": 100},
            False,
            "Test 100 %, 60 % required; 1 of 2 half-days, 80 % required: not eligible",
        ),
        ("appreciation", {"sessions": 1}, True, "Speaks at 1 session of the agenda: eligible"),
        ("appreciation", {"sessions": 2}, True, "Speaks at 2 sessions of the agenda: eligible"),
        (
            "appreciation",
            {"reckoning": ALL},
            False,
            "Speaks at no session of the agenda: not eligible",
        ),
        ("thanks", {"reckoning": ALL}, False, "Not named: not eligible"),
    ],
)
def test_rule_of_each_kind_and_its_words(standard, facts, is_eligible, reason):
    workshop = Workshop(attendance_share=80)
    kind = GivenKind(workshop=workshop, standard=standard)
    registration = None
    if standard in ("participation", "attendance", "completion"):
        registration = Registration(state="approved")

    verdict = verdict_of(kind, Facts(workshop, registration=registration, **facts))

    assert verdict.is_eligible == is_eligible
    assert verdict.reason.startswith(reason)


@pytest.mark.parametrize("standard", ["participation", "attendance", "completion"])
def test_who_is_not_registered_takes_no_part(standard):
    workshop = Workshop(attendance_share=0)

    verdict = verdict_of(
        GivenKind(workshop=workshop, standard=standard),
        Facts(workshop, reckoning=ALL, minutes=180, percent=100),
    )

    assert (verdict.is_eligible, verdict.concerns) == (False, False)
    assert verdict.reason == "Not registered as a participant: not eligible"


@pytest.mark.parametrize(
    ("share", "facts", "is_eligible"),
    [
        (0, {"reckoning": NONE}, True),
        (50, {"reckoning": Reckoning(1, 2, 1, 0, 0)}, True),
        (None, {"reckoning": HALF}, False),
    ],
)
def test_a_kind_has_its_own_share_else_the_workshops(share, facts, is_eligible):
    workshop = Workshop(attendance_share=80)
    kind = GivenKind(workshop=workshop, standard="participation", share=share)

    verdict = verdict_of(kind, Facts(workshop, Registration(state="approved"), **facts))

    assert verdict.is_eligible == is_eligible
    assert kind.share_of(workshop) == (80 if share is None else share)


@pytest.mark.django_db
def test_workshop_gives_participation_until_told_otherwise(workshop):
    assert [kind.key for kind in kinds_of(workshop)] == ["participation"]

    give(workshop, "appreciation")
    keep_kinds(
        kinds=[GivenKind(workshop=workshop, standard="participation", is_given=False)], by=None
    )

    assert [kind.key for kind in kinds_of(workshop)] == ["appreciation"]


@pytest.mark.django_db
def test_kind_that_is_not_given_is_not_issued(attended):
    registration = attended()

    with pytest.raises(issuing.NotEligible):
        issuing.issue(**of(registration, "attendance"))

    assert not Certificate.objects.exists()


@pytest.mark.django_db
def test_hours_are_those_of_the_half_days_at_which_somebody_was(attended, workshop, now):
    give(workshop, "attendance", share=50)
    registration = attended(halves="am")

    certificate = issuing.issue(**of(registration, "attendance"), now=now)

    assert certificate.wording["participation"] == "has attended 1 hour 30 minutes of the workshop"
    assert certificate.wording["attended_minutes"] == 90
    assert certificate.wording["heading"] == "Certificate of attendance"


@pytest.mark.django_db
def test_no_waiver_makes_hours(attended, workshop, organiser):
    give(workshop, "attendance")
    registration = attended(halves=())
    deciding.waive(**of(registration, "attendance"), reason="Ill", by=organiser)

    assert not verdict_for(workshop, registration.person, "attendance").is_eligible


@pytest.mark.django_db
def test_decisions_are_for_one_kind(attended, workshop, organiser):
    give(workshop, "completion")
    registration = attended()
    keep_results(workshop=workshop, results={registration.pk: 90}, by=organiser)
    deciding.exclude(**of(registration, "completion"), reason="Cheated", by=organiser)

    assert verdict_for(workshop, registration.person).is_eligible
    assert verdict_for(workshop, registration.person, "completion").reason == "Excluded: Cheated"


@pytest.mark.django_db
def test_speakers_get_their_thanks_without_a_registration(workshop, agenda, now):
    give(workshop, "appreciation")
    part = AppearanceFactory(item=agenda[0], speaker__workshop=workshop)
    released(workshop)

    certificate = issuing.issue(
        workshop=workshop, person=part.speaker.person, kind="appreciation", now=now
    )

    assert (certificate.person, certificate.registration) == (part.speaker.person, None)
    assert certificate.wording["topics"] == [agenda[0].title]
    assert certificate.wording["designation"] == part.speaker.agency
    assert certificate.wording["details"].startswith(f"Spoke on: {agenda[0].title} · ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "answer", "is_eligible"),
    [
        (Appearance.Role.SPEAKER, None, True),
        (Appearance.Role.CHAIR, Confirmation.State.CONFIRMED, True),
        (Appearance.Role.INTERPRETER, None, False),
        (Appearance.Role.SPEAKER, Confirmation.State.DECLINED, False),
    ],
)
@pytest.mark.parametrize("is_released", [True, False])
def test_who_spoke(workshop, agenda, role, answer, is_eligible, is_released):
    give(workshop, "appreciation")
    part = AppearanceFactory(item=agenda[0], role=role, speaker__workshop=workshop)
    if answer:
        Confirmation.objects.create(
            item=part.item,
            speaker=part.speaker,
            state=answer,
            reason="Ill",
            answered_at=part.item.updated_at,
        )
    if is_released:
        released(workshop)

    assert verdict_for(workshop, part.speaker.person, "appreciation").is_eligible == is_eligible


@pytest.mark.django_db
def test_the_released_agenda_says_who_spoke_not_the_draft(workshop, agenda):
    give(workshop, "appreciation")
    stays = AppearanceFactory(item=agenda[0], speaker__workshop=workshop)
    released(workshop)
    late = AppearanceFactory(item=agenda[1], speaker__workshop=workshop)

    assert verdict_for(workshop, stays.speaker.person, "appreciation").is_eligible
    assert not verdict_for(workshop, late.speaker.person, "appreciation").is_eligible


@pytest.mark.django_db
def test_named_by_hand_also_somebody_new(workshop, agenda, organiser, now):
    give(workshop, "thanks")
    kind = kind_of(workshop, "thanks")

    decision = name_somebody(
        kind=kind,
        given_names="Olena",
        family_name="Bondar",
        gender="female",
        reason="Kept the door",
        by=organiser,
    )

    verdict = verdict_for(workshop, decision.person, "thanks")
    assert verdict.reason == "Named by the organisers: Kept the door"
    certificate = issuing.issue(workshop=workshop, person=decision.person, kind="thanks", now=now)
    assert certificate.wording["name"] == "Olena Bondar"


@pytest.mark.django_db
def test_own_kind_says_the_organisers_words_in_the_sheets_language(attended, workshop, organiser):
    words = {
        "en": {"heading": "Certificate of mentorship", "phrase": "has guided colleagues at"},
        "fr": {"heading": "Attestation de mentorat", "phrase": "a guidé ses collègues à"},
    }
    kind = add_own_kind(workshop=workshop, rule="hand", words=words, by=organiser)
    french, russian = attended(certificate_language="fr"), attended(certificate_language="ru")
    for registration in (french, russian):
        deciding.name(**of(registration, kind.key), by=organiser)

    first = issuing.issue(**of(french, kind.key)).wording
    second = issuing.issue(**of(russian, kind.key)).wording

    assert kind.key == f"own-{kind.pk}"
    assert (first["heading"], first["participation"]) == tuple(words["fr"].values())
    assert second["heading"] == "Certificate of mentorship"  # nobody gave Russian words
    assert first["headings"] == {language: said["heading"] for language, said in words.items()}


@pytest.mark.django_db
def test_one_person_holds_one_of_each_kind(attended, workshop, run_jobs):
    give(workshop, "attendance")
    registration = attended()

    issuing.start_batch(workshop=workshop)
    run_jobs()

    held = Certificate.objects.filter(person=registration.person).order_by("number")
    assert [(one.number, one.kind) for one in held] == [(1, "participation"), (2, "attendance")]
    assert workshop.print_files.get().sheets == 2


@pytest.mark.django_db
def test_batch_of_chosen_kinds_leaves_the_others(attended, workshop, run_jobs):
    give(workshop, "attendance")
    registration = attended()

    issuing.start_batch(workshop=workshop, kinds=["attendance"])
    run_jobs()

    assert Certificate.objects.get().kind == "attendance"
    assert waiting_for_issue(workshop) == [(registration.person_id, "participation")]


@pytest.mark.django_db
def test_second_click_for_another_kind_joins_the_running_batch(attended, workshop, run_jobs):
    give(workshop, "attendance")
    attended()

    first = issuing.start_batch(workshop=workshop, kinds=["attendance"])
    second = issuing.start_batch(workshop=workshop, kinds=["participation"])
    run_jobs()

    assert first == second
    assert Certificate.objects.count() == 2


@pytest.mark.django_db
def test_newest_batch_is_the_one_that_is_watched(attended, workshop, run_jobs):
    attended()
    issuing.start_batch(workshop=workshop)
    run_jobs()
    attended()

    job = issuing.start_batch(workshop=workshop)

    assert last_batch(workshop).job == job


@pytest.mark.django_db
def test_list_takes_the_same_queries_for_one_person_and_three_of_all_kinds(
    workshop, attended, agenda, django_assert_num_queries
):
    give(workshop, *Kind.values)

    def add():
        issuing.issue(**of(attended(), "participation"))
        AppearanceFactory(item=agenda[0], speaker__workshop=workshop)

    add()
    with django_assert_num_queries(15) as first:
        rows_of(workshop)
    add(), add()

    with django_assert_num_queries(len(first)):
        rows = rows_of(workshop)
    assert len(rows) == len(holders_of(workshop)) == 6


@pytest.mark.parametrize("language", ["en", "fr", "ru"])
@pytest.mark.parametrize("standard", Kind.values)
def test_every_kind_has_words_for_everybody(standard, language):
    kind = GivenKind(standard=standard)
    with translation.override(language):
        said = [phrase(kind, gender, minutes=90) for gender in Person.Gender.values]

        assert all(said) and heading(standard)
        assert all("%" not in words for words in said)


def test_long_titles_of_sessions_are_counted_instead():
    assert spoke_on(["Ransomware", "Evidence"]) == "Spoke on: Ransomware; Evidence"
    assert spoke_on(["A" * 50, "B" * 50]) == "Spoke at 2 sessions"
    assert spoke_on([]) == ""


@pytest.mark.parametrize(
    ("typed", "percent"),
    [
        ("85", 85),
        (" 85 % ", 85),
        ("79.9", 79),
        ("79,9 %", 79),
        ("17/20", 85),
        ("2/3", 66),
        ("29/100", 29),
        ("57/100", 57),
        ("0", 0),
        ("100", 100),
    ],
)
def test_result_in_whole_per_cent(typed, percent):
    assert percent_of(typed) == percent


@pytest.mark.parametrize("typed", ["", "good", "101", "21/20", "5/0", "-3", "1/2/3", "8 5"])
def test_no_result_is_refused_with_a_sentence(typed):
    with pytest.raises(NoResult):
        percent_of(typed)


@pytest.mark.django_db
def test_pasted_lines_find_people_by_name_and_address(attended):
    ana = attended(person=PersonFactory(given_names="Ana", family_name="Beridze"))
    jean = attended(person=PersonFactory(given_names="Jean", family_name="Lefèvre"))
    other = attended(person=PersonFactory(email="x@example.org"))
    lines = "Beridze, Ana; 17/20\n\nJEAN LEFEVRE\t61 %\nx@example.org,70"

    pasted = read_pasted(lines, [ana, jean, other])

    assert pasted.errors == []
    assert pasted.results == {ana.pk: 85, jean.pk: 61, other.pk: 70}


@pytest.mark.django_db
def test_every_wrong_pasted_line_is_told(attended):
    twins = [attended(person=PersonFactory(family_name="Twin")) for _ in range(2)]
    secret = attended(
        person=PersonFactory(family_name="Secret"), is_protected=True, alias="Guest 7"
    )
    lines = "Ana Twin; 50\nAna Secret; 50\nGuest 7; 90\nGuest 7; 80\nNobody\nNo One; 50"

    pasted = read_pasted(lines, [*twins, secret])

    assert pasted.errors == [
        "Line 1: several people are called “Ana Twin”: use the e-mail address.",
        "Line 2: nobody here is called “Ana Secret”.",
        "Line 4: this person has another result in a line above.",
        "Line 5: “Nobody”: the result is missing.",
        "Line 6: nobody here is called “No One”.",
    ]


@pytest.mark.django_db
def test_results_are_written_changed_and_taken_away(attended, workshop, organiser):
    one, two = attended(), attended()

    first = keep_results(workshop=workshop, results={one.pk: 50, two.pk: 60}, by=organiser)
    again = keep_results(workshop=workshop, results={one.pk: 50, two.pk: 61}, by=organiser)
    gone = keep_results(workshop=workshop, results={one.pk: None}, by=organiser)

    assert (first, again, gone) == (2, 1, 1)
    assert dict(KnowledgeResult.objects.values_list("registration", "percent")) == {two.pk: 61}
