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
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, fragment_fromstring
from markdown import markdown
from playwright.sync_api import Browser, Page
from pollinate.content.fields import Fields
from pollinate.content.frontmatter import read_front_matter
from pollinate.content.note_schema import read_note, read_trail
from pollinate.content.schema import read_lesson
from pollinate.contribute.answers import read_answers
from pollinate.contribute.new_files import lesson_path
from pollinate.paths import RepoPath, SrcUri
from pollinate.settings import make_settings
from pollinate.settings_file import read_settings
from support.run import ROOT, pollinate

from tests.browser.serving import tab
from tests.browser.test_pages import violations

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
PLAN = "JSON.parse(document.querySelector('[data-pl-plan]').dataset.plPlan)"
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
        " plan.dataset.plPlan = JSON.stringify("
        "{...JSON.parse(plan.dataset.plPlan), forge: pattern, fills});"
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


RESTART = """told => {
  const part = document.querySelector('[data-pl-form]');
  part.dataset.plPlan = JSON.stringify({...JSON.parse(part.dataset.plPlan), ...told});
  if (!part.querySelector('[data-pl-send=mail]')) {
    const link = document.createElement('a');
    link.setAttribute('data-pl-send', 'mail');
    part.querySelector('.pl-sends').appendChild(link);
  }
  part.outerHTML = part.outerHTML.replace(' data-pl-ready=""', '');
  document$.next(document);
}"""


FOCUSED = """() => { const one = document.activeElement, form = one.closest('form');
  return {name: one.name || '', kind: one.type || one.tagName, value: one.value || '', inside: !!form,
    send: one.dataset ? one.dataset.plSend || '' : '', id: one.id}; }"""


@pytest.mark.parametrize("name", WAYS)
def test_each_way_goes_from_home_to_each_forge(
    browser: Browser, demo_url: str, ways: dict[str, Way], name: str
) -> None:
    """At 390 pixels and with the keyboard alone: a link on the home page leads to the form, every
    field is reached and filled, the file is downloaded, and each forge's address is made of it.
    """
    from pollinate.contribute.forge import new_file_pattern, prefills
    from pollinate.settings import make_settings

    words = iter(f"plain words {number}" for number in range(1000))
    typed = ways[name].typed(lambda: next(words))
    with tab(browser, demo_url, 390) as opened:
        page = opened.page
        opened.open("")
        door = f"a[href$='take-part/{name}/'], a[href$='../{name}/']"
        if not page.locator(door).count():
            page.focus(".pl-doors__all a")
            page.keyboard.press("Enter")
            page.wait_for_url("**/take-part/")
        page.focus(door)
        page.keyboard.press("Enter")
        page.wait_for_selector("form:not([hidden])")
        page.focus("h1 ~ * form :is(input, textarea, select)")
        done: set[str] = set()
        for _ in range(200):
            at = page.evaluate(FOCUSED)
            if at["kind"] == "submit" and at["inside"]:
                break
            if at["kind"] == "SUMMARY" and at["inside"]:
                page.keyboard.press("Enter")
            if at["inside"] and at["name"] in typed and at["name"] not in done:
                done.add(at["name"])
                if at["kind"] == "radio":
                    page.keyboard.press("Space")
                elif at["kind"] != "select-one":
                    page.keyboard.type(typed[at["name"]])
            page.keyboard.press("Tab")
        assert set(typed) == done
        page.keyboard.press("Enter")
        assert "pl-as-it-will-stand" == page.evaluate("document.activeElement.id")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        if name != "tell":
            for _ in range(20):
                page.keyboard.press("Tab")
                if "download" == page.evaluate(FOCUSED)["send"]:
                    break
            with page.expect_download() as waiting:
                page.keyboard.press("Enter")
            assert Path(waiting.value.path()).read_text(encoding="utf-8").startswith("---\n")
        assert [] == opened.foreign and [] == opened.complaints

        for base, start in FORGES.values():
            ours = make_settings({}, root=Path("/g"), docs_dir=Path("/g/docs"), repo_url=base)
            page.evaluate(RESTART, {"forge": new_file_pattern(ours), "fills": prefills(ours)})
            sends = dict(Way(page).compose(typed)["sends"])  # type: ignore[call-overload]
            if name == "tell":
                continue
            url = sends["forge" if prefills(ours) else "forge-copy"]
            assert url.startswith(base + start.partition("docs/notes")[0]), url


