# The lines that make a garden of a site that is there: its configuration is read as text and kept
# as it is, comments and order too, and the plugins are added where its own list ends. What the
# change means is read back as data before anybody writes it.
# Must not know: files on disk, who asks.
"""Add a garden to a site's configuration."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pollinate.contribute.templates import quoted

PLUGINS = (
    "pollinate/garden",
    "pollinate/attribution",
    "pollinate/acknowledgements",
    "pollinate/learned-from",
    "pollinate/trails",
)
_KEY = re.compile(r"plugins:[ \t]*(?P<rest>[^#\n]*?)[ \t]*(?P<comment>#[^\n]*)?$", re.MULTILINE)
_FLOW = re.compile(r"\[(?P<names>[^\[\]{}\n]*)\]")
_ITEM = re.compile(r"(?P<indent>[ \t]*)- ?\S")
_MAPPED = re.compile(r"(?P<indent>[ \t]+)[\w./-]+:")


def adopted(text: str, there: Collection[str], lessons: Sequence[str] = ()) -> str | None:
    """Return a configuration with the plugins that it lacks; None where its list of plugins is
    written in a way that can't be added to safely.

    `there` are the plugins that it names; `lessons` are patterns for the setting of that name.
    """
    missing = [name for name in PLUGINS if name not in there]
    if not missing:
        return text
    key = _KEY.search(text)
    # A key of another mapping is not the site's list.
    if key is None or (key.start() and text[key.start() - 1] != "\n"):
        ending = "" if not text or text.endswith("\n") else "\n"
        rows = _rows("  ", missing, lessons)
        return f"{text}{ending}plugins:\n  - search\n{rows}" if key is None else None
    if key["rest"]:
        return _after_flow(text, key, missing, lessons)
    lines = text[key.end() :].split("\n")
    last, indent, is_list = 0, "  ", True
    for number, line in enumerate(lines[1:], 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item, mapped = _ITEM.match(line), _MAPPED.match(line)
        if not item and not line.startswith((" ", "\t")):
            break
        if not last:
            is_list = item is not None
            told = item or mapped
            if told is None:
                return None
            indent = told["indent"]
        last = number
    if not last:
        return None
    rows = _rows(indent, missing, lessons) if is_list else _mapped(indent, missing, lessons)
    before, after = lines[: last + 1], lines[last + 1 :]
    return text[: key.end()] + "\n".join([*before, *rows.rstrip("\n").split("\n"), *after])


def _after_flow(
    text: str, key: re.Match[str], missing: Sequence[str], lessons: Sequence[str]
) -> str | None:
    """Return a text whose list `[search, tags]` is written line by line."""
    flow = _FLOW.fullmatch(key["rest"])
    if not flow:
        return None
    own = [name.strip() for name in flow["names"].split(",") if name.strip()]
    rows = "".join(f"  - {name}\n" for name in own) + _rows("  ", missing, lessons)
    comment = f"  {key['comment']}" if key["comment"] else ""
    return f"{text[: key.start()]}plugins:{comment}\n{rows.rstrip(chr(10))}{text[key.end() :]}"


def _rows(indent: str, missing: Sequence[str], lessons: Sequence[str]) -> str:
    found = []
    for name in missing:
        colon = ":" if name == PLUGINS[0] and lessons else ""
        found.append(f"{indent}- {name}{colon}\n")
        if colon:
            found.append(f"{indent}    lessons:\n")
            found += [f"{indent}      - {quoted(glob)}\n" for glob in lessons]
    return "".join(found)


def _mapped(indent: str, missing: Sequence[str], lessons: Sequence[str]) -> str:
    found = []
    for name in missing:
        if name == PLUGINS[0] and lessons:
            found.append(f"{indent}{name}:\n{indent}  lessons:\n")
            found += [f"{indent}    - {quoted(glob)}\n" for glob in lessons]
        else:
            found.append(f"{indent}{name}: {{}}\n")
    return "".join(found)
