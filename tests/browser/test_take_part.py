# The forms by which people take part, in a true browser: what they compose is read as it was typed
# and passes our own check, every forge gets its address, and a phone and a keyboard are enough.
# Must not know: how a page is made.
"""Test the ways to take part in Chromium."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from pollinate.content.fields import Fields
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.note_schema import read_note, read_trail
from pollinate.content.schema import read_lesson
from pollinate.contribute.answers import read_answers
from pollinate.paths import RepoPath, SrcUri
from pollinate.settings_file import read_settings
from support.run import pollinate

from tests.browser.serving import tab

pytestmark = pytest.mark.browser

WAYS = ("write", "ask", "answer", "apply", "review", "thank", "reflect", "teach", "tell")
HARD = (
    "plain words", "a: b # c", '"quoted" and \\ back', "---", "- item\n- two", "# Heading", "[[ana]]",
    "[x](nowhere.md)", "![x](nowhere.png)", "<script>alert(1)</script>", "<b>bold</b>", "{{ x }}", "&amp; &lt;",
    "ends in a \\", "👩‍🔬 🙂", "教訓", "سلام", "a\u2028b\x85c", "\u202ebidi", "tab\there", "\ufeffmark", "null",
    "~", "{a}", "```\ncode\n```", "    indented", "a\n\n\n\nb", "Title\n=====", "$x$", "| a | b |\n|---|---|", "*x* _y_ `z`",
    "https://example.org/a?b=c#d", "'single'", "%20 %", "[a]: b.md", "x[^1]", "1. one\n2. two", "\x00\x07", "--8<-- 'x'",
    "!!python/object:x", "<!-- pollinate: home -->", "{ .learned-from }", "word " * 300,
)  # fmt: skip
COMPOSE = """([fields, typed]) => {
  const part = document.querySelector('[data-pl-form]'), form = part.querySelector('form');
  form.reset();
  for (const [name, value] of Object.entries(typed)) {
    for (const one of form.querySelectorAll(`[name="${name}"]`)) {
      if (one.type === 'radio') { one.checked = one.value === value; } else { one.value = value; }
    }
  }
  form.dispatchEvent(new Event('submit', {cancelable: true}));
  const shown = !part.querySelector('[data-pl-result]').hidden;
  const told = [...part.querySelectorAll('.pl-field__problem')].map(one => one.id);
  return {
    shown, told, text: part.querySelector('[data-pl-file]').textContent,
    path: (part.querySelector('[data-pl-path]') || {textContent: ''}).textContent,
    sends: Object.fromEntries([...part.querySelectorAll('[data-pl-send]')].filter(one => !one.hidden)
      .map(one => [one.dataset.plSend, one.href || ''])),
  };
}"""
CHOICES = """part => Object.fromEntries([...document.querySelectorAll('[data-pl-list]')].map(list =>
  [list.dataset.plList, [...list.children].map(row => [row.dataset.plValue,
    row.querySelector('span').textContent])]))"""
PLAN = "JSON.parse(document.querySelector('[data-pl-plan]').textContent)"
RADIOS = """name => [...document.querySelectorAll(`input[type=radio][name="${name}"]`)]
  .map(one => one.value)"""


class Way:
    """One form, open in a tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.wait_for_selector("form:not([hidden])")
        self.plan = page.evaluate(PLAN)
        self.lists: dict[str, list[list[str]]] = page.evaluate(CHOICES)
        names = [field["name"] for field in self.plan["fields"]]
        self.radios = {name: page.evaluate(RADIOS, name) for name in names}

    def compose(self, typed: Mapping[str, str]) -> dict[str, object]:
        """Return what the form makes of some answers."""
        return dict(self.page.evaluate(COMPOSE, [self.plan["fields"], dict(typed)]))

    def typed(self, word: Callable[[], str]) -> dict[str, str]:
        """Return an answer for each field: a true choice, else what `word` gives."""
        found = {}
        for field in self.plan["fields"]:
            name, how = field["name"], field["how"]
            if self.radios[name]:
                found[name] = self.radios[name][len(word()) % len(self.radios[name])]
            elif how in ("number", "url"):
                found[name] = {"number": "45", "url": "https://example.org/a?b=c#d"}[how]
            elif field["of"] in self.lists and not field["free"]:
                rows = self.lists[field["of"]]
                found[name] = rows[len(word()) % len(rows)][1]
            else:
                found[name] = word() if how in ("section", "body") else sentence(word())
        return found


