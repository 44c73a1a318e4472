"""A small set of icons, drawn for this product on a 20 × 20 grid with strokes of 1.6.

Only paths: the colour is the text's, so they work in light, dark and print.
"""

ICONS: dict[str, str] = {
    "add": "M10 4v12M4 10h12",
    "arrow-back": "M16 10H4M9 5l-5 5 5 5",
    "arrow-next": "M4 10h12M11 5l5 5-5 5",
    "calendar": "M3.5 5.5h13v11h-13zM3.5 9h13M7 3.5v3.5M13 3.5v3.5",
    "certificate": "M4 3.5h12v8H4zM7 6.5h6M10 11.5v5l2-1.2 2 1.2v-5",
    "check": "M4 10.5l4 4 8-9",
    "clock": "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4.3l2.8 1.7",
    "close": "M5 5l10 10M15 5L5 15",
    "copy": "M7 7h9v9.5H7zM13 7V3.5H4V13h3",
    "delete": "M4 6h12M8 6V3.5h4V6M5.5 6l.8 10.5h7.4L14.5 6M8.5 9v4.5M11.5 9v4.5",
    "delegation": "M5 17V3.5M5 4h10l-2 3.250L15 10.5H5",
    "document": "M5 2.5h6.5L15.5 6.5v11H5zM11 2.5V7h4.5M7.5 10.5h5M7.5 13.5h5",
    "down": "M5 8l5 5 5-5",
    "download": "M10 3v9.5M6 9l4 4 4-4M4 16.5h12",
    "edit": "M4 16l.8-3.6L13 4.2l2.8 2.8-8.2 8.2zM11.5 5.7l2.8 2.8",
    "error": "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6.5v4.5M10 13.4v.2",
    "external": "M8 4.5H4v11.5h11.5V12M11.5 4H16v4.5M16 4l-7 7",
    "home": "M3.5 9.5L10 4l6.5 5.5M5.5 8.5V16h9V8.5M8.5 16v-4h3v4",
    "info": "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 9.2v4.5M10 6.4v.2",
    "key": "M7 9.5a3.5 3.5 0 1 0 0 .1zM10.4 9.5H17M14.5 9.5v3M17 9.5v2",
    "language": (
        "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM3 10h14M10 3c-4.5 4-4.5 10 0 14M10 3c4.5 4 "
        "4.5 10 0 14"
    ),
    "mail": "M3 5h14v10.5H3zM3 5.5l7 5.5 7-5.5",
    "menu": "M3 5.5h14M3 10h14M3 14.5h14",
    "moon": "M16 12A6.8 6.8 0 0 1 8 4a6.8 6.8 0 1 0 8 8z",
    "open": "M8 5l5 5-5 5",
    "people": (
        "M7.5 9.5a2.8 2.8 0 1 0 0-.1zM2.5 16.5c0-3 1.8-4.5 4.8-4.5s4.8 1.5 4.8 4.5M12.5 "
        "4.5a2.5 2.5 0 0 1 .5 4.9M13.5 12c2.6.2 4 1.7 4 4.5"
    ),
    "person": "M10 9.5a3 3 0 1 0 0-.1zM4 17c0-3.2 2.2-5 6-5s6 1.8 6 5",
    "phone": "M6 2.5h8v15H6zM9 15h2",
    "print": "M6 7V3h8v4M6 14H3.5V7h13v7H14M6 11.5h8V17H6z",
    "refresh": "M16 10a6 6 0 1 1-1.8-4.3M16 3v3.5h-3.5",
    "search": "M8.8 3.5a5.3 5.3 0 1 0 0 10.6 5.3 5.3 0 0 0 0-10.6zM12.8 12.8L17 17",
    "settings": "M3 6h6M13 6h4M11 4v4M3 14h2M9 14h8M7 12v4",
    "shield": "M10 2.5l6 2.3v4.7c0 3.8-2.3 6.3-6 8-3.7-1.7-6-4.2-6-8V4.8zM7.3 10l2 2 3.5-4",
    "sign-out": "M8 3.5H4v13h4M8.5 10H17M13.5 6.5L17 10l-3.5 3.5",
    "sun": (
        "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 "
        "10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1"
    ),
    "upload": "M10 13V3.5M6 7l4-4 4 4M4 16.5h12",
    "warning": "M10 3L2.5 16.5h15zM10 8v4.2M10 14.2v.2",
}