@pytest.fixture
def way(request: pytest.FixtureRequest, browser: Browser, demo_url: str) -> Iterator[Way]:
    """Give a form of its own, of the way that a test names."""
    with tab(browser, demo_url, 1280) as opened:
        opened.open(f"take-part/{request.param}/")
        yield Way(opened.page)


@pytest.mark.parametrize("way", ["ask"], indirect=True)
def test_a_mail_says_where_its_text_goes(way: Way) -> None:
    """Its subject names the file from the top of the repository, its text is the file's; a text
    that mail programs cut is attached by hand instead, and the mail says so.
    """
    way.page.evaluate(RESTART, {"mailbox": "lessons@x.test.org", "prefix": "docs"})
    about = "people/mira.md"
    for text, fits in (("What & why? 100 % #1 ü\n\n+1", True), ("long " * 400, False)):
        made = way.compose({"about": about, "question-text": text})
        url = str(dict(made["sends"])["mail"])  # type: ignore[call-overload]
        query = parse_qs(urlsplit(url).query, keep_blank_values=True)
        assert "lessons@x.test.org" == urlsplit(url).path and len(url) <= 1_800
        assert query["subject"][0].endswith(f": {made['path']}")
        assert str(made["path"]).startswith("docs/notes/")
        words = str(made["text"]).replace("\n", "\r\n") if fits else way.plan["words"]["file-in"]
        assert [words] == query["body"]


@pytest.mark.parametrize("way", ["ask"], indirect=True)
def test_a_long_text_is_copied_to_a_forge(way: Way) -> None:
    """An address that a forge refuses is not made: the place is opened, and the text copied."""
    way.page.evaluate(
        RESTART, {"forge": "https://x.test.org/new?filename={path}&value={text}", "fills": True}
    )
    made = way.compose({"about": "people/mira.md", "question-text": "$& {name} ü " * 500})
    sends: dict[str, str] = dict(made["sends"])  # type: ignore[call-overload]

    assert "forge" not in sends and sends["forge-copy"].endswith(".md"), sends
    made = way.compose({"about": "people/mira.md", "question-text": "$& {name} {text} $1"})
    url = str(dict(made["sends"])["forge"])  # type: ignore[call-overload]
    assert [made["text"]] == parse_qs(urlsplit(url).query)["value"]


@pytest.mark.parametrize(
    ("about", "name"),
    [
        ("people/mira.md", "question"),
        ("notes/2026/2026-03-14-roll-back-a1b2c3.md", "roll-back"),
        ("lessons/t/README.md", "t"),
    ],
)
def test_a_note_is_named_by_its_day_and_subject(
    ways: dict[str, Way], about: str, name: str
) -> None:
    """As the command line names it: no handle of a person, no day and mark of another note."""
    days = {date.today()}
    path = ways["ask"].compose({"about": about, "question-text": "Why?"})["path"]
    days.add(date.today())

    found = re.fullmatch(
        rf"docs/notes/(\d{{4}})/(\1-\d\d-\d\d)-{name}-[0-9a-f]{{6}}\.md", str(path)
    )
    assert found and date.fromisoformat(found[2]) in days, path


def test_no_lesson_has_the_name_of_a_device(ways: dict[str, Way]) -> None:
    """A form's file can be cloned on Windows, and a title without a letter has a name too."""
    good = {"topic": "t", "happened": "H.", "learned": "L."}
    paths = [ways["write"].compose({**good, "title": title})["path"] for title in ("Con", "¿?")]

    assert "docs/lessons/t/con-lesson.md" == paths[0]
    assert re.fullmatch(r"docs/lessons/t/write-[0-9a-f]{6}\.md", str(paths[1]))


def test_a_lesson_is_named_as_the_command_line_names_it(ways: dict[str, Way]) -> None:
    """In every script the form names a file as the command line does, long titles included."""
    good = {"topic": "t", "happened": "H.", "learned": "L."}
    titles = [
        "Über: naïve",
        "教訓：先に戻す",
        "नमस्ते दुनिया",
        "سلامٌ عليكم",
        "น้ำท่วม",
        "か\u3099",
        "Don’t",
    ]
    for title in (*titles, "教訓" * 80, "नमस्ते" * 30, "x" * 200, "word " * 40):
        path = ways["write"].compose({**good, "title": title})["path"]
        named = lesson_path(make_settings({}, root=ROOT, docs_dir=ROOT), "t", title)
        assert f"docs/{named}" == path