def sentence(text: str) -> str:
    """Return a text as a field of one line takes it."""
    return re.sub(r"</?(?:b|script)\b", "", text)[:290]


@pytest.fixture(scope="module")
def ways(browser: Browser, demo_url: str) -> Iterator[dict[str, Way]]:
    """Give each form of the sample garden, open."""
    with tab(browser, demo_url, 1280) as opened:
        made = {}
        for way in WAYS:
            page = opened.page.context.new_page()
            page.goto(f"{demo_url}take-part/{way}/")
            made[way] = Way(page)
        yield made


def test_two_hundred_fillings_pass_check(ways: dict[str, Way], demo: Path, tmp_path: Path) -> None:
    """Whatever is typed into any form, what comes out is no finding of `pollinate check`."""
    garden = tmp_path / "garden"
    shutil.copytree(demo, garden)
    dice, made = random.Random(11), set()
    before = findings(garden)
    for number in range(200):
        way = ways[WAYS[number % len(WAYS)]]

        def word() -> str:
            return " ".join(dice.choice(HARD) for _ in range(dice.choice((1, 1, 2, 3)))) + " x"

        found = way.compose(way.typed(word))
        assert found["shown"], (way.plan["way"], found["told"])
        if way.plan["way"] == "tell":
            continue
        path = garden / str(found["path"]).replace(".md", f"-{number}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(found["text"]), encoding="utf-8")
        made.add(path.relative_to(garden).as_posix())

    new = [one for one in findings(garden) if one not in before]

    assert [] == [(one["code"], one["message"]) for one in new if one["path"] in made]


def findings(garden: Path) -> list[dict[str, object]]:
    """Return what check finds in a garden."""
    done = pollinate("-C", str(garden), "check", "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    return list(json.loads(done.stdout)["findings"])


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200
) | st.sampled_from([text[:290] for text in HARD])


def one_line(text: str) -> str:
    """Return a text as a browser joins its lines: white space is what JavaScript calls so."""
    blank = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
        map(chr, range(0x2000, 0x200B))
    )
    control = "\x00-\x1f\x7f-\x9f"
    return re.sub(f"[{blank}{control}]+", " ", text).strip(" ")


@hypothesis_settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(title=TEXTS, because=TEXTS, when=st.lists(TEXTS, max_size=3), text=TEXTS)
def test_a_lesson_is_read_as_it_was_typed(
    ways: dict[str, Way], title: str, because: str, when: list[str], text: str
) -> None:
    """Title, reason and conditions read back letter by letter, and no answer becomes a key of its
    own; what a form doesn't take, it says.
    """
    way, rows = ways["write"], [row for one in when for row in re.split("\r\n|[\r\n]", one)]
    lesson = way.lists["lessons"][2]
    answers = {
        "title": title.replace("\n", " ").replace("\r", " "),
        "topic": "deploys",
        "happened": f"It {text}",
        "learned": "Much.",
        "applies": "\n".join(when),
        "from-lesson": lesson[1],
        "from-lesson-because": because.replace("\n", " ").replace("\r", " "),
    }
    found = way.compose(answers)
    if not found["shown"]:
        told = [str(one) for one in found["told"]]  # type: ignore[attr-defined]
        assert not one_line(title) or re.search(
            "</?[abdeips]", title + because + "".join(when), re.I
        ), told
        return
    front = read_front_matter(str(found["text"]).encode(), RepoPath("docs/x.md"))
    fields = Fields(RepoPath("docs/x.md"), front)
    read = read_lesson(SrcUri("x.md"), front, fields)

    assert [] == fields.diagnostics and () == front.diagnostics
    assert one_line(answers["title"]) == read.title
    assert [one_line(row) for row in rows if one_line(row)] == list(read.applies_when)
    assert {"title", "applies_when", "learned_from"} >= set(front.values)
    entry = dict(front.values["learned_from"][0])  # type: ignore[index,arg-type,call-overload]
    assert entry.get("because", "") == one_line(answers["from-lesson-because"])
    assert str(entry["lesson"]).endswith(lesson[0].rpartition("/")[2])


