# Makes files of a garden from what somebody sent: the text that a form composed, at the place that
# it names, or a plain mail as a lesson, her words unchanged. Why here: what is received and what is
# written by hand must be one and the same file.
# Must not know: git, how a mail is read from disk, who may decide.
"""Make a draft of what was received."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pollinate.contribute.answers import Find, as_given
from pollinate.contribute.form_mail import form_line, whole_text
from pollinate.contribute.mail import Received, SentPicture
from pollinate.contribute.new_files import (
    DEVICES,
    free_path,
    lesson_path,
    note_path,
    trail_path,
)
from pollinate.contribute.pictures import MOST_TOGETHER, clean_picture
from pollinate.contribute.templates import clean_body, lesson_text, quoted
from pollinate.emails import without_addresses
from pollinate.errors import RequestError
from pollinate.paths import RepoPath, SrcUri, file_slug, to_repo
from pollinate.settings import Settings

TOPIC = "received"
"""Where a lesson goes whose sender named no topic."""
_FRONT = re.compile(r"\A\s*---[ \t]*\n(?P<keys>.*?)\n---[ \t]*(?:\n|\Z)", re.S)
_ABOUT = re.compile(r"^about[ \t]*:[ \t]*(?P<word>\S.*)$", re.M)
_PLAIN = (str, int, float, date)
_MARKDOWN = (".md", ".markdown")
_NAME = re.compile(r"[^\W_](?:[\w.-]{0,98}[^\W_])?")
"""A name in a path that any disk takes, but for marks on its letters: letters, digits, `_`, `.`
and `-`.
"""
_LONGEST_BYTES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Files for a branch of their own, and who sent them."""

    title: str
    place: RepoPath
    files: Mapping[RepoPath, bytes]
    """With the pictures."""
    told: tuple[str, ...]
    """What a moderator should know."""


def draft_of(
    received: Received,
    settings: Settings,
    docs: str,
    kind_of: Callable[[SrcUri], str],
    *,
    topic: str = "",
    team: str = "",
    find: Find = as_given,
    credits_somebody: Callable[[str], bool],
    values_of: Callable[[str], Mapping[str, object]] | None = None,
    taken: Collection[str] = (),
    there: Collection[str] = (),
) -> Draft:
    """Return the files that a mail becomes; `kind_of` says what the settings take a path for, and
    `find` which page it is about.

    `team` is credited in the place of whoever commits; `credits_somebody` tells whether a text does
    so itself, and `values_of` what its front matter holds. `taken` are paths of files that came
    earlier and wait, `there` those of the garden. Raises RequestError for a mail with neither words
    nor pictures.
    """
    told = [*received.told, *(f"left out: {one}" for one in received.left_out)]
    mark = secrets.token_hex(3)
    named = _named_place(received.subject, docs, kind_of, there)
    words = whole_text(received.text, told, named=named is not None)
    if received.topic and topic not in ("", received.topic):
        told.append(f"it names its own topic, so '{topic}' is not used")
    topic = received.topic or topic
    if _FRONT.match(words):
        values = _values(words, values_of)
        uri = named or _place_by_keys(settings, values, topic, mark)
        if named is None and _is_fit(received.file) and received.file.endswith(_MARKDOWN):
            uri = SrcUri(f"{uri.rpartition('/')[0]}/{received.file}".lstrip("/"))
        elif named is not None and topic:
            told.append(f"it names its own place, so the topic '{topic}' is not used")
        _refuse_credit(credits_somebody(words.lstrip()), team, told)
        text = _about_a_page(words.lstrip(), find, told) + "\n"
    elif words or received.pictures:
        title = _subject(received.subject) or _first_words(words)
        called = without_addresses(title).strip() or f"lesson-{mark}"
        uri = lesson_path(settings, topic or TOPIC, called)
        if not topic:
            told.append(f"its sender named no topic, so it stands in “{TOPIC}”")
        if key := form_line(words):
            told.append(f"it holds the line “{key}” of a form in its text: look where it belongs")
        text = lesson_text(title, text=clean_body(words), bare=True)
    else:
        raise RequestError(
            "this mail has neither words nor pictures that can be taken",
            cure=_why_nothing(received),
        )
    text = _credited(text, team)
    place = to_repo(docs, _beside(uri, docs, taken, there, told))
    files, shown = _pictures(received.pictures, place, told, {*taken, *there})
    text += shown
    files[place] = text.encode("utf-8", "replace")
    title = _title(_values(text, values_of), received.subject)
    return Draft(title=title, place=place, files=files, told=tuple(told))


