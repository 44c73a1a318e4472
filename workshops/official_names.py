"""States as international organisations write them, where Unicode CLDR writes otherwise.

The names are the short names of the United Nations in English, French and Russian (UNTERM, the
terminology database, and the list of Member States); for participating States of the OSCE and its
Partners for Co-operation those of the OSCE's own lists. Where an official name begins with the
form of the state or with a compass point, ``SORTED_AS`` gives the word by which lists order it, as
the "Republic of Moldova" stands under M. A language without an entry has the name of CLDR.
"""

#: code → the short names in English, French, Russian; "" leaves CLDR's own.
OFFICIAL_NAMES: dict[str, tuple[str, str, str]] = {
    # OSCE participating States
    "BA": ("Bosnia and Herzegovina", "Bosnie-Herzégovine", "Босния и Герцеговина"),
    "BY": ("", "Bélarus", "Беларусь"),
    "GB": ("United Kingdom", "Royaume-Uni", "Соединенное Королевство"),
    "KG": ("Kyrgyzstan", "Kirghizistan", "Кыргызстан"),
    "MD": ("Republic of Moldova", "République de Moldova", "Республика Молдова"),
    "RU": ("Russian Federation", "Fédération de Russie", "Российская Федерация"),
    "TR": ("Türkiye", "Türkiye", "Турция"),
    "US": ("United States of America", "États-Unis d’Amérique", "Соединенные Штаты Америки"),
    "VA": ("Holy See", "Saint-Siège", "Святой Престол"),
    # Partners for Co-operation
    "KR": ("Republic of Korea", "République de Corée", "Республика Корея"),
    # Other Member States of the United Nations
    "AE": ("", "", "Объединенные Арабские Эмираты"),
    "AG": ("Antigua and Barbuda", "", ""),
    "BN": ("Brunei Darussalam", "Brunéi Darussalam", "Бруней-Даруссалам"),
    "BO": (
        "Plurinational State of Bolivia",
        "État plurinational de Bolivie",
        "Многонациональное Государство Боливия",
    ),
    "BS": ("", "", "Багамские Острова"),
    "CD": (
        "Democratic Republic of the Congo",
        "République démocratique du Congo",
        "Демократическая Республика Конго",
    ),
    "CF": ("", "", "Центральноафриканская Республика"),
    "CG": ("Congo", "Congo", "Конго"),
    "CV": ("Cabo Verde", "Cabo Verde", "Кабо-Верде"),
    "FM": (
        "Federated States of Micronesia",
        "États fédérés de Micronésie",
        "Федеративные Штаты Микронезии",
    ),
    "IQ": ("", "Iraq", ""),
    "IR": ("Islamic Republic of Iran", "République islamique d’Iran", "Исламская Республика Иран"),
    "KM": ("", "", "Коморские Острова"),
    "KN": ("Saint Kitts and Nevis", "Saint-Kitts-et-Nevis", "Сент-Китс и Невис"),
    "KP": (
        "Democratic People’s Republic of Korea",
        "République populaire démocratique de Corée",
        "Корейская Народно-Демократическая Республика",
    ),
    "LA": (
        "Lao People’s Democratic Republic",
        "République démocratique populaire lao",
        "Лаосская Народно-Демократическая Республика",
    ),
    "LC": ("Saint Lucia", "Sainte-Lucie", "Сент-Люсия"),
    "LR": ("", "Libéria", ""),
    "MH": ("", "", "Маршалловы Острова"),
    "MM": ("Myanmar", "Myanmar", "Мьянма"),
    "MV": ("", "", "Мальдивские Острова"),
    "NG": ("", "Nigéria", ""),
    "SB": ("", "", "Соломоновы Острова"),
    "SC": ("", "", "Сейшельские Острова"),
    "ST": ("Sao Tome and Principe", "Sao Tomé-et-Principe", "Сан-Томе и Принсипи"),
    "SV": ("", "El Salvador", ""),
    "SY": ("Syrian Arab Republic", "République arabe syrienne", "Сирийская Арабская Республика"),
    "TL": ("Timor-Leste", "Timor-Leste", "Тимор-Лешти"),
    "TT": ("Trinidad and Tobago", "", ""),
    "TZ": (
        "United Republic of Tanzania",
        "République-Unie de Tanzanie",
        "Объединенная Республика Танзания",
    ),
    "VC": (
        "Saint Vincent and the Grenadines",
        "Saint-Vincent-et-les Grenadines",
        "Сент-Винсент и Гренадины",
    ),
    "VE": (
        "Bolivarian Republic of Venezuela",
        "République bolivarienne du Venezuela",
        "Боливарианская Республика Венесуэла",
    ),
    "VN": ("Viet Nam", "Viet Nam", "Вьетнам"),
    "ZA": ("", "", "Южная Африка"),
    # Observer
    "PS": ("State of Palestine", "État de Palestine", "Государство Палестина"),
}