FORGES = {
    "github": ("https://github.com/o/g", "/new/main?filename="),
    "gitlab": ("https://gitlab.com/o/g", "/-/new/main?file_name="),
    "gitea": ("https://codeberg.org/o/g", "/_new/main/docs/notes/2"),
    "bitbucket": ("https://bitbucket.org/o/g", "/create-file/main/docs/notes/2"),
    "azure": ("https://dev.azure.com/o/p/_git/g", "?path=/docs/notes/2"),
}


@pytest.mark.parametrize("forge", FORGES)
def test_every_forge_gets_the_file(ways: dict[str, Way], forge: str) -> None:
    """The prefilled address of each forge holds place and text where it takes them; where it takes
    no text, the text is copied and the place opened.
    """
    from pollinate.contribute.forge import new_file_pattern, prefills
    from pollinate.settings import make_settings

    base, start = FORGES[forge]
    where = {"root": Path("/g"), "docs_dir": Path("/g/docs"), "repo_url": base}
    ours = make_settings({}, **where)
    way = ways["apply"]
    lesson = way.lists["lessons"][0]
    way.page.evaluate(
        "([pattern, fills]) => { const plan = document.querySelector('[data-pl-plan]');"
        " plan.textContent = JSON.stringify({...JSON.parse(plan.textContent), forge: pattern, fills});"
        " const part = document.querySelector('[data-pl-form]');"
        " part.outerHTML = part.outerHTML.replace(' data-pl-ready=\"\"', '');"
        " document$.next(document); }",
        [new_file_pattern(ours), prefills(ours)],
    )
    made = way.compose(
        {"lesson": lesson[1], "outcome": "partly", "applied-text": "Half & half #1."}
    )
    sends: dict[str, str] = dict(made["sends"])  # type: ignore[call-overload]
    url = sends["forge" if prefills(ours) else "forge-copy"]

    assert url.startswith(base + start), url
    assert ("forge-copy" in sends) is not prefills(ours) and ("forge" in sends) is prefills(ours)
    query = parse_qs(urlsplit(url).query)
    assert ([made["text"]] if prefills(ours) else []) == query.get("value", [])
    assert str(made["path"]).rpartition("/")[2] in unquote(url) or forge == "azure"


def test_a_keyboard_and_a_phone_are_enough(browser: Browser, demo_url: str) -> None:
    """From the home page to a downloaded file with the keyboard alone, at 390 pixels: the way is a
    link, each field is reached in order, what is missing is said at its field, and the file is
    there.
    """
    with tab(browser, demo_url, 390) as opened:
        page = opened.page
        opened.open("")
        page.focus("a.pl-door[href*='take-part/ask']")
        page.keyboard.press("Enter")
        page.wait_for_selector("form:not([hidden])")
        page.focus("#pl-about")
        page.keyboard.type("Print the boarding list")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert "pl-question-text" == page.evaluate("document.activeElement.id")
        assert page.is_visible("#pl-problem-question-text")
        page.keyboard.type("Where is the paper kept?")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert "pl-as-it-will-stand" == page.evaluate("document.activeElement.id")
        with page.expect_download() as waiting:
            page.focus("[data-pl-send=download]")
            page.keyboard.press("Enter")
        text = Path(waiting.value.path()).read_text(encoding="utf-8")

        assert "kind: question" in text and "Where is the paper kept?" in text
        assert re.fullmatch(
            r"\d{4}-\d\d-\d\d-[a-z-]+-[0-9a-f]{6}\.md", waiting.value.suggested_filename
        )
        front = read_front_matter(text.encode(), RepoPath("docs/x.md"))
        fields = Fields(RepoPath("docs/x.md"), front)
        assert read_note(SrcUri("notes/x.md"), front, fields, "") and [] == fields.diagnostics
        assert [] == opened.foreign and [] == opened.complaints


