# Handles in YAML where only a person can stand: a handle may be an ordinary word, or a part of
# another person's name, so it goes there and nowhere else. YAML is read by its parser, since a
# list, a flow mapping or a quoted value say the same; what is no YAML is read line by line.
# Must not know: whose a handle is.
"""Replace handles in values that name people."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

_WORDS = (
    "person people by to name git as asked_by author authors owner owners keeper keepers who "
    "moderator moderators reviewer reviewers teacher contact user users"
)
_KEYS = frozenset(_WORDS.split())
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.S | re.M)
_SETTINGS = re.compile(r"(?m)^(?:site_name|plugins|moderators|people|policy)[ \t]*:")
_LINE = re.compile(rf"(?mi)^[\s>-]*(?:{'|'.join(_KEYS)})\s*:(?P<rest>.*)$")
MOST_LETTERS = 200_000


def person_values(text: str) -> list[tuple[int, int]]:
    """Return where values that name people begin and end in a text, in their order."""
    front = _FRONT.match(text)
    start, block = (front.start("yaml"), front["yaml"]) if front else (0, text)
    if front is None and not _SETTINGS.search(text):
        return [match.span("rest") for match in _LINE.finditer(text)]
    try:
        node = yaml.compose(block, Loader=yaml.SafeLoader) if len(block) < MOST_LETTERS else None
    except (yaml.YAMLError, RecursionError, ValueError):
        node = None
    if node is None:
        return [match.span("rest") for match in _LINE.finditer(text)]
    return sorted((start + one, start + other) for one, other in set(_walk(node, named=False)))


def _walk(node: yaml.Node, *, named: bool) -> Iterator[tuple[int, int]]:
    if isinstance(node, yaml.ScalarNode):
        if named:
            yield node.start_mark.index, node.end_mark.index
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _walk(one, named=named)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            is_key = isinstance(key, yaml.ScalarNode) and key.value.lower() in _KEYS
            yield from _walk(value, named=is_key)