@pytest.mark.parametrize("name", ["yes", "Null", "Mira: K", "- x", "007", "~", 'a "b" \\ c'])
def test_whoever_is_thanked_is_a_name(ways: dict[str, Way], name: str) -> None:
    """No name is read as a truth, a number or a list; an address is told at its field, since it
    would stand on a page.
    """
    way = ways["thank"]
    lesson = way.lists["pages"][0][1]
    good = {"lesson-thanked": lesson, "thanks-text": "You stayed."}
    made = way.compose({**good, "to": name})
    front = read_front_matter(str(made["text"]).encode(), RepoPath("docs/x.md"))
    fields = Fields(RepoPath("docs/x.md"), front)
    note = read_note(SrcUri("notes/x.md"), front, fields, "")

    assert note is not None and (name,) == note.to and [] == fields.diagnostics
    assert ["pl-problem-to"] == way.compose({**good, "to": "mira@x.test.org"})["told"]


def test_the_beginning_of_two_lessons_is_neither(ways: dict[str, Way]) -> None:
    """What means one lesson alone is that lesson; what may mean two, or is too short to mean one,
    is asked again.
    """
    way = ways["ask"]
    rows = way.lists["pages"]
    labels = [label.lower() for _, label in rows]

    def said(text: str) -> str:
        made = way.compose({"about": text, "question-text": "Why?"})
        found = re.search("^about: (.*)$", str(made["text"]), re.M) if made["shown"] else None
        return found[1] if found else ""

    for value, label in rows:
        begun = [one for one in labels if one.startswith(label[:4].lower())]
        assert ("" if len(begun) > 1 else value) == said(label[:4]), label
    assert [""] * 2 == [said(text) for text in ("zz", labels[0][:2])]


@pytest.mark.parametrize("way", ["write"], indirect=True)
def test_a_problem_is_shown_where_it_is(way: Way) -> None:
    """A field that is folded away is opened, the first that is wrong has the keyboard, and a reason
    without a source is no key.
    """
    good = {"title": "T", "topic": "t", "happened": "H.", "learned": "L."}
    assert not way.page.is_visible("#pl-summary")
    found = way.compose({**good, "summary": "a <b>tag</b>", "from-source-because": "x" * 301})
    assert ["pl-problem-summary", "pl-problem-from-source-because"] == found["told"]
    assert way.page.is_visible("#pl-problem-summary")
    assert "pl-summary" == way.page.evaluate("document.activeElement.id")

    made = way.compose({**good, "from-source-because": "It said so."})
    assert [] == made["told"] and "because" not in str(made["text"])


def test_minutes_are_a_number(ways: dict[str, Way]) -> None:
    """What is none is told at its field."""
    way = ways["teach"]
    good = {"trail-title": "T", "steps": way.lists["lessons"][0][1], "trail-text": "Rest."}
    told = [way.compose({**good, "minutes": text})["told"] for text in ("soon", "0", "-5", "15")]

    assert [["pl-problem-minutes"]] * 3 + [[]] == told


@pytest.mark.parametrize("way", ["ask"], indirect=True)
def test_a_draft_stays_on_its_form(way: Way, demo_url: str) -> None:
    """What was typed for one way stands in no other; a store that holds nonsense stops nothing; a
    link fills in whom or what it is about, and no words of somebody's.
    """
    way.page.fill("#pl-question-text", "Why?")
    kept = way.page.evaluate("Object.entries(sessionStorage)")
    assert ["pollinate-draft:ask"] == [key for key, _ in kept if key.startswith("pollinate-")]
    for nonsense in ("{", "7", '{"reflection-text": {"x": 1}}'):
        way.page.evaluate(f"sessionStorage.setItem('pollinate-draft:reflect', {nonsense!r})")
        way.page.goto(f"{demo_url}take-part/reflect/")
        way.page.wait_for_selector("form:not([hidden])")
        assert "" == way.page.input_value("#pl-reflection-text")
        assert way.compose({"about": "people/x.md", "reflection-text": "W."})["shown"]
    way.page.goto(f"{demo_url}take-part/write/?title=Mine&summary=Words&topic=x&What+happened=y")
    way.page.wait_for_selector("form:not([hidden])")
    inputs = "all => all.map(one => one.value).join('')"
    assert "" == way.page.eval_on_selector_all(".pl-form input, .pl-form textarea", inputs).strip()


