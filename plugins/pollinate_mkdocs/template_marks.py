# Tells the tags that stand in a theme's templates from those that came into a page by what the
# templates print: each of the former prints a secret word, new for each build, which is taken out
# of each page again. Why not by their look: a script that found its way into a title looks like any
# other. Why printed, and not put into the source: an engine may keep compiled templates.
# Must not know: what is done with the answer.
"""Mark the tags of templates."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from typing import Any

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_TAG = re.compile(r"(?<=<script|<iframe|<object)(?![-\w])|(?<=<embed|<style)(?![-\w])"
                  r"|(?<=<link|<form)(?![-\w])", re.I)  # fmt: skip
_NAME = "pollinate_mark"


class TagMarks(Extension):
    """Lets what stands in a template print the mark, and not what its expressions say."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield a template's tokens, with the mark behind the name of each tag."""
        for token in stream:
            if token.type != "data":
                yield token
                continue
            for number, part in enumerate(_TAG.split(token.value)):
                if number:
                    yield Token(token.lineno, "variable_begin", "")
                    yield Token(token.lineno, "name", _NAME)
                    yield Token(token.lineno, "variable_end", "")
                if part:
                    yield Token(token.lineno, "data", part)


def mark_templates(env: Any) -> str:
    """Let an engine's templates mark their tags; return the mark, as it stands in a page."""
    mark: str = env.globals.get(_NAME, "")
    if not mark:
        mark = env.globals[_NAME] = f" data-pl-m{secrets.token_hex(16)}"
        env.add_extension(TagMarks)
        if env.cache is not None:
            # What a plugin had read already has no mark.
            env.cache.clear()
    return mark
