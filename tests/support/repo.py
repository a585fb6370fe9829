# A scripted repository: fixed dates, no user's configuration, one short call a commit.
"""Script small repositories."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from pollinate.garden import Scope, build_garden
from pollinate.model.credits import LessonCredits
from pollinate.model.garden import Garden
from pollinate.paths import SrcUri
from pollinate.settings import Settings, make_settings

ANA, BEA, CY = (
    "Ana Reyes <ana@harbour.test.org>",
    "Bea Lind <bea@harbour.test.org>",
    "Cy Okafor <cy@harbour.test.org>",
)
MOD = "Mo Derator <mod@harbour.test.org>"


QUICK = {"gc.auto": "0", "maintenance.auto": "false", "core.fsync": "none"}
"""What saves a process and a wait with each commit, and changes none."""


class Repo:
    """A repository under construction, with a garden in `docs/`."""

    def __init__(self, path: Path, *options: str) -> None:
        """Make one; `options` are those of `git init`."""
        self.path = path
        self.clock = 1_700_000_000
        path.mkdir(parents=True)
        self.git("init", "-q", "-b", "main", *options)

    def git(
        self,
        *args: str,
        who: str = ANA,
        stdin: str | None = None,
        check: bool = True,
        env: dict[str, str] | None = None,
    ) -> str:
        """Run git as somebody, at the next hour; return what it prints."""
        name, _, mail = who.partition(" <")
        self.clock += 3600
        date = f"{self.clock} +0100"
        variables = {
            **os.environ,
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": mail.rstrip(">"),
            "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_NAME": "Forge",
            "GIT_COMMITTER_EMAIL": "forge@harbour.test.org",
            "GIT_COMMITTER_DATE": date,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_MERGE_AUTOEDIT": "no",
            "GIT_CONFIG_COUNT": str(len(QUICK)),
            **{f"GIT_CONFIG_KEY_{n}": key for n, key in enumerate(QUICK)},
            **{f"GIT_CONFIG_VALUE_{n}": value for n, value in enumerate(QUICK.values())},
            **(env or {}),
        }
        done = subprocess.run(
            ["git", "-C", str(self.path), *args],
            input=stdin,
            capture_output=True,
            text=True,
            env=variables,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"git {' '.join(args)}: {done.stderr}{done.stdout}")
        return done.stdout.strip()

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file."""
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, who: str = ANA, message: str = "Change", **files: str | bytes | None) -> str:
        """Write files (`docs__lessons__a` is docs/lessons/a.md; None deletes), commit, and return
        the sha.
        """
        for name, text in files.items():
            path = name.replace("__", "/") + ".md"
            if text is None:
                (self.path / path).unlink()
            else:
                self.write(path, text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-F", "-", who=who, stdin=message)
        return self._head()

    def _head(self) -> str:
        """Return the commit just made: read from its branch's file, which is quicker than to
        ask; an hour passes either way.
        """
        try:
            said = (self.path / ".git/HEAD").read_text().strip()
            name = said.removeprefix("ref: ")
            sha = said if name == said else (self.path / ".git" / name).read_text().strip()
        except OSError:
            return self.git("rev-parse", "HEAD")
        self.clock += 3600
        return sha

    def clone(self, target: Path, *options: str) -> Path:
        """Clone the repository as from another machine, and return where it is."""
        self.git("clone", "-q", *options, f"file://{self.path}", str(target))
        return target

    def lesson(self, who: str, text: str, message: str = "Change", name: str = "a") -> str:
        """Commit the text of docs/lessons/NAME.md."""
        return self.commit(who, message, **{f"docs__lessons__{name}": text})

    def settings(self, **values: object) -> Settings:
        """Return the garden's settings."""
        return make_settings(
            {"cache": False, **values}, root=self.path, docs_dir=self.path / "docs"
        )

    def garden(self, **values: object) -> Garden:
        """Build the garden."""
        return build_garden(self.settings(**values))

    def credits(self, **values: object) -> tuple[Garden, dict[SrcUri, LessonCredits]]:
        """Work out the credits."""
        work, credits = build_credits(self.settings(**values))
        return work, dict(credits)

    def shares(self, name: str = "a", **values: object) -> dict[str, float]:
        """Return name -> share of docs/lessons/NAME.md, rounded to three digits; people without
        lines left out.
        """
        work, credits = self.credits(**values)
        return {
            work.people.contributors[c.contributor].name: round(c.share, 3)
            for c in credits[SrcUri(f"lessons/{name}.md")].credits
            if c.words
        }

    def roles(self, name: str = "a", **values: object) -> dict[str, list[str]]:
        """Return name -> roles on docs/lessons/NAME.md."""
        work, credits = self.credits(**values)
        return {
            work.people.contributors[c.contributor].name: [r.value for r in c.roles]
            for c in credits[SrcUri(f"lessons/{name}.md")].credits
        }

    def rules(self, name: str = "a", **values: object) -> set[str]:
        """Return the rules that credits of docs/lessons/NAME.md rest on."""
        _, credits = self.credits(**values)
        return {e.rule for c in credits[SrcUri(f"lessons/{name}.md")].credits for e in c.evidence}


def lines(*words: str) -> str:
    """Return lines of text of ten words each, which no other line has."""
    return "".join(" ".join([word, *(f"{word}{n}" for n in range(9))]) + "\n" for word in words)


def build_credits(settings: Settings) -> tuple[Garden, dict[SrcUri, LessonCredits]]:
    """Return a garden as the verb `credits` needs it, and its credits."""
    garden = build_garden(settings, scope=Scope.CREDITS)
    return garden, dict(garden.credits)