@pytest.mark.parametrize("how", ["ask", "write"])
def test_what_is_typed_is_prose(ways: dict[str, Way], how: str) -> None:
    """No answer becomes a link that leads nowhere, a tag, a heading or a wiki link: a strict build
    would stop at the first, and the others would say what nobody typed. Addresses are links.
    """
    way, field = ways[how], {"ask": "question-text", "write": "happened"}[how]
    good = {"about": "people/x.md", "title": "T", "topic": "t", "happened": "H.", "learned": "L."}
    for text in (
        *HARD,
        "a [b][c] d",
        "[b]: x.md",
        "<div>\nx\n</div>",
        "![i](https://x.org/p.png)",
        "[a](https://x.org/y)",
    ):
        made = way.compose({**good, field: f"so {text}\n\n{text}"})
        body = str(made["text"]).split("\n---\n", 1)[1].replace("## What", "What")
        shown = markdown(body, extensions=["tables", "fenced_code"])
        tags = set(re.findall(r"<(/?\w+)", shown))
        assert not {"h1", "h2", "b", "script", "div", "img"} & tags, (text, shown)
        links = re.findall(r'href="([^"]*)"', shown)
        assert all(link.startswith("https://") for link in links), (text, links)
        assert "[[" not in body and not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", body), text
    assert ["https://x.org/y"] * 2 == links


CODE = (
    "if [[ -f x ]]; then\n# a comment\ncat <<EOF > y\n---\nEOF\nfi",
    "def __init__(self):\n\n\n    return a[0](1) & b \\\n\n=== x",
    "- one\n- two\nthree &lt; ![x](y)",
)
LETTERS = (
    "#1 rule of the club", "#hashtag first", "the method __init__ and __main__ here", "\\\\server\\share\\a",
    "a \\* b \\# c \\\\ d \\_e_ f", "1986. What a year.", "2024) was dry", "&copy; and &lt;b&gt; and &#42; as typed",
    "!!! note", "??? more", "*** ", "* * *", "---", "-", "==", "=== Tab", '=== "Tab"', "::: module.name", "ends in \\",
    "some words {: #id .big }", "[[ana]] and [[[x]]] and \\[[y]]", "*[HTML]: x",
    "R&D; AT&T", "a <b c> d < e", "1 > 0 and `", "x[1](2)", "one `` two", "``a <b>` c", "a ` b\n\nc <b> ` d",
    "`a <b>`` b", "_ _ _", '===! "Tab"', '===+ "Tab"',
    "???+ more", "a (__ b__ c", "a __b __) c", "{ .big }", "{: .big }", "{#id}",
)  # fmt: skip


def rendered(made: Mapping[str, object]) -> HtmlElement:
    """Return what a reader sees of a lesson's first answer."""
    body = str(made["text"]).split("\n---\n", 1)[1].split("\n\n", 1)[1].rpartition("\n\n## ")[0]
    extensions = ["tables", "attr_list", "abbr", "admonition", "pymdownx.superfences"]
    extensions += ["pymdownx.details", "pymdownx.tabbed", "def_list"]
    options = {"pymdownx.tabbed": {"alternate_style": True}}
    return fragment_fromstring(
        markdown(body, extensions=extensions, extension_configs=options), create_parent="div"
    )


@pytest.mark.parametrize(
    "frame",
    [
        "```\n{}\n```",
        "~~~ sh\n{}\n~~~",
        "  ````\n{}\n````",
        "```\n{}\n`````",
        '```sh title="x"\n{}\n```',
        "deep",
    ],
)
def test_code_stays_letter_by_letter(ways: dict[str, Way], frame: str) -> None:
    """Whether it stands between fences or four blanks from the left, between words or alone."""
    good = {"title": "T", "topic": "t", "learned": "L."}
    for code in CODE:
        text = frame.format(code) if frame != "deep" else re.sub("^(?=.)", "    ", code, flags=re.M)
        for before, after in (("", ""), ("Do:\n\n", "\n\nThen [[x]]."), ("- a\n\nDo:\n\n", "")):
            shown = rendered(ways["write"].compose({**good, "happened": before + text + after}))
            (block,) = shown.xpath(".//pre")
            assert code == block.text_content().rstrip("\n"), (code, text)
            assert not after or "Then [[x]]." in shown.text_content()