def _values(
    text: str, values_of: Callable[[str], Mapping[str, object]] | None
) -> Mapping[str, str]:
    """Return the keys of a text's front matter that hold one text, and those that hold more, which
    have none.
    """
    found = _FRONT.match(text)
    if values_of is None:
        return _keys(found["keys"]) if found else {}
    values = values_of(text.lstrip()).items()
    return {str(key): str(value) if isinstance(value, _PLAIN) else "" for key, value in values}


def _refuse_credit(credits: bool, team: str, told: list[str]) -> None:
    if credits and team:
        raise RequestError(
            "what was sent credits somebody itself",
            cure="Leave --unnamed out, or take `credit:` out of the text first.",
        )
    if credits:
        told.append("it credits somebody itself: look at whom it names")


def _why_nothing(received: Received) -> str:
    reasons = [f"Left out: {one}." for one in received.left_out]
    ask = "Ask its sender for the text, or write it down yourself: pollinate new lesson"
    return "\n".join([*reasons, ask])


def _about_a_page(text: str, find: Find, told: list[str]) -> str:
    """Return a text whose `about` is the path of the page that its title or address means."""
    front = _FRONT.match(text)
    line = _ABOUT.search(front["keys"]) if front else None
    if front is None or line is None:
        return text
    kind = _keys(front["keys"]).get("kind", "")
    word = line["word"].strip().strip("\"'")
    try:
        path = find("questions" if kind == "answer" else "pages", word)
    except RequestError as error:
        told.append(f"{error.problem}: say in `about` which is meant")
        return text
    if path == word:
        return text
    start = front.start("keys")
    return text[: start + line.start()] + f"about: {quoted(path)}" + text[start + line.end() :]


def _named_place(
    subject: str, docs: str, kind_of: Callable[[SrcUri], str], there: Collection[str]
) -> SrcUri | None:
    """Return the place that a subject names, where a garden takes lessons, notes or trails, and
    that lies below no file.
    """
    prefix = f"{docs}/" if docs else ""
    files = {path.casefold() for path in there}
    for word in subject.split():
        uri = SrcUri(word.removeprefix(prefix))
        if not word.startswith(prefix) or not uri.endswith(_MARKDOWN):
            continue
        steps = word.casefold().split("/")
        below = any("/".join(steps[:n]) in files for n in range(1, len(steps)))
        fit = all(map(_is_fit, uri.split("/"))) and not below
        if fit and kind_of(uri) in ("lessons", "notes", "trails"):
            return uri
    return None


def _is_fit(name: str) -> bool:
    """Tell whether a name in a path is one that any disk takes."""
    bare = "".join(
        c for n, c in enumerate(name) if n == 0 or name[n - 1].isascii() or not _is_mark(c)
    )
    fit = _NAME.fullmatch(bare) and len(name.encode("utf-8", "replace")) <= _LONGEST_BYTES
    return bool(fit) and name.partition(".")[0].lower() not in DEVICES


def _is_mark(char: str) -> bool:
    # One that only chooses how an emoji is drawn belongs to no letter.
    return unicodedata.category(char) in ("Mn", "Mc") and not "\ufe00" <= char <= "\ufe0f"


