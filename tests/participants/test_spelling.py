"""One key for the spellings of a name, in the scripts of the people who come."""

import pytest

from participants.spelling import name_key


@pytest.mark.parametrize(
    "spellings",
    [
        "Natalia Nataliia Natalya Наталія Наталья Наталия",
        "Yevhen Ievgen Євген",
        "Serhii Sergey Sergei Сергій Сергей",
        "Zelenskyy Zelensky Зеленський",
        "Khrystyna Христина",
        "Giorgi გიორგი Гиорги",
        "Davit დავით Դավիթ",
        "Armen Արմեն Армен",
        "Nikolaos Νικόλαος",
    ],
)
def test_spellings_of_one_name_have_one_key(spellings):
    assert len({name_key(f"{name} Boiko") for name in spellings.split()}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ("Nino Qipiani", "ნინო ყიფიანი", "Kipiani, Nino", "Нино Кипиани"),
        ("Zurab Javakhishvili", "ზურაბ ჯავახიშვილი", "Зураб Джавахишвили"),
        ("Ani Petrosyan", "Անի Պետրոսյան", "Ани Петросян"),
        ("Vardan Voskanyan", "Վարդան Ոսկանյան", "Voskanyan Vardan"),
        ("Aram Khachaturyan", "Արամ Խաչատուրյան", "Арам Хачатурян"),
        ("Giorgos Papadopoulos", "Γιώργος Παπαδόπουλος", "PAPADOPOULOS Giorgos"),
        ("Evangelos Theodorou", "Ευάγγελος Θεοδώρου"),
        ("Olena Shcherbak", "Олена Щербак", "SHCHERBAK  Olena"),
        ("Anna-Maria Müller", "muller anna maria"),
    ],
)
def test_whole_names_are_alike_in_any_script_and_order(spellings):
    assert len({name_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Nino Beridze", "Nana Beridze"),
        ("გიორგი ბერიძე", "დავით ბერიძე"),
        ("Олена Щербак", "Олег Щербак"),
        ("Ani Petrosyan", "Ani Poghosyan"),
    ],
)
def test_different_names_are_not_alike(names):
    assert len({name_key(name) for name in names}) == len(names)
