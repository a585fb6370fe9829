# Values for the list of planted faults, made anew from a seed: keys, numbers with right sums,
# pictures with metadata. None of them is anybody's.
"""Make values that look like secrets and numbers."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from io import BytesIO
from typing import Any

import phonenumbers
from PIL import Image, PngImagePlugin
from stdnum import luhn
from stdnum.iso7064 import mod_97_10

_ALNUM = string.ascii_letters + string.digits


def _some(r: random.Random, letters: str, n: int) -> str:
    return "".join(r.choice(letters) for _ in range(n))


def _iban(r: random.Random, land: str) -> str:
    lengths = {"CH": 17, "DE": 18, "FR": 23, "NL": 0, "ES": 20}
    from stdnum import iban

    while True:
        if land == "NL":
            bban = "ABNA" + _some(r, string.digits, 10)
        else:
            bban = _some(r, string.digits, lengths[land])
        number = land + mod_97_10.calc_check_digits(bban + land) + bban
        if iban.is_valid(number, check_country=False):
            try:
                if iban.is_valid(number):
                    return number
            except Exception:
                return number


def _card(r: random.Random, start: str) -> str:
    body = start + _some(r, string.digits, (14 if start == "37" else 15) - len(start))
    if start == "5":
        body = "5" + r.choice("12345") + body[2:]
    return body + luhn.calc_check_digit(body)


def _ahv(r: random.Random) -> str:
    from stdnum import ean

    body = "756" + _some(r, string.digits, 9)
    return body + ean.calc_check_digit(body)


def _nhs(r: random.Random) -> str:
    from stdnum.gb import nhs

    while True:
        number = r.choice("4567") + _some(r, string.digits, 9)
        if nhs.is_valid(number):
            return number


def _codice(r: random.Random) -> str:
    from stdnum.it import codicefiscale

    body = f"{_some(r, 'BCDFGLMNPRST', 6)}{r.randint(50, 99)}{r.choice('ABCDEHLMPRST')}{r.randint(10, 28)}H501"
    return body + codicefiscale.calc_check_digit(body)


def _nir(r: random.Random) -> str:
    body = f"2{r.randint(50, 99)}{r.randint(1, 12):02}75{r.randint(100, 900)}{r.randint(100, 900)}"
    return body + f"{97 - int(body) % 97:02}"


def _phone(r: random.Random, land: str, national: bool = False) -> str:
    starts = {"CH": "79", "GB": "7911", "DE": "1512", "FR": "6"}
    lengths = {"CH": 9, "GB": 10, "DE": 11, "FR": 9}
    while True:
        digits = starts[land] + _some(r, "23456789", lengths[land] - len(starts[land]))
        code = phonenumbers.country_code_for_region(land)
        read = phonenumbers.parse(f"+{code}{digits}")
        if phonenumbers.is_valid_number(read):
            form = (
                phonenumbers.PhoneNumberFormat.NATIONAL
                if national
                else phonenumbers.PhoneNumberFormat.INTERNATIONAL
            )
            return str(phonenumbers.format_number(read, form))


def _by(groups: int, number: str, sign: str) -> str:
    return sign.join(number[at : at + groups] for at in range(0, len(number), groups))


def make(name: str, r: random.Random) -> str:
    """Return a value by its name in the list."""
    kind, _, of = name.partition(":")
    makers: dict[str, Callable[[], str]] = {
        "aws-id": lambda: "AKIA" + _some(r, "BCDFGHJKLMNPQRSTVWZ234567", 16),
        "aws-secret": lambda: _some(r, _ALNUM + "/+", 40),
        "base64": lambda: _some(r, _ALNUM + "+/", 64),
        "password": lambda: (
            _some(r, "BCDFGHJKM", 3) + _some(r, "bcdfghjkm", 4) + _some(r, "23456789", 3) + "!"
        ),
        "github-token": lambda: "ghp_" + _some(r, _ALNUM, 36),
        "gitlab-token": lambda: "glpat-" + _some(r, _ALNUM, 20),
        "slack-token": lambda: (
            f"xoxb-{_some(r, string.digits, 12)}-{_some(r, string.digits, 12)}-{_some(r, _ALNUM, 24)}"
        ),
        "slack-hook": lambda: (
            f"T{_some(r, string.ascii_uppercase, 8)}/B{_some(r, string.ascii_uppercase, 8)}/{_some(r, _ALNUM, 24)}"
        ),
        "jwt": lambda: _jwt(r),
        "hex64": lambda: _some(r, "0123456789abcdef", 64),
        "phone": lambda: _phone(r, of),
        "national": lambda: _phone(r, of, national=True),
        "iban": lambda: _by(4, _iban(r, of), " "),
        "iban-compact": lambda: _iban(r, of),
        "iban-lower": lambda: _by(4, _iban(r, of), " ").lower(),
        "card": lambda: _by(4, _card(r, of), " "),
        "card-compact": lambda: _card(r, of),
        "card-dashes": lambda: _by(4, _card(r, of), "-"),
        "id": lambda: _id(r, of),
    }
    return makers[kind]() if kind in makers else f"«{name}»"


def _id(r: random.Random, of: str) -> str:
    if of == "ch":
        n = _ahv(r)
        return f"{n[:3]}.{n[3:7]}.{n[7:11]}.{n[11:]}"
    if of == "fr":
        n = _nir(r)
        return " ".join((n[0], n[1:3], n[3:5], n[5:7], n[7:10], n[10:13], n[13:]))
    if of == "us":
        return f"{r.randint(100, 600)}-{r.randint(10, 99)}-{r.randint(1000, 9999)}"
    if of == "nhs":
        n = _nhs(r)
        return f"{n[:3]} {n[3:6]} {n[6:]}"
    return {"ch-compact": _ahv, "it": _codice}[of](r)


def _jwt(r: random.Random) -> str:
    import base64
    import json

    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part({'sub': _some(r, string.digits, 8)})}.{_some(r, _ALNUM, 43)}"


def draw(recipe: dict[str, Any], r: random.Random) -> bytes:
    """Return a picture as a recipe describes it."""
    size = tuple(recipe.get("size", (40, 30)))
    if recipe.get("noise"):
        image = Image.frombytes("RGB", size, r.randbytes(size[0] * size[1] * 3))
    else:
        image = Image.new("RGB", size, (40, 90, 160))
    form, how = recipe["form"], {}
    if form == "HEIF":
        return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + r.randbytes(200)
    exif = Image.Exif()
    if recipe.get("exif") == "place":
        exif[0x8825] = {1: "N", 2: (47.0, 22.0, 30.0), 3: "E", 4: (8.0, 32.0, 10.0)}
    elif recipe.get("exif") == "owner":
        exif[0x013B] = "Jo Doe"
    elif recipe.get("exif") == "turned":
        exif[0x0112] = 6
    if len(exif):
        how["exif"] = exif
    if recipe.get("xmp"):
        how["xmp"] = b"<x:xmpmeta xmlns:x='adobe:ns:meta/' exif:GPSLatitude='47,22N'/>"
    if recipe.get("colours"):
        info = PngImagePlugin.PngInfo()
        info.add(b"gAMA", (45455).to_bytes(4, "big"))
        info.add_text("Software", "a program")
        how["pnginfo"] = info
    out = BytesIO()
    image.save(out, form, **how)
    return out.getvalue()
