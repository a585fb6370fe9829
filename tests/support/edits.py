# Random changes of a small garden, of every kind that a garden knows: texts, titles, moves, notes,
# people, settings, commits. Each is one function that says in its name what it does; a seed says
# which come. Must not know: what is tested.
"""Edit a garden at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from support.repo import ANA, BEA, CY, Repo

CONFIG = """site_name: Edits
{url}theme:
  name: material
  font: false
{features}plugins:
  - search
  - pollinate/garden:
      look: garden
      goals: ["Fewer failed changes"]
{garden}  - pollinate/attribution
  - pollinate/acknowledgements
  - pollinate/learned-from
  - pollinate/trails
"""
WORDS = (
    "tide", "quay", "rope", "ramp", "fog", "ice", "crew", "gate", "bell", "wind", "chart", "hull",
)  # fmt: skip
TOPICS = ("boats", "ropes", "winter", "boats/ferries")
PEOPLE = {"ana": "Ana Reyes", "bea": "Bea Lind", "cy": "Cy Okafor"}
KEYS = (
    'summary: "In short: {w}."', "stage: budding", "level: expert", "icon: material/heart",
    'applies_when:\n  - "{w}"', "status: retired\nreason: gone", "draft: true",
    'learned_from:\n  - person: bea\n    because: "{w}"', 'aliases: ["Other {w}"]',
    "credit:\n  - person: cy\n    role: reviewer", "redirect_from: [lessons/old/{w}.md]",
    "review:\n  by: bea\n  every: 12 months", "author: Bea Lind",
)  # fmt: skip
"""Keys of a lesson, with words in place of `{w}`."""
LINKS = (
    "\n[a]({lesson})\n", "\n[b]({lesson}#more)\n", "\n[c](not-there.md)\n", "\n![d](p{n}.svg)\n",
    "\n[e](../../about.md#about)\n", "\n[f](../../people/ana.md) [[Bea Lind]]\n", "\n[[{w}]]\n",
    "\n[g]({lesson}){ .learned-from }\n",
)  # fmt: skip
SELDOM = 0.2
SHOWS = ("name", "alias\nalias: Night owl", "hidden")


class Edits:
    """Changes of one garden, one after another."""

    def __init__(self, repo: Repo, seed: int, *, in_nav: bool) -> None:
        """Begin a garden in a new repository, its lessons in the navigation or not."""
        self._in_nav = in_nav
        self.repo, self._chance, self._made = repo, random.Random(seed), 0
        self._settings = {"url": "", "features": "", "garden": ""}
        self.said: list[str] = []
        """What was done."""
        self._begin()

    def _begin(self) -> None:
        repo = self.repo
        repo.write(".gitignore", "site/\n")
        self._configure()
        repo.write("docs/index.md", "# Home\n\n<!-- pollinate: home -->\n")
        repo.write("docs/about.md", "# About\n\nRead [the first](lessons/boats/l0.md#more).\n")
        for number in range(5):
            self._write_lesson(number, TOPICS[number % 3])
        self._write_people("name", "name")
        self._note("applied", 0)
        self._note("thanks", 1)
        repo.write(
            "docs/trails/way.md",
            '---\ntitle: "A way"\nsteps:\n  - lesson: ../lessons/boats/l0.md\n    why: "First."\n'
            "  - lesson: ../lessons/ropes/l1.md\n---\n\nWalk.\n",
        )
        repo.write(
            "docs/gatherings/2024-03-01-talk.md",
            '---\ntitle: "A talk"\ndate: 2024-03-01\nkind: talk\npeople: [ana]\n---\n\nWe met.\n',
        )
        repo.commit(ANA, "Begin")

    def some(self) -> None:
        """Make one to three changes."""
        kinds = [getattr(self, name) for name in sorted(vars(Edits)) if name.startswith("edit_")]
        for _ in range(self._chance.randint(1, 3)):
            change: Callable[[], object] = self._chance.choice(kinds)
            if change() is not False:
                self.said.append(change.__name__)

    def _words(self) -> str:
        return " ".join(self._chance.choice(WORDS) for _ in range(self._chance.randint(3, 9)))

    @property
    def _docs(self) -> Path:
        return self.repo.path / "docs"

    def _lessons(self) -> list[Path]:
        return sorted(one for one in self._docs.glob("lessons/**/*.md") if one.stem != "index")

    def _lesson(self) -> Path:
        return self._chance.choice(self._lessons())

    def _path(self, file: Path) -> str:
        return file.relative_to(self._docs).as_posix()

    def _write_lesson(self, number: int, topic: str) -> None:
        others = self._lessons()
        link = ""
        if others:
            up = "../" * (topic.count("/") + 2)
            other = self._chance.choice(others)
            link = f"\nSee [it]({up}{self._path(other)}) and [[Lesson {other.stem[1:]}]].\n"
        self.repo.write(
            f"docs/lessons/{topic}/l{number}.md",
            f'---\ntitle: "Lesson {number}"\ntags: [{self._chance.choice(WORDS)}]\n---\n\n'
            f"# Lesson {number}\n\n{self._words()}.\n{link}\n## More\n\n{self._words()}.\n",
        )
        self._made = max(self._made, number + 1)

    def _write_people(self, *shows: str) -> None:
        for handle, show in zip(PEOPLE, shows, strict=False):
            name = PEOPLE[handle]
            self.repo.write(
                f"docs/people/{handle}.md", f'---\nname: "{name}"\nshow: {show}\n---\n\nAt work.\n'
            )

    def _note(self, kind: str, about: int | None = None) -> None:
        lessons = self._lessons()
        file = lessons[about % len(lessons)] if about is not None else self._lesson()
        self._made += 1
        more = {
            "applied": f"outcome: {self._chance.choice(('worked', 'partly', 'did-not-work'))}\n",
            "thanks": f"to: [{self._chance.choice(list(PEOPLE))}]\n",
            "review": "outcome: still-true\n",
        }.get(kind, "")
        self.repo.write(
            f"docs/notes/2024/2024-04-{self._made % 28 + 1:02d}-n{self._made}.md",
            f"---\nabout: {self._path(file)}\nkind: {kind}\n{more}---\n\n{self._words()}.\n",
        )

    def _change(self, file: Path, old: str, new: str) -> bool | None:
        text = file.read_text()
        if old not in text:
            return False
        file.write_text(text.replace(old, new, 1))
        return None

    def edit_text(self) -> None:
        """Add a sentence to a lesson."""
        with self._lesson().open("a") as file:
            file.write(f"\n{self._words()}.\n")

    def edit_word(self) -> bool | None:
        """Put another word in the place of one, of the same length where it happens so."""
        one, other = self._chance.sample(WORDS, 2)
        return self._change(self._lesson(), f" {one}", f" {other}")

    def edit_title(self) -> bool | None:
        """Give a lesson another title."""
        return self._change(self._lesson(), 'title: "', f'title: "{self._chance.choice(WORDS)} ')

    def edit_heading(self) -> bool | None:
        """Take away the heading that others link to."""
        return self._change(self._lesson(), "## More", "## Less")

    def edit_key(self) -> bool | None:
        """Give a lesson one more key."""
        key = self._chance.choice(KEYS)
        said = key.replace("{w}", self._words().replace(" ", "-"))
        file = self._lesson()
        if said.partition(":")[0] + ":" in file.read_text():
            return False
        return self._change(file, "---\n", f"---\n{said}\n")

    def edit_new(self) -> None:
        """Add a lesson."""
        self._write_lesson(self._made, self._chance.choice(TOPICS))

    def edit_gone(self) -> bool | None:
        """Take a lesson away."""
        if len(self._lessons()) < 4:
            return False
        self._lesson().unlink()
        return None

    def edit_moved(self) -> None:
        """Move a lesson."""
        file = self._lesson()
        target = self._docs / "lessons" / self._chance.choice(TOPICS) / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)

    def edit_topic(self) -> None:
        """Write the text of a topic."""
        topic = self._chance.choice(TOPICS)
        self.repo.write(f"docs/lessons/{topic}/index.md", f"# {topic} {self._words()}\n\nOf it.\n")

    def edit_note(self) -> None:
        """Add a note."""
        self._note(self._chance.choice(("applied", "thanks", "question", "reflection", "review")))

    def edit_no_note(self) -> bool | None:
        """Take a note away."""
        notes = sorted(self._docs.glob("notes/**/*.md"))
        if not notes:
            return False
        self._chance.choice(notes).unlink()
        return None

    def edit_people(self) -> None:
        """Have people shown otherwise."""
        self._write_people(*(self._chance.choice(SHOWS) for _ in PEOPLE))

    def edit_no_profile(self) -> None:
        """Take a profile away."""
        self._docs.joinpath(f"people/{self._chance.choice(list(PEOPLE))}.md").unlink(
            missing_ok=True
        )

    def edit_trail(self) -> bool | None:
        """Add a step to a trail."""
        step = f'  - lesson: ../{self._path(self._lesson())}\n    why: "{self._words()}"\n'
        return self._change(self._docs / "trails/way.md", "steps:\n", f"steps:\n{step}")

    def edit_gathering(self) -> bool | None:
        """Have one more at a gathering."""
        file = next(self._docs.glob("gatherings/*.md"))
        return self._change(file, "people: [", f"people: [{self._chance.choice(list(PEOPLE))}, ")

    def edit_links(self) -> None:
        """Link to what is there, to what is not, and into a text."""
        with self._lesson().open("a") as file:
            file.write(
                self._chance.choice(LINKS)
                .replace("{lesson}", f"../../{self._path(self._lesson())}")
                .replace("{w}", self._words())
                .replace("{n}", str(self._made))
            )

    def edit_picture(self) -> None:
        """Add a picture, or take it away."""
        file = self._docs / f"lessons/{self._chance.choice(TOPICS)}/p{self._made}.svg"
        if file.exists():
            file.unlink()
        else:
            self.repo.write(f"docs/{self._path(file)}", "<svg xmlns='http://www.w3.org/2000/svg'/>")

    def edit_own_page(self) -> None:
        """Write on a page of the site's own, a script at times."""
        more = self._chance.choice(("", "<script>var a = 1</script>", '<p style="color:red">x</p>'))
        title = "About" if self._chance.random() > SELDOM else f"About {self._words()}"
        self.repo.write("docs/about.md", f"# {title}\n\n{more}\n\n{self._words()}\n\n## More\n")

    def edit_settings(self) -> bool | None:
        """Change the settings, which all pages depend on: not often."""
        if self._chance.random() > SELDOM:
            return False
        self._settings = {
            "url": self._chance.choice(("", "site_url: https://garden.test.org/\n")),
            "features": self._chance.choice(
                ("", "  features: [navigation.instant]\n", "  features: [navigation.indexes]\n")
            ),
            "garden": self._chance.choice(
                ("", "      license: CC-BY-4.0\n", "      take_part: false\n")
            ),
        }
        self._configure()
        return None

    def _configure(self) -> None:
        nav = "" if self._in_nav else "      lessons_in_nav: never\n"
        told = {**self._settings, "garden": nav + self._settings["garden"]}
        self.repo.write("mkdocs.yml", CONFIG.format(**told))

    def edit_commit(self) -> None:
        """Commit all as somebody."""
        self.repo.commit(self._chance.choice((ANA, BEA, CY)), f"Say {self._words()}")

    edit_commit_2, edit_commit_3 = edit_commit, edit_commit

    def edit_revert(self) -> bool | None:
        """Take the last commit back, but not the first."""
        if self.repo.git("rev-list", "--count", "HEAD") == "1":
            return False
        self.repo.commit(ANA, "Keep")
        done = self.repo.git("revert", "--no-edit", "HEAD~1", check=False)
        if "revert" in self.repo.git("status"):
            self.repo.git("revert", "--abort", check=False)
        return None if done else False

    def edit_mailmap(self) -> None:
        """Have two authors be one, or no longer."""
        file = self.repo.path / ".mailmap"
        if file.exists():
            file.unlink()
        else:
            file.write_text("Bea Lind <bea@harbour.test.org> <cy@harbour.test.org>\n")