@pytest.mark.parametrize(
    "text",
    [
        "- Step one:\n\n    ```py\n    a = 1  # x < y\n    b = 2\n    ```\n- Step two",
        "- Step one:\n\n    ~~~\n    a = 1  # x < y\n    b = 2\n    ~~~\n\n- Step two",
        "> Said:\n>\n> ```\n> a = 1  # x < y\n> b = 2\n> ```\n\nAnd so.",
        "1. Step\n   ```\n   a = 1  # x < y\n   b = 2\n   ```\n2. Step two",
    ],
)
def test_code_within_an_item_stays_letter_by_letter(ways: dict[str, Way], text: str) -> None:
    """Also within a quotation, and where three blanks stand before each of its rows."""
    good = {"title": "T", "topic": "t", "learned": "L."}
    shown = rendered(ways["write"].compose({**good, "happened": text}))
    (block,) = shown.xpath(".//pre")
    assert "a = 1  # x < y\nb = 2" == block.text_content().rstrip("\n"), text


def test_a_span_of_code_stays_letter_by_letter(ways: dict[str, Way]) -> None:
    """In one line, over two, and between double backticks."""
    good = {"title": "T", "topic": "t", "learned": "L."}
    for code in ("if a < b", "x[[1]](y)", "&lt;b&gt;", "a\n# b", "__init__", "\\*"):
        for mark in ("`", "``"):
            text = f"Say {mark}{code}{mark} and <b> [[c]] then."
            shown = rendered(ways["write"].compose({**good, "happened": text}))
            assert [code.replace("\n", " ")] == [
                one.text_content() for one in shown.xpath(".//code")
            ]
            assert shown.text_content().endswith("and <b> [[c]] then.")
    shown = rendered(ways["write"].compose({**good, "happened": "In C:\\`dir` there"}))
    assert ["dir"] == [one.text_content() for one in shown.xpath(".//code")]
    assert "In C:\\dir there" == shown.text_content().strip()


def test_words_stay_letter_by_letter(ways: dict[str, Way]) -> None:
    """What is a sign to Markdown is a letter to who types it: first in a text, and below others."""
    good = {"title": "T", "topic": "t", "learned": "L."}
    for text in LETTERS:
        for before in ("", "Words.\n\n", "Words\n"):
            shown = rendered(
                ways["write"].compose({**good, "happened": before + text + "\n\nEnd."})
            )
            told = " ".join(shown.text_content().split())
            assert " ".join(f"{before}{text} End.".split()) == told, (text, told)
            assert not shown.xpath(".//img|.//h1|.//h2|.//hr|.//strong|.//ol|.//input|.//details")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://x.org/a?b=c#d", ["https://x.org/a?b=c#d"]),
        ("See https://x.org/y, or http://x.org/z!", ["https://x.org/y", "http://x.org/z"]),
        ("Below\nhttps://x.org/y.", ["https://x.org/y"]),
        ("As [told](https://x.org/y) there", ["https://x.org/y"]),
        ("`https://x.org/y`", []),
    ],
)
def test_an_address_is_a_link(ways: dict[str, Way], text: str, links: list[str]) -> None:
    """Alone, in a sentence and on a line of its own; the sign that ends a sentence is none of it."""
    made = ways["write"].compose({"title": "T", "topic": "t", "learned": "L.", "happened": text})
    shown = rendered(made)
    assert links == shown.xpath(".//a/@href")
    assert "[" in text or text.strip("`") == shown.text_content().strip()


