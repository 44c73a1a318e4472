"""The demonstration after a day's work, and an address for each of its pages."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import User
from certificates.actions import issuing, replacing, revoking
from certificates.actions.blanks import make_blanks, spoil
from certificates.actions.keeping_kinds import add_own_kind, keep_kinds
from certificates.actions.naming import name_somebody
from certificates.actions.printing_documents import print_document
from certificates.kinds import kind_of
from certificates.models import GivenKind
from certificates.printroom.registry import document_named
from certificates.printroom.state import EventState
from common import access
from jobs.models import Job
from mail.actions.queueing import queue_message
from mail.kinds import kind_named
from mail.models import Message
from pages.actions.merging import merge
from participants.actions.telling_apart import tell_apart
from participants.importing.preview import start
from participants.importing.reading import read_pasted
from participants.links import new_link, prolong_link, token_of
from participants.listing import ALL
from participants.models import FocalPoint, Person, Registration
from participants.states import RegistrationState
from sessions.attendance import slots_of
from sessions.importing import preview as agenda_preview
from workshops.models import Workshop

#: Answers that are no page; everything else that answers GET is looked at.
NO_PAGES = {
    "brand_stylesheet": "a style sheet",
    "pages:export": "JSON",
    "certificates:print_file": "PDF",
    "certificates:sheet": "PDF",
    "certificates:personal_pdf": "PDF",
    "certificates:own_pdf": "PDF",
    "certificates:linked_pdf": "PDF",
    "certificates:linked_credential": "a credential or a badge",
    "certificates:blank_file": "PDF",
    "certificates:personal_credential": "a credential or a badge",
    "certificates:own_credential": "a credential or a badge",
    "certificates:credential": "a credential or a badge",
    "certificates:issuer": "JSON",
    "certificates:public_key": "JSON",
    "certificates:status_list": "a signed list",
    "certificates:badge": "a picture",
    "certificates:agenda_pdf": "PDF",
    "certificates:logo_picture": "a picture",
    "certificates:invitation_pdf": "PDF",
    "certificates:own_invitation_pdf": "PDF",
    "certificates:participants_pdf": "PDF",
    "participants:participants_xlsx": "a workbook",
    "participants:participants_csv": "CSV",
    "participants:delegations_xlsx": "a workbook",
    "participants:delegations_csv": "CSV",
    "certificates:design_proofs": "PDF",
    "certificates:design_proof": "PDF",
    "certificates:design_picture": "a picture",
    "certificates:design_small_picture": "a picture",
    "certificates:layout_picture": "a picture",
    "certificates:progress": "a fragment of certificates:list",
    "certificates:printed_pdf": "PDF",
    "certificates:printed_zip": "a ZIP file",
    "certificates:print_progress": "a fragment of certificates:print_room",
    "jobs:progress": "a fragment of jobs:detail",
    "agenda:calendar": "iCalendar",
    "agenda:participants_calendar": "iCalendar",
    "agenda:speakers_calendar": "iCalendar",
    "agenda:speaker_photograph": "an uploaded file",
    "agenda:speaker_photograph_for_staff": "an uploaded file",
    "agenda:material_file": "an uploaded file",
    "agenda:public_material": "an uploaded file",
    "agenda:participants_material": "an uploaded file",
    "agenda:speakers_material": "an uploaded file",
    "agenda:materials_zip": "a ZIP",
    "agenda:public_materials_zip": "a ZIP",
    "agenda:participants_materials_zip": "a ZIP",
    "agenda:speakers_materials_zip": "a ZIP",
    "agenda:worker": "a script",
    "agenda:xlsx": "a spreadsheet",
    "agenda:json": "JSON",
    "agenda:schedule_xml": "XML",
    "agenda:schedule_json": "JSON",
    "agenda:changes": "JSON",
    "participants:note": "an uploaded file",
    "participants:portal_note": "an uploaded file",
    "participants:photograph": "an uploaded file",
    "participants:own_photograph": "an uploaded file",
    "participants:own_file": "an uploaded file",
    "participants:answer_file": "an uploaded file",
    "participants:import_template": "a workbook",
    "agenda:import_workbook": "a workbook",
    "participants:portal_import_template": "a workbook",
    "mfa_download_recovery_codes": "plain text",
    "mfa_login_webauthn": "JSON",
    "account_inactive": "nobody is sent there: inactive accounts get the answer of unknown ones",
    "account_set_password": "leads on: every account of ours has a password or a code",
    "account_email_verification_sent": "leads on, unless a sign-up is under way",
    "account_confirm_login_code": "leads on, unless a code has been sent; see test_accounts",
    "account_reset_password_from_key": "needs the message; see test_accounts",
    "mfa_authenticate": "leads on, unless a sign-in is half done; see test_accounts",
    "mfa_reauthenticate_webauthn": "needs a passkey",
    "mfa_deactivate_totp": "needs an authenticator; see test_accounts",
    "mfa_remove_webauthn": "needs a passkey",
    "mfa_edit_webauthn": "needs a passkey",
}


@dataclass(frozen=True)
class Visit:
    """A page, who opens it, and where they end up when it leads on."""

    name: str
    path: str
    who: str = ""
    status: int = 200


@dataclass
class Demonstration:
    visits: list[Visit] = field(default_factory=list)
    users: dict[str, User] = field(default_factory=dict)


def build() -> Demonstration:
    """Load the demonstration, issue certificates, send a message; list every page's address."""
    call_command("demo", verbosity=0)
    workshop = Workshop.objects.get(slug="kyiv-2019")
    _thin_out(workshop)
    second = Workshop.objects.exclude(pk=workshop.pk).get()
    second.state = "published"
    second.save(update_fields=["state"])
    approved = list(
        Registration.objects.filter(workshop=workshop, state=RegistrationState.APPROVED)
        .filter(is_protected=False)
        .order_by("pk")
    )
    certificates = _certificates(approved)
    sheet, own = _kinds(workshop)
    message, job = _message(workshop)
    _print(workshop)
    users = {
        name: User.objects.get(email=f"{name}@example.org")
        for name in ("administrator", "organiser", "assistant", "certificates", "door", "donor")
    }
    users["participant"] = _participant(approved[0])
    RecoveryCodes.activate(users["assistant"])

    def some(state):
        return Registration.objects.filter(workshop=workshop, state=state).earliest("pk")

    here = {"slug": workshop.slug}
    invited = some(RegistrationState.INVITED)
    portal = {"token": token_of(FocalPoint.objects.get(delegation=invited.delegation))}
    item = workshop.agenda.exclude(day=None).earliest("pk")
    lists = _lists(workshop, users["administrator"], invited.delegation)
    waiting = some(RegistrationState.WAITLISTED)
    offer = waiting.offers.create(expires_at=timezone.now() + timedelta(days=3))
    chosen = some(RegistrationState.SUBMITTED)
    chosen.internal_notes.create(text="Speaks Georgian and Russian", by=users["organiser"])
    chosen.tags.create(workshop=workshop, word="Trainer", tone="good")
    view = workshop.saved_views.create(
        user=users["organiser"], name="To decide", query="state=submitted"
    )
    parallel = workshop.agenda.exclude(parallel_group=None).earliest("pk")
    approved[0].chosen_sessions.create(uid=parallel.uid)
    speaker = workshop.speakers.get(person__family_name="Lacourbe")
    by_link = {"token": token_of(speaker)}
    kwargs = {
        **{f"agenda:speaker_{name}": by_link for name in SPEAKERS_OWN},
        "agenda:material": here | {"pk": workshop.materials.earliest("position").pk},
        "agenda:choose_session": {"token": token_of(approved[0])},
        "pages:follow_agenda": {"token": token_of(approved[0])},
        "participants:import_run": here | {"run": lists[0].pk},
        "participants:portal_import_run": portal | {"run": lists[1].pk},
        **_people(workshop, second, users["administrator"]),
        "pages:personal": {"token": token_of(approved[0])},
        "pages:leave": {"token": token_of(approved[0])},
        "participants:form": {"token": token_of(invited)},
        "participants:form_autosave": {"token": token_of(invited)},
        "participants:offer": {"token": token_of(offer.registration)},
        "participants:drop_view": here | {"pk": view.pk},
        "certificates:own_kind": here | {"pk": own.pk},
        "certificates:naming": here | {"kind": "thanks"},
        "certificates:blank": here | {"pk": sheet.pk},
        "certificates:linked_page": {"token": token_of(prolong_link(certificates[0]))},
        "certificates:person": here | {"pk": approved[0].person_id},
        "certificates:print_document": here | {"document": "badges"},
        "certificates:logo": here | {"pk": workshop.organisers.earliest("pk").pk},
        "certificates:design": here | {"pk": workshop.certificate_designs.earliest("pk").pk},
        "certificates:verify": {"code": certificates[0].grouped_code},
        "agenda:edit": here | {"pk": item.pk},
        "agenda:import_run": here | {"run": _table(workshop, users["administrator"]).pk},
        "agenda:version": here | {"number": 2},
        "agenda:restore": here | {"number": 1},
        "agenda:speaker": here | {"pk": workshop.speakers.earliest("pk").pk},
        "agenda:attendance_slot": here | {"key": slots_of(workshop)[0].key},
        "participants:delegation": here | {"pk": approved[0].delegation_id},
        "participants:edit_delegation": here | {"pk": approved[0].delegation_id},
        "participants:registration": here | {"pk": some(RegistrationState.SUBMITTED).pk},
        "participants:edit_registration": here | {"pk": approved[0].pk},
        "participants:substitute": here | {"pk": approved[0].pk},
        "participants:composer_question": here | {"key": "gender"},
        "participants:composer_section": here | {"key": "travel"},
        "participants:composer_add_question": here | {"key": "travel"},
        "participants:register_openly": {"slug": second.slug},
        "participants:register_openly_sent": {"slug": second.slug},
        "participants:portal": portal,
        "participants:portal_add": portal,
        "participants:portal_grid": portal,
        "participants:portal_edit": portal | {"pk": invited.pk},
        "participants:portal_substitute": portal | {"pk": invited.pk},
        "mail:message": {"pk": message.pk},
        "mail:wording": here | {"kind": message.kind, "language": "en"},
        "workshops:room": here | {"pk": workshop.rooms.earliest("pk").pk},
        "jobs:detail": {"public_id": job.public_id},
    }
    known = {**here, "code": workshop.project.code, **portal}
    visits = [
        Visit(name, reverse(name, kwargs=kwargs.get(name) or _example(entry, known)), who(entry))
        for name, entry in addresses()
        if name not in NO_PAGES
    ]
    for certificate, word in zip(certificates[1:], ("revoked", "replaced"), strict=True):
        path = reverse("certificates:verify", args=[certificate.grouped_code])
        visits.append(Visit(f"certificates:verify-{word}", path))
        path = reverse("certificates:person", args=[workshop.slug, certificate.person_id])
        visits.append(Visit(f"certificates:person-{word}", path, "organiser"))
    path = reverse("certificates:verify", args=[sheet.grouped_code])
    visits.append(Visit("certificates:verify-blank", path))
    for state in RegistrationState:
        if state == RegistrationState.CANCELLED:
            continue  # comes only when a whole workshop is called off
        path = reverse("participants:registration", args=[workshop.slug, some(state).pk])
        visits.append(Visit(f"participants:registration-{state}", path, "organiser"))
        # Whoever was substituted has no link any more, and who has not registered gets the form.
        if state not in (
            RegistrationState.SUBSTITUTED,
            RegistrationState.NOMINATED,
            RegistrationState.INVITED,
        ):
            path = reverse("pages:personal", args=[token_of(some(state))])
            visits.append(Visit(f"pages:personal-{state}", path))
    path = reverse("participants:form", args=[token_of(approved[0])])
    visits.append(Visit("participants:form-approved", path))
    everything = "&".join(f"columns={column.code}" for column in ALL)
    wide = f"{reverse('participants:registrations', args=[workshop.slug])}?{everything}"
    visits.append(Visit("certificates:mine-participant", "/my/certificates/", "participant"))
    visits.append(Visit("participants:registrations-wide", wide, "organiser"))
    for role in ("organiser", "door", "donor", "certificates", "participant"):
        visits.append(Visit(f"pages:your_workshops-{role}", "/manage/", role))
    for role in ("door", "certificates"):
        path = reverse("pages:overview", args=[workshop.slug])
        visits.append(Visit(f"pages:overview-{role}", path, role))
    people = reverse("pages:people", args=[workshop.project.code])
    visits.append(Visit("pages:people-alike", f"{people}?alike=yes&order=most", "organiser"))
    beside = kwargs["pages:merge"]["pk"]
    visits.append(Visit("pages:people-beside", f"{people}?beside={beside}", "organiser"))
    veiled = Registration.objects.filter(workshop=workshop, is_protected=True).earliest("pk")
    visits.append(Visit("pages:person-protected", f"{people}{veiled.person_id}/", "organiser"))
    for key in ("everything", "sign-in-sheets", "labels"):  # the others have the same fields
        path = reverse("certificates:print_document", args=[workshop.slug, key])
        visits.append(Visit(f"certificates:print_document-{key}", path, "organiser"))
    for name in EMPTY:
        visits.append(Visit(f"{name}-empty", reverse(name, args=[second.slug]), "organiser"))
    own = second.questions.get(key="q1")
    path = reverse("participants:composer_question", args=[second.slug, own.key])
    visits.append(Visit("participants:composer_question-own", path, "organiser"))
    path = reverse("participants:composer_preview", args=[second.slug])
    visits.append(Visit("participants:composer_preview-own", f"{path}?language=ru", "assistant"))
    answered = workshop.speakers.get(person__family_name="Whitfield-Moore")
    path = reverse("agenda:speaker_page", args=[token_of(answered)])
    visits.append(Visit("agenda:speaker_page-answered", path))
    _unreleased(workshop)
    old = new_link_of(approved[-1])
    return Demonstration(
        [
            *visits,
            Visit("pages:mine-participant", reverse("pages:mine"), "participant"),
            Visit("pages:personal-expired", f"/r/{old}/", status=410),
            Visit("participants:open_closed", f"/workshops/{workshop.slug}/register/"),
            Visit("certificates:verify-unknown", "/v/0000-0000-0000-0000-0000/", status=404),
            Visit("pages:not_found", "/nowhere/", status=404),
        ],
        users,
    )


