"""Invented certificates for the tests of rendering, one per script and shape of name."""

from datetime import UTC, datetime

from certificates.rendering import Design, Organiser, Sheet, Signatory, Wording

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    b'<rect width="40" height="20" fill="#1f3a5f"/></svg>'
)
DESIGN = Design(
    organisers=(Organiser("Lead Organisation", LOGO), Organiser("Host Ministry")),
    signatories=(Signatory("Ada Signer", "Head of Unit"), Signatory("Bo Signer", "Minister")),
)
ENGLISH = Wording(
    language="en",
    heading="Certificate of Participation",
    opening="This is to certify that",
    participation="has participated in the",
    workshop_title="Regional training workshop on proactive and intelligence-led approaches",
    when="12–13 December 2019",
    place="Kyiv, Ukraine",
    number_label="Certificate No.",
    verify_label="Verify at",
)
RUSSIAN = Wording(
    language="ru",
    heading="Сертификат участника",
    opening="Настоящим удостоверяется, что",
    participation="принял участие в мероприятии",
    workshop_title="Региональный учебный семинар по проактивным подходам",
    when="12–13 декабря 2019 года",
    place="Киев, Украина",
    number_label="Сертификат №",
    verify_label="Проверить:",
)
ARABIC = Wording(
    language="ar",
    heading="شهادة مشاركة",
    opening="نشهد بأن",
    participation="قد شارك في",
    workshop_title="ورشة عمل إقليمية حول النهج الاستباقية",
    when="12–13 ديسمبر 2019",
    place="كييف",
    number_label="شهادة رقم",
    verify_label="تحقق على",
)
# The face that must carry the name, so that a silent fallback to another face is noticed.
NAMES = {
    "latin": ("Ülkər Şıxəlizadə Kõrvits-Žukauskas", "Noto-Serif"),
    "vietnamese": ("Nguyễn Thị Minh Khai", "Noto-Serif"),
    "cyrillic": ("Олександр Ґанджій Әлия Қайрат", "Noto-Serif"),
    "greek": ("Αικατερίνη Παπαδοπούλου", "Noto-Serif"),
    "georgian": ("გიორგი კვირიკაშვილი", "Noto-Serif-Georgian"),
    "mtavruli": ("ᲒᲘᲝᲠᲒᲘ ᲙᲕᲘᲠᲘᲙᲐᲨᲕᲘᲚᲘ", "Noto-Serif-Georgian"),
    "armenian": ("Հայկ Տեր-Պետրոսյան", "Noto-Serif-Armenian"),
    "arabic": ("محمد بن عبد العزيز الراشد", "Noto-Naskh-Arabic"),
    "hebrew": ("יצחק בן דוד כהן", "Noto-Serif-Hebrew"),
    "chinese": ("王小明", "WenQuanYi-Micro-Hei"),
    "japanese": ("山田はなこ カタカナ", "WenQuanYi-Micro-Hei"),
    "korean": ("김철수", "WenQuanYi-Micro-Hei"),
}
LONG_NAMES = {
    "eighty": "Maria Aleksandrovna Konstantinopolskaya-Vyshnevetska de la Fuente y Santísima",
    "unbroken": "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessen",
    "endless": "Anna " * 60,
    "armenian": "Տեր-Պետրոսյան Հովհաննիսյան Կոստանդնուպոլսեցի Վարդապետյան Մխիթարյան Ալեքսանդրյան",
    "arabic": "عبد الرحمن بن محمد بن عبد العزيز بن سليمان بن إبراهيم الراشد القحطاني الأنصاري",
    "georgian": "კონსტანტინე ამირეჯიბი-ჩიჩუა დადიშქელიანი-გელოვანი მაჭავარიანი ბარათაშვილი",
    "chinese": "王" * 90,
}


def sheet(name="Anna Example", *, number=1, wording=ENGLISH, **facts):
    return Sheet(
        wording=wording,
        name=name,
        number=f"KYIV-2019-{number:04d}",
        code=f"X7K2-{number:04d}",
        verification_url=f"https://rollcall.example.org/v/X7K2-9PQM-{number:04d}",
        issued_at=datetime(2019, 12, 13, 16, tzinfo=UTC),
        **facts,
    )