def test_lists_and_rows_that_go_on_are_what_they_look_like(ways: dict[str, Way]) -> None:
    """A list needs no blank line around it, what stands under an item belongs to it, and only what
    stands alone with four blanks before it is code; there is one blank line between.
    """

    def shown(text: str) -> tuple[HtmlElement, str]:
        good = {"title": "T", "topic": "t", "learned": "L.", "happened": text}
        made = ways["write"].compose(good)
        assert "\n\n\n" not in str(made["text"])
        return rendered(made), str(made["text"])

    page, _ = shown("Words\n- a <b>\n- b\nmore")
    assert ["a <b>", "b"] == [one.text_content().strip() for one in page.xpath(".//li")]
    page, _ = shown("Words\n    go on <b>\n\n\n\nAnd")
    assert not page.xpath(".//pre") and "go on <b>" in page.text_content()
    page, _ = shown("- one\n\n    more <b> of it\n\nThen")
    assert ["one more <b> of it"] == [
        " ".join(x.text_content().split()) for x in page.xpath(".//li")
    ]
    page, _ = shown("- one\ngoes on\n\n    more <b>")
    assert "more <b>" in page.text_content()
    page, text = shown("\tif a <b>\n\tb\n\n\nWords")
    assert ["if a <b>\nb"] == [one.text_content().strip() for one in page.xpath(".//pre")]
    assert "b\n```\n\nWords" in text
    page, text = shown("~~~ sh\na\n~~~\nWords")
    assert "~~~sh\na\n~~~\n\nWords" in text


def test_no_line_begins_a_block_of_another_program(ways: dict[str, Way]) -> None:
    """Nor a list that a forge would number anew, from which a year would go."""
    text = "::: module.name\n\n2024) was dry\n\n  ::: other"
    made = ways["write"].compose({"title": "T", "topic": "t", "learned": "L.", "happened": text})
    assert not re.search(r"^\s*(?::::|\d+[.)])", str(made["text"]), re.M)


@pytest.mark.parametrize("width", [1280, 390])
def test_no_form_has_a_violation(browser: Browser, demo_url: str, width: int) -> None:
    """No axe-core violation in light or dark and no sideways scroll on each form: as it is opened,
    with its problems shown, and with what it made; nothing comes from elsewhere.
    """
    found = []
    with tab(browser, demo_url, width) as opened:
        for way in WAYS:
            opened.open(f"take-part/{way}/")
            form = Way(opened.page)
            found += [f"{way}, opened: {one}" for one in violations(opened)]
            opened.page.locator("form button[type=submit]").first.click()
            assert opened.page.locator(".pl-field__problem").count(), way
            found += [f"{way}, problems: {one}" for one in violations(opened)]
            assert form.compose(form.typed(lambda: "Some words of mine"))["shown"], way
            found += [f"{way}, made: {one}" for one in violations(opened)]
            assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), way
            opened.page.evaluate("sessionStorage.clear(), localStorage.clear()")
        assert [] == found
        assert [] == opened.foreign and [] == opened.complaints


@pytest.mark.parametrize("half", ["\ud83d", "\ude00", "a\ud83d\ud83d b"])
def test_half_an_emoji_is_no_end(ways: dict[str, Way], half: str) -> None:
    """A sign that was cut in two, as some keyboards send it, is shown as one that nobody knows."""
    for name in ("write", "ask", "thank", "reflect", "tell"):
        way = ways[name]
        found = way.compose(way.typed(lambda: "word"))
        assert found["shown"], name
        field = next(f["name"] for f in way.plan["fields"] if f["how"] in ("section", "body"))
        way.page.evaluate(
            """([name, parts]) => { document.querySelector(`[name="${name}"]`).value =
              'Look: ' + String.fromCharCode(...parts) + ' there'; }""",
            [field, [ord(one) for one in half]],
        )
        # Of tabs that are not in front a mouse waits for a picture each time.
        way.page.locator("form button[type=submit]").first.evaluate("one => one.click()")
        shown = way.page.locator("[data-pl-file]").first.text_content() or ""
        assert "\ufffd" in shown, (name, shown)


def test_a_choice_shows_where_the_keyboard_is(browser: Browser, demo_url: str) -> None:
    """A radio button that has the focus looks otherwise than one that hasn't."""
    with tab(browser, demo_url, 1280) as opened:
        page = opened.page
        page.goto(f"{demo_url}take-part/apply/")
        page.wait_for_selector("form:not([hidden])")
        style = "one => getComputedStyle(one).outlineStyle + getComputedStyle(one).outlineWidth"
        one = page.locator(".pl-choice input").first
        before = one.evaluate(style)
        one.focus()
        page.keyboard.press("ArrowDown")
        focused = page.locator(".pl-choice input:focus")
        assert before != focused.evaluate(style) and "2px" in focused.evaluate(style)