def _keys(text: str) -> dict[str, str]:
    """Return the keys of front matter that hold one plain line: what gives a file its place needs
    no more, and whatever else stands there is read by `check`, with its limits.
    """
    return {
        key.strip(): value.strip().strip("\"'")
        for key, _, value in (line.partition(":") for line in text.splitlines())
    }


def _place_by_keys(settings: Settings, values: Mapping[str, str], topic: str, mark: str) -> SrcUri:
    title = without_addresses(values.get("title", "")).strip()
    if values.get("kind") or values.get("about"):
        return note_path(settings, "", values.get("about", ""), values.get("kind", "note"), mark)
    if "steps" in values:
        return trail_path(settings, title or f"trail-{mark}")
    return lesson_path(settings, topic or TOPIC, title or f"lesson-{mark}")


def _credited(text: str, team: str) -> str:
    """Return a text that credits a team, or nobody by name, in the place of who commits it."""
    if not team:
        return text
    entry = f"credit:\n  - as: {quoted(team)}\n"
    found = _FRONT.match(text)
    if found and (flow := re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*\{", found["keys"])):
        at = found.start("keys") + flow.end()
        return f"{text[:at]}credit: [{{as: {quoted(team)}}}], {text[at:]}"
    if found:
        at = found.end("keys") + 1
        return text[:at] + entry + text[at:]
    return f"---\n{entry}---\n\n{text}"


def _beside(
    uri: SrcUri, docs: str, taken: Collection[str], there: Collection[str], told: list[str]
) -> SrcUri:
    """Return a place that nothing has that came earlier, nor the garden."""
    prefix = f"{docs}/" if docs else ""
    free = free_path(uri, [path.removeprefix(prefix) for path in (*taken, *there)])
    if free != uri:
        waits = f"{prefix}{uri}".casefold() in {path.casefold() for path in taken}
        where = "came earlier and waits" if waits else "is in the garden already"
        told.append(f"another one of this name {where}: look whether it is the same")
    return free


def _pictures(
    pictures: Sequence[SentPicture], place: RepoPath, told: list[str], used: Collection[str]
) -> tuple[dict[RepoPath, bytes], str]:
    """Return the files of pictures beside a text, and the lines that show them."""
    files: dict[RepoPath, bytes] = {}
    shown, left = "", MOST_TOGETHER
    for number, picture in enumerate(pictures, 1):
        name, data, points = _picture(picture, place, number, told, left)
        left -= points
        if data:
            wanted = SrcUri(f"{place.rpartition('/')[0]}/{name}".lstrip("/"))
            path = RepoPath(free_path(wanted, [*used, *files]))
            files[path], name = data, path.rpartition("/")[2]
            shown += f"\n![{_alt(picture)}]({name})\n"
    return files, shown


def _picture(
    picture: SentPicture, place: RepoPath, number: int, told: list[str], most: int
) -> tuple[str, bytes, int]:
    try:
        data, ending, points = clean_picture(picture.data, picture.ending, most)
    except RequestError as error:
        if error.example:
            raise
        told.append(f"left out: “{picture.name or 'a picture'}”: {error.problem}")
        return "", b"", 0
    stem = place.rpartition("/")[2].rpartition(".")[0]
    return f"{file_slug(stem) or 'picture'}-{number}{ending}", data, points


def _alt(picture: SentPicture) -> str:
    """Return words for who can't see it: a moderator is asked for better ones."""
    stem = picture.name.rpartition(".")[0]
    words = "".join(c for c in stem if unicodedata.category(c)[0] in "LNZ" or c in "-_")
    named = words if re.search(r"[^\W\d_]{3}.*[\s_-].*[^\W\d_]{3}", words) else ""
    return " ".join(re.split(r"[\s_-]+", named)).strip() or "Describe this picture"


def _subject(subject: str) -> str:
    return re.sub(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", "", subject, flags=re.I).strip()


def _first_words(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line.strip("#*_> ")[:80]


def _title(values: Mapping[str, str], subject: str) -> str:
    return " ".join(values.get("title", "").split())[:100] or _subject(subject) or "A note"
