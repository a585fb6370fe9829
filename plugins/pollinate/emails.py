# Takes e-mail addresses out of texts that come from git or from people files: none of them is ever
# in any output. Why here: a name in git can be an address, and so can a word of a trailer, a
# subject or a profile. Must not know: where a text is shown.
"""Take addresses out of texts."""

from __future__ import annotations

import re

from pollinate.plain import without_idle_joiners

_SIGNS = ("@", "\uff20", "\ufe6b", "%")
"""The sign of an address, as it is written, in full width, small, and in a link."""
_AT = "(?:[@\uff20\ufe6b]|%(?:25){0,9}40)"
_LETTER = r"[^\s<>()\[\],;:\"'@\uff20\ufe6b]"
_ADDRESS = re.compile(
    # From a word's beginning, and never given back: the work grows with the text and no faster.
    rf"<?(?:mailto:)?(?:\"[^\"\n]{{1,100}}\"|(?<!{_LETTER})(?:(?!%(?:25){{0,9}}40){_LETTER})++)"
    rf"{_AT}(?:\[[0-9A-Za-z:.]{{1,80}}\]|[^\s<>()\[\],;:\"']++)>?"
)
_BRACKETED = rf"[\[({{<]\s?(?:at|{_AT})\s?[\])}}>]"
_SPELLED = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}(?:{_BRACKETED}[\w-]{{1,63}}"
    rf"|[ \t]?(?:{_BRACKETED}|\s{_AT}\s|\s{_AT}|{_AT}\s)[ \t]?[\w-]{{1,63}}(?=\.\w))"
    r"(?:\.[\w-]{1,63}){0,8}",
    re.I,
)
"""As people write one to keep it from machines that collect them."""


_HOST = r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_REMARK = r"(?:\([^()\s]{0,64}\))?"
_BEFORE = r"(?<![\w.+-])[\w.+-]{1,64}"
_ODD = re.compile(
    # Quoted or remarked at one side of the sign; with the sign as pages, mails and programs write
    # it.
    rf"(?:'[^'\s]{{1,64}}'|{_BEFORE}){_REMARK}[;:,]?{_AT}{_REMARK}[\"'<:]?{_HOST}[\"'>]?"
    rf"|{_BEFORE}(?:&(?:#0{{0,6}}64|#x0{{0,6}}40|commat);|=40|\\u0040|%EF%BC%A0)"
    r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,24}\b",
    re.I,
)
_POINTED = re.compile(
    rf"{_BEFORE}\s?(?:[\[({{<_]\s?(?:at|{_AT})\s?[\])}}>_]|\bat\b|{_AT})\s?[\w-]{{1,63}}"
    r"(?:\s?(?:[\[({<_]\s?(?:dot|\.)\s?[\])}>_]|\bdot\b)\s?[\w-]{1,63}){1,4}",
    re.I,
)
"""With the point spelled, too."""
_ODD_SIGNS = ("&", "=40", "\\u0040", "%ef")
_POINTS = ("dot", "[.]", "(.)", "{.}", "<.>")


def without_addresses(text: str) -> str:
    """Return a text in which nothing looks like an e-mail address, in any of its written forms
    (RFC 5322: a quoted name, a number in brackets; or with `[at]`); white space is kept.
    """
    low = text.lower()
    signed, spelled = any(sign in text for sign in _SIGNS), "at" in low
    if (signed or spelled) and any(point in low for point in _POINTS):
        text = _POINTED.sub("", text)
    if signed:
        text = _ADDRESS.sub("", text)
    if signed or any(sign in low for sign in _ODD_SIGNS):
        text = _ODD.sub("", text)
    return _SPELLED.sub("", text) if signed or spelled else text


_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def one_line(text: str) -> str:
    """Return a name on one line, without control or direction characters, which could turn what
    follows it around; a joiner stays behind a letter that needs it.
    """
    return " ".join(without_idle_joiners(_CONTROL.sub(" ", text)).split())
