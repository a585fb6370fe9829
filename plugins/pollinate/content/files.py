# Which file is what: sorts paths into lessons, notes, trails, gatherings,
# people, pages and topics. Globs are gitignore patterns counted from docs_dir, through the library
# that MkDocs uses for the same. Must not know: what stands in the files.
"""Find and sort the Markdown files of a garden."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from pathspec import GitIgnoreSpec

from pollinate.errors import ContentError, SettingsError
from pollinate.paths import HERE, DocsPlace, RepoPath, SrcUri
from pollinate.runtime.walk import ENDINGS
from pollinate.settings import Settings

KINDS = ("people", "notes", "gatherings", "trails")
"""In the order in which they win over one another; all win over lessons."""
_USUAL = re.compile(r"^(?P<folder>(?:[\w.-]+/)+)?(?P<deep>\*\*/)?\*(?P<ending>\.\w+)$")
MOST_WAYS = 3
"""Choices that a pattern may leave, see `_ways`."""
_CONTROL = dict.fromkeys(range(32), " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedFiles:
    """The Markdown files of a garden by what they are, each list in order of path."""

    lessons: tuple[SrcUri, ...]
    notes: tuple[SrcUri, ...] = ()
    trails: tuple[SrcUri, ...] = ()
    gatherings: tuple[SrcUri, ...] = ()
    people: tuple[SrcUri, ...] = ()
    pages: tuple[SrcUri, ...] = ()
    """Neither of the others."""
    topics: tuple[SrcUri, ...] = ()
    """Each `index.md` in a folder of lessons: the topic's text. Alone in its folder it is a
    lesson.
    """
    unknown: tuple[SrcUri, ...] = ()
    """Would be lessons, but git neither tracks them nor would add them."""
    beside_index: tuple[SrcUri, ...] = ()
    """Would be lessons, but no page is made of a README beside an index."""


def sort_files(
    paths: Iterable[SrcUri],
    settings: Settings,
    place: DocsPlace = HERE,
    known: Collection[RepoPath] | None = None,
    *,
    whole: bool = True,
) -> SortedFiles:
    """Return the files by what they are; with `known`, only those that git knows or would add.

    Raises ContentError when no file of a whole garden is a lesson.
    """
    ours = sorted(path for path in paths if _is_ours(path, settings.endings))
    everything = [path for path in ours if known is None or place.repo(path) in known]
    specs = _specs(settings)
    kinds: dict[str, list[SrcUri]] = {kind: [] for kind in ("lessons", *KINDS, "pages", "topics")}
    indexed = {posixpath.dirname(path) for path in everything if _stem(path) == "index"}
    busy = _busy(everything)
    beside: list[SrcUri] = []
    for path in everything:
        kind = _kind(path, specs, indexed)
        if kind == "topics" and posixpath.dirname(path) not in busy:
            # A folder of its own for one text and its pictures, as decision records have them.
            kind = "lessons"
        if kind:
            kinds[kind].append(path)
        elif _kind(path, specs, ()) == "lessons":
            beside.append(path)
    if whole and not kinds["lessons"]:
        raise _no_lessons(settings, place.prefix, everything)
    there = set(everything)
    unknown = [path for path in ours if path not in there and _kind(path, specs, ()) == "lessons"]
    return SortedFiles(
        **{kind: tuple(found) for kind, found in kinds.items()},
        unknown=tuple(unknown),
        beside_index=tuple(beside),
    )


def _busy(paths: Iterable[SrcUri]) -> set[str]:
    """Return the folders that hold more than an index: other texts, or folders with texts; the
    root always.
    """
    found = {""}
    for path in paths:
        above = posixpath.dirname(path)
        if _stem(path) == "index":
            above = posixpath.dirname(above)
        while above:
            found.add(above)
            above = posixpath.dirname(above)
    return found


def folders(paths: Iterable[SrcUri]) -> tuple[str, ...]:
    """Return the folders that hold Markdown, `""` for `docs_dir` itself."""
    return tuple(sorted({posixpath.dirname(path) for path in paths}))


def _kind(path: SrcUri, specs: dict[str, _Globs], indexed: Collection[str]) -> str:
    """Return what one file is; empty for one that is no page of the site and no input of ours."""
    plain, stem = path.translate(_CONTROL), _stem(path)
    if plain.lower().endswith(ENDINGS):
        # `.MD` is Markdown too, whatever a pattern says.
        plain = f"{plain.rpartition('.')[0]}.{plain.rpartition('.')[2].lower()}"
    if not is_text(path):
        # An engine makes no page of it: it is what a glob of lessons names, or nothing of ours.
        fits = specs["lessons"].match_file(plain) and not specs["exclude"].match_file(plain)
        return "lessons" if fits else ""
    is_front = stem.lower() in ("index", "readme")
    special = next((kind for kind in KINDS if specs[kind].match_file(plain)), "")
    if special in ("people", "notes") and not is_front:
        return special
    # MkDocs makes no page of a README beside an index.
    if specs["exclude"].match_file(plain) or (
        stem == "README" and posixpath.dirname(path) in indexed
    ):
        return ""
    if special:
        return "pages" if is_front else special
    if not specs["lessons"].match_file(plain):
        return "pages"
    return "topics" if stem == "index" else "lessons"


def _stem(path: str) -> str:
    return posixpath.basename(path).rsplit(".", 1)[0]


def _is_ours(path: str, more: tuple[str, ...] = ()) -> bool:
    return is_text(path, more) and not path.startswith(".") and "/." not in path


def is_text(path: str, more: tuple[str, ...] = ()) -> bool:
    """Return whether a file is Markdown by its name, or of one of some more endings."""
    return path.lower().endswith((*ENDINGS, *more))


class _Globs:
    """Gitignore patterns; the usual forms `folder/**/*.md`, `folder/*.md` and `**/*.md` are told
    without a regular expression.
    """

    def __init__(self, globs: Iterable[str], setting: str) -> None:
        patterns = [unicodedata.normalize("NFC", glob) for glob in globs]
        for pattern in patterns:
            if _ways(pattern) > MOST_WAYS:
                raise SettingsError(
                    f"'{setting}' holds a pattern with too many stars: {pattern[:60]}",
                    cure=f"Use '**' at most {MOST_WAYS} times, and few stars in one name.",
                )
        try:
            self._spec = GitIgnoreSpec.from_lines(patterns)
        except (ValueError, TypeError) as error:
            raise SettingsError(
                f"'{setting}' holds a pattern that can't be read: {error}",
                cure="Write it as in a .gitignore file.",
            ) from None
        found = [_USUAL.match(pattern) for pattern in patterns]
        # Without any slash a pattern fits at every depth.
        self._usual = (
            [(m["folder"] or "", m["deep"] or not m["folder"], m["ending"]) for m in found if m]
            if all(found)
            else None
        )

    def match_file(self, path: str) -> bool:
        """Return whether a path fits."""
        if self._usual is None:
            return self._spec.match_file(path)
        for folder, deep, ending in self._usual:
            if (
                path.startswith(folder)
                and path.endswith(ending)
                and (deep or "/" not in path[len(folder) :])
            ):
                return True
        return False


def _ways(pattern: str) -> int:
    """Return in how many places a pattern leaves a choice, each of which multiplies the work for
    one path: a second star in one name, and each `**`.
    """
    parts = pattern.lstrip("!").rstrip("/").split("/")
    deep = parts.count("**") + (len(parts) == 1)
    return deep + sum(max(0, len(part.split("*")) - 2) for part in parts if part != "**")


def _spec(globs: Iterable[str], setting: str) -> _Globs:
    return _Globs(globs, setting)


def _no_lessons(settings: Settings, docs_prefix: str, paths: list[SrcUri]) -> ContentError:
    globs, docs = (
        ", ".join(f"'{glob}'" for glob in settings.lessons),
        docs_prefix or settings.docs_dir.name,
    )
    if not paths:
        return ContentError(
            f"no Markdown file below '{docs}'",
            place="mkdocs.yml",
            cure="Write a first lesson: docs/lessons/first.md",
        )
    tops = Counter(path.split("/", 1)[0] if "/" in path else "" for path in paths)
    seen = ", ".join(f"{_shown(top)} ({count})" for top, count in sorted(tops.items())[:20])
    more = f", and {len(tops) - 20} more" if len(tops) > 20 else ""
    best = max((top for top in tops if top), key=lambda top: tops[top], default="")
    glob = f"{best}/**/*.md" if best and best.isprintable() else "**/*.md"
    return ContentError(
        f"no file below '{docs}' is a lesson: nothing there matches {globs}",
        place="mkdocs.yml",
        cure=(
            f"Folders seen, with their Markdown files: {seen}{more}. Say in mkdocs.yml where the"
            " lessons are:"
        ),
        example=f'plugins:\n  - pollinate/garden:\n      lessons:\n        - "{glob}"',
    )


def _shown(top: str) -> str:
    return f"{top.translate(_CONTROL)}/" if top else "the top folder"


def _specs(settings: Settings) -> dict[str, _Globs]:
    specs = {kind: _spec(getattr(settings, kind), kind) for kind in (*KINDS, "lessons")}
    return specs | {"exclude": _spec((*settings.exclude, *settings.left_out), "exclude")}


def kind_test(settings: Settings) -> Callable[[SrcUri], str]:
    """Return a function that says what a path, of today or of the past, is: `lessons`, `people`, …,
    or empty.
    """
    specs, more = _specs(settings), settings.endings
    return lambda path: _kind(path, specs, ()) if _is_ours(path, more) else ""
