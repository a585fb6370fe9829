# Takes e-mail addresses out of texts that come from git or from people files: none of them is ever
# in any output. Why here: a name in git can be an address, and so can a word of a trailer, a
# subject or a profile. Must not know: where a text is shown.
"""Take addresses out of texts."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"<?(?:mailto:)?[^\s<>()\[\],;:\"']{1,100}@[^\s<>()\[\],;:\"']{1,253}>?")


def without_addresses(text: str) -> str:
    """Return a text in which nothing looks like an e-mail address; white space is kept."""
    return _ADDRESS.sub("", text) if "@" in text else text


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def one_line(text: str) -> str:
    """Return a name on one line, without control or direction characters, which could turn what
    follows it around.
    """
    return " ".join(_CONTROL.sub(" ", text).split())