#: code → the words by which lists order it, in English, French, Russian; "" is the name itself.
SORTED_AS: dict[str, tuple[str, str, str]] = {
    "MD": ("Moldova", "Moldova", "Молдова"),
    "RU": ("", "Russie", ""),
    "KR": ("Korea", "Corée", "Корея"),
    "BO": ("Bolivia", "Bolivie", "Боливия"),
    "FM": ("Micronesia", "Micronésie", "Микронезия"),
    "IR": ("Iran", "Iran", "Иран"),
    "TZ": ("Tanzania", "Tanzanie", "Танзания"),
    "VE": ("Venezuela", "Venezuela", "Венесуэла"),
    "PS": ("Palestine", "Palestine", "Палестина"),
    "KP": ("Korea, Democratic", "Corée, démocratique", "Корейская"),
    "LA": ("Lao", "Lao", "Лаосская"),
    "SY": ("Syrian", "Syrienne", ""),
    "CD": ("Congo, Democratic", "Congo, démocratique", "Конго, Демократическая"),
}

#: Organisations that send delegations, as each calls itself in English, French and Russian.
ORGANISATIONS: tuple[tuple[str, str, str], ...] = (
    ("Council of Europe", "Conseil de l’Europe", "Совет Европы"),
    ("European Union", "Union européenne", "Европейский союз"),
    ("Europol", "Europol", "Европол"),
    ("Eurojust", "Eurojust", "Евроюст"),
    ("Frontex", "Frontex", "Фронтекс"),
    ("INTERPOL", "INTERPOL", "Интерпол"),
    (
        "International Organization for Migration",
        "Organisation internationale pour les migrations",
        "Международная организация по миграции",
    ),
    (
        "International Centre for Migration Policy Development",
        "Centre international pour le développement des politiques migratoires",
        "Международный центр по развитию миграционной политики",
    ),
    (
        "International Labour Organization",
        "Organisation internationale du Travail",
        "Международная организация труда",
    ),
    (
        "OSCE Office for Democratic Institutions and Human Rights",
        "Bureau des institutions démocratiques et des droits de l’homme de l’OSCE",
        "Бюро ОБСЕ по демократическим институтам и правам человека",
    ),
    ("OSCE Secretariat", "Secrétariat de l’OSCE", "Секретариат ОБСЕ"),
    ("Southeast European Law Enforcement Center", "", ""),
    (
        "United Nations Development Programme",
        "Programme des Nations Unies pour le développement",
        "Программа развития Организации Объединенных Наций",
    ),
    (
        "United Nations High Commissioner for Refugees",
        "Haut-Commissariat des Nations Unies pour les réfugiés",
        "Управление Верховного комиссара Организации Объединенных Наций по делам беженцев",
    ),
    (
        "United Nations Office on Drugs and Crime",
        "Office des Nations Unies contre la drogue et le crime",
        "Управление Организации Объединенных Наций по наркотикам и преступности",
    ),
    (
        "World Customs Organization",
        "Organisation mondiale des douanes",
        "Всемирная таможенная организация",
    ),
)
