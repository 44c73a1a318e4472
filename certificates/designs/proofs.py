"""What a design prints, before anything is issued: one sheet on a person, and the extremes.

A proof has no number and a code that leads nowhere, so that nobody can take it for a certificate.
"""

import hashlib
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from certificates.designs.content import MOST_SIGNATORIES, Content, Hand
from certificates.designs.wording import dressed
from certificates.eligibility import Verdict
from certificates.holders import Holder
from certificates.kinds import kinds_of
from certificates.models import Design, DesignVersion, GivenKind, Kind
from certificates.models.certificate import CODE_LENGTH
from certificates.rendering import Design as Look
from certificates.rendering import Sheet, merge, render_certificates, render_print_file
from certificates.sheets import look_of, sheet_saying
from certificates.wording import programme_minutes, wording_of
from participants.models import Person, Registration
from workshops.models import Workshop

#: Invented names as long, and in as many scripts, as they come.
_NAMES = (
    ("Maria Aleksandrovna", "Konstantinopolskaya-Vyshnevetska de la Fuente y Santísima", ""),
    ("Hayk", "Ter-Petrosyan", "Հայկ Տեր-Պետրոսյան"),
    ("Giorgi", "Kvirikashvili", "გიორგი კვირიკაშვილი"),
    ("Oleksandr", "Gandzhii-Shcherbakivskyi", "Олександр Ґанджій-Щербаківський"),
    ("Mohammed", "al-Rashid", "محمد بن عبد العزيز الراشد"),
    ("Xiaoming", "Wang", "王小明"),
)
_LONGEST_POST = "Deputy Head of the Main Directorate for Combating Transnational Organised Crime"
_TITLE_LENGTH = 250


def proof(content: Content, registration: Registration, design: Design, *, language: str) -> bytes:
    """The PDF of one sheet, as the certificate of ``registration`` would be."""
    look, sheet = _sheet(content, registration, design, language, timezone.now())
    [(_sheet_again, pdf)] = render_certificates(look, [sheet])
    return pdf


def proofs_file_of(version: DesignVersion) -> str:
    """The file's name in the private store: another one as soon as something is changed."""
    words = json.dumps(version.content, sort_keys=True)
    digest = hashlib.sha256(words.encode()).hexdigest()[:16]
    return f"designs/{version.design_id}/proofs-{digest}.pdf"


def forget_proofs(design: int, *, but: str = "") -> None:
    """Remove the proofs of a design, those named ``but`` aside."""
    folder = f"designs/{design}"
    if not default_storage.exists(folder):
        return
    for name in default_storage.listdir(folder)[1]:
        if name.startswith("proofs-") and f"{folder}/{name}" != but:
            default_storage.delete(f"{folder}/{name}")


def proofs_of_extremes(version: DesignVersion, *, language: str) -> bytes:
    """One PDF: long names of each script and one without a name of its own script, the longest
    title, and as many signatures as fit.

    All people are invented, so the file may lie about. About a second: call it from a job."""
    content, design, now = Content.read(version.content), version.design, timezone.now()
    people = [_invented(design.workshop, *names) for names in _NAMES]
    looks_and_sheets = [_sheet(content, one, design, language, now) for one in people]
    look, first = looks_and_sheets[0]
    sheets = [sheet for _look, sheet in looks_and_sheets]
    longest = (f"{design.workshop.title} " * _TITLE_LENGTH)[:_TITLE_LENGTH].strip()
    sheets.append(replace(first, wording=replace(first.wording, workshop_title=longest)))
    full = replace(content, signatories=_as_many_hands(content))
    full_look, full_sheet = _sheet(full, people[0], design, language, now)
    return _in_one_file([(look, sheets), (full_look, [full_sheet])])


def _sheet(
    content: Content, registration: Registration, design: Design, language: str, now: datetime
) -> tuple[Look, Sheet]:
    workshop, kind = design.workshop, _kind_of(design)
    holder = Holder(workshop, registration.person, registration)
    # As of somebody who was there all the time.
    verdict = Verdict(is_eligible=True, reason="", minutes=programme_minutes(workshop))
    said = dressed(
        content,
        workshop,
        lambda code: wording_of(holder, kind, verdict, language=code, now=now),
        holder=holder,
        language=language,
        now=now,
    )
    with translation.override(language):
        number = _("Proof, not a certificate")
    sheet = sheet_saying(
        said, language=language, number=number, code="0" * CODE_LENGTH, issued_at=now
    )
    return look_of(content, said, design.pk), sheet


def _kind_of(design: Design) -> GivenKind:
    """The kind that has this design, of several the first; else the usual one."""
    kinds = kinds_of(design.workshop)
    chosen = set(design.choices.values_list("kind", flat=True))
    usual = GivenKind(workshop=design.workshop, standard=Kind.PARTICIPATION)
    return next((kind for kind in kinds if kind.key in chosen), usual)


def _invented(workshop: Workshop, given: str, family: str, own: str) -> Registration:
    person = Person(
        given_names=given, family_name=family, name_in_own_script=own, title=_LONGEST_POST
    )
    return Registration(workshop=workshop, person=person)


def _as_many_hands(content: Content) -> tuple[Hand, ...]:
    missing = MOST_SIGNATORIES - len(content.signatories)
    roles = {"en": _LONGEST_POST}
    return content.signatories + (Hand("Maria Konstantinopolskaya-Vyshnevetska", roles),) * missing


def _in_one_file(parts: list[tuple[Look, list[Sheet]]]) -> bytes:
    with TemporaryDirectory(prefix="rollcall-proofs-") as folder:
        paths = []
        for number, (look, sheets) in enumerate(parts):
            paths.append(Path(folder) / f"{number}.pdf")
            render_print_file(look, sheets, paths[-1])
        whole = Path(folder) / "whole.pdf"
        merge(paths, whole)
        return whole.read_bytes()