#: Whose name is like a speaker's of the second workshop.
ALIKE = "Gogichaishvili"
#: What stands below a speaker's link.
SPEAKERS_OWN = ("page", "answer", "facts", "send_photograph", "send_slides")

#: Lists as a workshop has them that was created a minute ago.
EMPTY = [
    "pages:overview",
    "participants:delegations",
    "participants:invite_all",
    "participants:quotas",
    "participants:remind",
    "participants:registrations",
    "participants:composer",
    "agenda:editor",
    "agenda:release",
    "agenda:versions",
    "agenda:public",
    "agenda:invite_speakers",
    "agenda:remind_speakers",
    "agenda:materials",
    "agenda:attendance",
    "certificates:list",
    "certificates:kinds",
    "certificates:late",
    "certificates:blanks",
    "certificates:results",
    "certificates:sending",
    "certificates:designs",
    "certificates:print_room",
]


def addresses():
    """(name, pattern) of each address of this site."""
    return list(_walk(get_resolver()))


def new_link_of(registration: Registration) -> str:
    """The token that ``registration`` had until just now."""
    old = token_of(registration)
    new_link(registration)
    return old


def _walk(resolver, namespace=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry


def _example(entry, known):
    """What only takes POST says so before it looks for a row, so that any number will do."""
    any_of = {"int": 1, "uuid": "00000000-0000-0000-0000-000000000007"}
    return {
        key: known.get(key)
        or any_of.get(type(converter).__name__.removesuffix("Converter").lower(), "any")
        for key, converter in entry.pattern.converters.items()
    }


OWN = {f"account_{page}" for page in ("email", "change_password", "logout", "reauthenticate")}


def who(entry):
    """Whoever the address is for: nobody in particular, or somebody with an account."""
    if entry.name.startswith("mfa_") or entry.name in OWN:
        return "assistant"
    permission = getattr(entry.callback, "permission", access.PUBLIC)
    return "" if permission in (access.PUBLIC, access.BY_LINK) else "administrator"


def _thin_out(workshop) -> None:
    """Two of each state and delegation are enough: more rows show nothing new, and cost time."""
    kept: Counter[tuple[int | None, str]] = Counter()
    everybody = workshop.registrations.select_related("person").order_by("pk")
    for registration in everybody.exclude(is_protected=True).exclude(person__family_name=ALIKE):
        kept[registration.delegation_id, registration.state] += 1
        if kept[registration.delegation_id, registration.state] > 2:
            person = registration.person
            registration.delete()
            person.delete()


def _certificates(registrations):
    """A valid one, a revoked one and a replaced one."""
    issued = []
    for registration in registrations:
        try:
            issued.append(issuing.issue_one(registration=registration))
        except issuing.NotEligible:
            continue
        if len(issued) == 3:
            break
    revoking.revoke(certificate=issued[1], reason="Issued to the wrong person", by=None)
    person = issued[2].registration.person
    person.name_on_certificate = "Aleksandre-Konstantine von Habsburg-Lothringen"
    person.save(update_fields=["name_on_certificate"])
    replacing.replace(certificate=issued[2], reason="The name was misspelt", by=None)
    return issued


def _kinds(workshop):
    """Other kinds than participation: a test, people named by hand, an own one; blank sheets."""
    given = [GivenKind(workshop=workshop, standard=kind) for kind in ("completion", "thanks")]
    keep_kinds(kinds=given, by=None)
    words = {"en": {"heading": "Certificate of mentorship", "phrase": "has guided colleagues at"}}
    own = add_own_kind(workshop=workshop, rule="hand", words=words, by=None)
    name_somebody(
        kind=kind_of(workshop, "thanks"),
        given_names="Aleksandra",
        family_name="Konstantinopolska",
        reason="Kept the door and the list of the late buses",
        by=None,
    )
    run = make_blanks(kind=kind_of(workshop, "participation"), number=3, language="en", by=None)
    spoiled, sheet, _other = run.sheets.order_by("number")
    spoil(sheet=spoiled, reason="Torn in the printer", by=None)
    return sheet, own


def _people(workshop, second, by):
    """A pair to decide about, one that was kept apart, and a record that was merged."""
    here = {"code": workshop.project.code}
    speaker = second.speakers.select_related("person").get().person
    alike = Person.objects.get(family_name=ALIKE)
    one, other = Person.objects.filter(
        registrations__workshop=workshop, registrations__is_protected=False
    ).exclude(pk=alike.pk)[:2]
    tell_apart(one=one, other=other, by=by)
    twin = Person.objects.create(given_names="Vardan", family_name="Hakobdzhanian")
    Registration.objects.create(workshop=second, person=twin)
    record = merge(survivor=one, other=twin, by=by, take=["given_names"])
    Registration.objects.filter(workshop=second).delete()
    return {
        "pages:person": here | {"pk": record.survivor_id},
        "pages:merge": here | {"pk": alike.pk, "other": speaker.pk},
        "pages:apart": here | {"pk": alike.pk, "other": speaker.pk},
        "pages:reveal_person": here | {"pk": alike.pk},
        "pages:undo_merge": here | {"pk": record.pk},
    }


def _print(workshop):
    """Badges printed yesterday with two changes since, and sign-in sheets under way."""
    document = document_named("badges")
    options = document.options(state=EventState(workshop)).usual()
    run = print_document(workshop=workshop, document=document, options=options, by=None)
    run.file, run.sheets, run.made_at = "print-room/badges.pdf", 12, timezone.now()
    run.entries = dict(list(run.entries.items())[2:])
    run.save()
    run.job.delete()


def _message(workshop) -> tuple[Message, Job]:
    focal_point = FocalPoint.objects.filter(delegation__workshop=workshop).earliest("pk")
    kind = kind_named("delegation-letter")
    message = queue_message(
        kind=kind.name,
        to=focal_point.email,
        to_name=focal_point.name,
        language="en",
        workshop=workshop,
        context={key: kind.samples[key] for key in kind.placeholders},
    )
    return message, Job.objects.latest("pk")


def _lists(workshop, user, delegation):
    """A list of staff and one of a focal point, each with all that can be wrong in one."""
    text = (
        "List of participants\n\nSurname;Name;E-mail;Hat size;Arrival\n"
        "Kovalenko-Shcherbakivska;Nataliia;n@example.org;57;3/4/2030\n"
        "=1+1;Nino;no address;58;soon\n"
        "O’Brien;Siobhán;s@example.org;;\n"
        f"{delegation.registrations.earliest('pk').person.family_name};"
        f"{delegation.registrations.earliest('pk').person.given_names};x@example.org;;\n"
        "Total;4;;;\n"
    )
    focal_point = FocalPoint.objects.get(delegation=delegation)
    return (
        start(sheet=read_pasted(text), workshop=workshop, delegation=None, by=user),
        start(
            sheet=read_pasted(text),
            workshop=workshop,
            delegation=delegation,
            focal_point=focal_point,
        ),
    )


def _table(workshop, user):
    """An agenda that was brought, with all that can be wrong in one."""
    day = workshop.starts_on
    room = workshop.rooms.earliest("position").name
    text = (
        "Programme\n\nTime;Title;Room;Speakers;Remarks by the secretariat\n"
        f"{day:%A, %d.%m.%Y};;;;\n"
        f"9:00–10:30;Opening session;{room};;\n10:30;Coffee break;;;\n"
        "soon;Tracing of weapons seized at the frontier;The long hall of mirrors, first floor;"
        "Nataliia Kovalenko-Shcherbakivska (National Police of Ukraine);to be confirmed\n"
        "23:00–23:30;=A1;;;\n;Hand-over of documents;;;\n"
    )
    return agenda_preview.start(sheet=read_pasted(text), workshop=workshop, by=user)


def _unreleased(workshop) -> None:
    """Somebody has gone on with the draft since the release."""
    item = workshop.agenda.get(title="Briefing by INTERPOL")
    item.minutes -= 15
    item.abstract = "What the data bases hold, and how to ask them."
    item.save(update_fields=["minutes", "abstract"])


def _participant(registration) -> User:
    user = User.objects.create_user(registration.person.email, None, name=str(registration.person))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