def test_a_draft_survives_a_reload_and_can_be_thrown_away(browser: Browser, demo_url: str) -> None:
    """What was typed stands there again after a reload, the page says so, and one button empties
    it; what a link brings along wins.
    """
    with tab(browser, demo_url, 1280) as opened:
        page = opened.page
        opened.open("take-part/thank/")
        page.wait_for_selector("form:not([hidden])")
        page.fill("#pl-to", "Somebody")
        page.click("text=Add one more")
        page.keyboard.type("Another")
        page.fill("#pl-thanks-text", "You stayed.")
        page.reload()
        page.wait_for_selector("form:not([hidden])")

        assert "You stayed." == page.input_value("#pl-thanks-text")
        names = page.eval_on_selector_all("[name=to]", "all => all.map(one => one.value)")
        assert ["Somebody", "Another"] == names
        assert "earlier" in page.inner_text("[data-pl-said]")
        page.click("[data-pl-again]")
        page.reload()
        page.wait_for_selector("form:not([hidden])")
        assert "" == page.input_value("#pl-thanks-text")
        page.goto(
            f"{demo_url}take-part/ask/?about=lessons/keeping-boats-moving/print-the-boarding-list.md"
        )
        page.reload()
        page.wait_for_selector("form:not([hidden])")
        assert "Print the boarding list" in page.input_value("#pl-about")


@pytest.mark.parametrize("way", WAYS)
def test_without_a_script_the_text_and_the_steps_stand_there(
    browser: Browser, demo_url: str, way: str
) -> None:
    """A reader without JavaScript finds what to copy, where it goes, and no form that does
    nothing.
    """
    with tab(browser, demo_url, 390, script=False) as opened:
        opened.open(f"take-part/{way}/")
        page = opened.page

        assert not page.is_visible("form.pl-form") and page.is_visible("[data-pl-plain] pre")
        assert page.locator("[data-pl-plain] li").count() >= 2


def test_a_text_from_elsewhere_has_no_tag_in_a_sentence(ways: dict[str, Way]) -> None:
    """A tag, an endless line, a wrong address or an unknown lesson is told at its field, and
    nothing is made."""
    way = ways["apply"]
    lesson = way.lists["lessons"][0][1]
    good = {"lesson": lesson, "outcome": "worked", "applied-text": "Words."}
    for name, value in (
        ("effect", "a <b>bold</b> claim"),
        ("effect", "x" * 301),
        ("see", "javascript:alert(1)"),
        ("see", "https://a b"),
        ("lesson", "No such lesson"),
        ("applied-text", " \n "),
        ("applied-text", "x" * 10_001),
    ):
        found = way.compose({**good, name: value})
        assert not found["shown"] and [f"pl-problem-{name}"] == found["told"], (name, value)
    assert way.compose(good)["shown"]


def test_a_trail_is_read(ways: dict[str, Way]) -> None:
    """A trail's steps lead from its own file to the lessons."""
    way = ways["teach"]
    lesson = way.lists["lessons"][1]
    made = way.compose(
        {"trail-title": "First night", "minutes": "45", "steps": lesson[1], "trail-text": "Rest."}
    )
    front = read_front_matter(str(made["text"]).encode(), RepoPath("docs/trails/x.md"))
    fields = Fields(RepoPath("docs/trails/x.md"), front)
    trail = read_trail(SrcUri("trails/x.md"), front, fields)

    assert [] == fields.diagnostics and 45 == trail.minutes
    assert ["../" + lesson[0]] == [step.lesson for step in trail.steps]


@pytest.mark.parametrize("name", [way for way in WAYS if way != "tell"])
def test_a_form_and_a_table_of_answers_make_one_file(
    ways: dict[str, Way], demo: Path, tmp_path: Path, name: str
) -> None:
    """What somebody typed into our form, and the same answers out of another, say the same: keys,
    values and text.
    """
    way, words = ways[name], iter(range(100))
    typed = way.typed(lambda: f"plain words {next(words)}")
    made = way.compose(typed)
    assert made["shown"], made["told"]
    places = {shown: value for rows in way.lists.values() for value, shown in rows}
    answers = tmp_path / "answers.json"
    told = {field: places.get(value, value) for field, value in typed.items()}
    answers.write_text(json.dumps({"way": name, **told}), encoding="utf-8")
    settings = read_settings(demo, "", ())
    [received] = read_answers(answers, settings)
    read = [
        read_front_matter(text.encode(), RepoPath("docs/x.md"))
        for text in (str(made["text"]), received.text)
    ]

    assert read[0].values == read[1].values and read[0].body.strip() == read[1].body.strip()
