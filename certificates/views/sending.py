"""Certificates go to their holders by e-mail: one, or all that have not gone yet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from certificates.actions.sending import NothingToSend, send, send_all, send_key
from certificates.models import Certificate
from certificates.permissions import member
from certificates.queries import to_be_sent
from common.rules import RuleBroken
from jobs.models import Job
from jobs.queries import failures_of, progress_of
from workshops.models import Workshop
from workshops.permissions import requires


@requires("certificate.issue")
@require_http_methods(["GET", "HEAD", "POST"])
def sending(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """How many have an address and were not written to; the button; what became of the last job."""
    if request.method == "POST":
        try:
            send_all(workshop=workshop, by=member(request), again="again" in request.POST)
        except NothingToSend as refusal:
            messages.info(request, refusal.sentence)
        return redirect("certificates:sending", workshop.slug)
    job = Job.objects.filter(dedupe_key=send_key(workshop)).with_progress().first()
    living = Certificate.objects.living().of_workshop(workshop)
    context = {
        "workshop": workshop,
        "job": job,
        "progress": progress_of(job) if job else None,
        "failures": failures_of(job) if job else [],
        "is_mine": job is not None and job.requested_by_id == request.user.pk,
        "new": to_be_sent(workshop).count(),
        "all": to_be_sent(workshop, again=True).count(),
        "without_address": living.filter(person__email="").count(),
        "without_file": living.filter(file="").count(),
    }
    return render(request, "certificates/sending.html", context)


@requires("certificate.issue")
@require_POST
def send_one(request: HttpRequest, workshop: Workshop, pk: int) -> HttpResponse:
    """Send one; the number of the sending was shown, so that a second click sends nothing."""
    certificates = Certificate.objects.living().of_workshop(workshop)
    certificate = get_object_or_404(certificates, pk=pk)
    asked = request.POST.get("sending", "")
    number = int(asked) if asked.isdecimal() else 0
    try:
        done = number and send(
            certificate=certificate,
            sending=min(number, certificate.sendings + 1),
            by=member(request),
        )
    except RuleBroken as refusal:
        messages.error(request, refusal.sentence)
    else:
        sent = _("The message is on its way.")
        messages.success(request, sent if done else _("This message was sent before."))
    return redirect("certificates:person", workshop.slug, certificate.person_id)
