# Holds the catalogue and the code to each other: a sentence that nobody says marks a feature that is
# missing or gone, and a key without a sentence is a crash on somebody's page.
"""Test that every message is said, and that every sentence is there."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from pollinate.contribute.forms import TYPED, forms_of
from pollinate.contribute.templates import EXPLAINED
from pollinate.messages.catalogue import messages_in
from pollinate.model.content import SourceKind
from pollinate.model.metrics import WAYS, Freshness
from pollinate.model.notes import NoteKind
from pollinate.model.stages import Level, Outcome, SecondLook, Stage, Status
from pollinate.pages.descriptions import LEDES
from pollinate.pages.evidence import MARKS
from pollinate.pages.first_times import FIRST_LAID, FIRST_NOTES, FIRST_THANKED, FIRSTS
from pollinate.pages.history_view import TOLD
from pollinate.pages.lesson_view import MADE_BETTER
from pollinate.pages.list_views import FIRST_TIMES
from pollinate.pages.people_view import HELPING
from pollinate.pages.search_words import SAID
from pollinate.pages.take_part_view import WORDS as FORM_WORDS
from pollinate.settings import make_settings

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = sorted(
    path
    for folder in ("plugins", "contrib_tools")
    for ending in ("*.py", "*.html")
    for path in (ROOT / folder).rglob(ending)
)
SAYING = {"say", "tell", "speak"}
OUTCOME = (*Outcome, *SecondLook)
GONE = tuple(status for status in Status if not status.is_current)
FRESH = tuple(field.name.replace("_", "-") for field in fields(Freshness))
THANKED = ("first-lesson", *FIRST_TIMES, "reviewed", "helped", "co-authored", "thanked")

_FORMS = forms_of(
    make_settings({"goals": ["One"]}, root=Path("/garden"), docs_dir=Path("/garden/docs"))
)
FORMS = [form.way for form in _FORMS]
_TYPED = [field for fields in TYPED.values() for field in fields()]
_ASKED = {field.name: field for field in (*(f for one in _FORMS for f in one.fields), *_TYPED)}
FIELDS = tuple(_ASKED)
HELPED = [name for name, field in _ASKED.items() if field.help]
LISTS = {field.of for field in _ASKED.values() if field.of}

MOVED = ("moved", "moved-changed", "readdressed")
HISTORY = ("planted", "changed", "reviewed", "grew", *MOVED, *TOLD.values(), *GONE)
BROWSED = ("a-to-z", "tags", "levels", "open-questions")
BUILT: dict[str, Iterable[str]] = {
    "act-{}": ("apply", "ask", "thank", "tell", "review"),
    "field-{}": FIELDS,
    "field-{}-help": HELPED,
    "form-{}": FORM_WORDS,
    "list-{}": LISTS,
    "take-{}": FORMS,
    "take-{}-lede": FORMS,
    "bed-{}": Stage,
    "digest-{}": ("first-lesson", *FIRST_TIMES),
    "door-{}": WAYS,
    "door-{}-text": WAYS,
    "feed-note-{}": NoteKind,
    "feed-{}": THANKED,
    "browse-{}": BROWSED,
    "browse-{}-lede": BROWSED,
    "way-to-{}": ("situations", *BROWSED),
    "evidence-{}": MARKS.values(),
    "evidence-also-{}": ("partly", "not"),
    "history-{}": HISTORY,
    "story-{}": Outcome,
    "done-{}": ("changed", "edited", "checked"),
    "file-about-{}": EXPLAINED,
    "file-below-{}": EXPLAINED,
    "fresh-{}": FRESH,
    "fresh-{}-do": FRESH,
    "kind-{}": SourceKind,
    "level-{}": Level,
    "outcome-{}": OUTCOME,
    "search-{}": SAID,
    "stage-key-{}": Stage,
    "stage-{}": Stage,
    "state-{}": ("due", *GONE),
    "status-{}": GONE,
    "took-{}": WAYS,
    "{}-person": ("ask", "thank"),
    "{}-undated": ("retired", "withdrawn"),
}
"""What can stand in the braces of a key that is put together."""

DID = {f"did-{role.value}" for role in MADE_BETTER}
WROTE = {"did-author", "did-co-author", "did-editor", "did-wrote-half", "did-wrote-most"}
FIRST = {what for what, _ in (*FIRSTS.values(), *FIRST_NOTES.values(), FIRST_LAID, FIRST_THANKED)}
SECTIONS = {
    "digest-planted", "applied-own", "digest-open", "answers", "thanks", "first-times",
    "digest-trails",
}  # fmt: skip
GROUPS = {
    "reviewers", "helpers", "together", "reviewers-text", "read-lessons", "helped-lessons",
    "together-lessons",
}  # fmt: skip
PASSED: dict[tuple[str, str], set[str]] = {
    ("_notes.html", "applied"): {"applied", "applied-own"},
    ("credit.html", "row.what"): DID | WROTE,
    ("descriptions.py", "key"): set(LEDES.values()),
    ("digest_text.py", "key"): {"digest-asks", "digest-asked"},
    ("digest_text.py", "title"): SECTIONS,
    ("lesson_top.html", "view.status"): {"retired", "withdrawn"},
    ("lineage.html", "key"): {"grew-from", "this-lesson", "grew-into"},
    ("month.html", "key"): {f"{kind}-of" for kind in FIRST_TIMES},
    ("month.html", "sentence"): GROUPS,
    ("month.html", "text"): GROUPS,
    ("month.html", "title"): GROUPS,
    ("person.html", "act.what"): {f"role-{role.value}" for role in HELPING},
    ("person.html", "first.what"): FIRST | {"first-taught", "first-applied-by-others"},
    ("stats.py", "key"): {"goals", "behaviours"},
    ("value.html", "key"): {"goals", "behaviours"},
}
"""Keys that reach a call through a variable, by file and variable."""


def in_python(path: Path) -> Iterator[str]:
    """Yield the first argument of each call that says something, holes as `{}`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name in SAYING:
                yield from _python_keys(node.args[0])


