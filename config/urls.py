"""Every app states whole paths; here they only meet."""

from django.urls import include, path

from common.views import brand_stylesheet

urlpatterns = [
    path("brand.css", brand_stylesheet, name="brand_stylesheet"),
    path("", include("pages.urls")),
    path("", include("certificates.urls")),
    path("", include("sessions.urls")),
    path("", include("participants.urls")),
    path("", include("mail.urls")),
    path("", include("workshops.urls")),
    path("", include("jobs.urls")),
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
]

handler400 = "common.views.bad_request"
handler403 = "common.views.permission_denied"
handler404 = "common.views.page_not_found"
handler500 = "common.views.server_error"
