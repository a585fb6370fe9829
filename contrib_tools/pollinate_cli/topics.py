# Which topic somebody means: a folder among the lessons that is there, in whatever letters, or a
# new one, doubted where it is near to another. Must not know: what is put into it.
"""Find topics."""

from __future__ import annotations

import posixpath

from pollinate.contribute.new_files import lesson_path, topic_name
from pollinate.errors import RequestError
from pollinate.model.targets import VERY_LIKE, near
from pollinate.paths import file_slug
from pollinate.runtime.walk import walk_docs
from pollinate.settings import Settings

from pollinate_cli.doubts import meant
from pollinate_cli.terminal import plain, shell_word


def topic_of(settings: Settings, topic: str, *, new: bool = False) -> str:
    """Return the folder meant by a topic: one that is there, in whatever letters, else a new one
    with a plain name; `new` says that a new one is meant, however near it is to another.
    """
    parts = [part for part in topic.replace("\\", "/").split("/") if part not in ("", ".")]
    base = posixpath.dirname(lesson_path(settings, "", "x"))
    if base and parts[: len(base.split("/"))] == base.split("/"):
        parts = parts[len(base.split("/")) :]
    wanted = "/".join(parts)
    there = topics_in(settings)
    known = {one.casefold(): one for one in there}
    known |= {file_slug(one): one for one in there if "/" not in one}
    if wanted.casefold() in known:
        return known[wanted.casefold()]
    name = topic_name(wanted) if wanted else ""
    if ".." in parts or bool(name) != bool(wanted):
        raise RequestError(
            f"'{plain(topic)}' can't be a topic",
            cure="A topic is a folder among the lessons, such as deploys.",
        )
    if not name or name in known or new:
        return known.get(name, name)
    alike = [*near(name, there, VERY_LIKE, 3), *(one for one in there if _begins(one, name))]
    example = f"pollinate new lesson --topic {shell_word(name)} --new-topic"
    return meant("topic", name, list(dict.fromkeys(alike)), "--new-topic", example)


def takes_topics(settings: Settings) -> bool:
    """Tell whether lessons may stand in folders."""
    return "/topic/" in f"/{lesson_path(settings, 'topic', 'x')}"


def topics_in(settings: Settings) -> list[str]:
    """Return the folders among the lessons, in order of name."""
    base = posixpath.dirname(lesson_path(settings, "", "x"))
    pages = walk_docs(settings.docs_dir).pages
    return sorted({_below(base, posixpath.dirname(uri)) for uri in pages} - {""})


def _begins(topic: str, name: str) -> bool:
    """Tell whether of two topics one goes on where the other ends."""
    return topic.startswith(f"{name}-") or name.startswith(f"{topic}-")


def _below(base: str, folder: str) -> str:
    if not base:
        return folder
    return folder[len(base) + 1 :] if folder.startswith(f"{base}/") else ""