def _python_keys(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (*_python_keys(node.body), *_python_keys(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    else:
        yield f"${ast.unparse(node)}"


def in_template(path: Path) -> Iterator[str]:
    """Yield the same of a template."""
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say":
            yield from _template_keys(call.args[0])


def _template_keys(node: nodes.Expr) -> Iterator[str]:
    if isinstance(node, nodes.CondExpr):
        assert node.expr2 is not None
        yield from (*_template_keys(node.expr1), *_template_keys(node.expr2))
    elif isinstance(node, nodes.Concat):
        parts = (part.value if isinstance(part, nodes.Const) else "{}" for part in node.nodes)
        yield "".join(parts)
    else:
        yield node.value if isinstance(node, nodes.Const) else f"${_name(node)}"


def _name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_name(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else repr(node)


@cache
def calls() -> set[tuple[str, str]]:
    """Return file and key of each call."""
    return {
        (path.name, key)
        for path in SOURCES
        for key in (in_python(path) if path.suffix == ".py" else in_template(path))
    }


def said() -> set[str]:
    """Return every key that is said anywhere."""
    found: set[str] = set()
    for file, key in calls():
        if key.startswith("$"):
            found |= PASSED[file, key[1:]]
        elif "{}" in key:
            found |= {key.replace("{}", str(getattr(w, "value", w))) for w in BUILT[key]}
        else:
            found.add(key)
    return found


def test_every_message_is_said() -> None:
    """No sentence stands in the catalogue that no page and no command says."""
    assert [] == sorted(set(messages_in("en").keys()) - said())


def test_every_sentence_is_there() -> None:
    """No key is asked for that the catalogue lacks."""
    assert [] == sorted(said() - set(messages_in("en").keys()))


def test_the_tables_of_this_test_are_used() -> None:
    """Every way to put a key together, or to pass it on, that is listed here is in the code."""
    found = calls()

    assert [] == sorted(set(BUILT) - {key for _, key in found})
    assert [] == sorted(set(PASSED) - {(file, key[1:]) for file, key in found if key[0] == "$"})


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ("{{ say('a', x=say('b')) }}", {"a", "b"}),
        ("{{ say('a' if x else 'b-' ~ y.z) }}", {"a", "b-{}"}),
        ("{% macro m(k) %}{{ say(k.l) }}{% endmacro %}", {"$k.l"}),
    ],
)
def test_keys_of_a_template_are_found(source: str, keys: set[str], tmp_path: Path) -> None:
    """Constants, choices, keys that are put together and keys that are passed on are all seen."""
    path = tmp_path / "t.html"
    path.write_text(source, encoding="utf-8")

    assert keys == set(in_template(path))
