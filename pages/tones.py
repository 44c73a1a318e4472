"""Which colour repeats what a state's word says."""

from participants.states import RegistrationState as R
from workshops.states import WorkshopState as W

WORKSHOP_TONES = {
    W.DRAFT: "quiet",
    W.PUBLISHED: "good",
    W.CLOSED: "info",
    W.COMPLETED: "info",
    W.ARCHIVED: "quiet",
    W.CANCELLED: "bad",
}
REGISTRATION_TONES = {
    R.NOMINATED: "quiet",
    R.INVITED: "info",
    R.SUBMITTED: "info",
    R.APPROVED: "good",
    R.WAITLISTED: "warn",
    R.DECLINED: "quiet",
    R.REJECTED: "bad",
    R.WITHDRAWN: "quiet",
    R.SUBSTITUTED: "quiet",
    R.CANCELLED: "bad",
}
