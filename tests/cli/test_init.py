# A new garden: it builds at once, passes our own check, writes over nothing, and its requests are
# checked without secrets. Must not know: the words of its pages.
"""Test the verb `init`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pollinate.contribute.new_garden import KINDS, Wishes, garden_files
from pollinate.house_rules import read_rules
from support.run import OURS, pollinate

WHO = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Mira K",
    "GIT_AUTHOR_EMAIL": "mira@harbour.test.org",
    "GIT_COMMITTER_NAME": "Mira K",
    "GIT_COMMITTER_EMAIL": "mira@harbour.test.org",
}
CI = {
    "github": ".github/workflows/garden.yml",
    "gitea": ".gitea/workflows/garden.yml",
    "gitlab": ".gitlab-ci.yml",
}


def files(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder but git's own."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


@pytest.mark.parametrize("forge", KINDS)
def test_a_new_garden_builds_at_once(tmp_path: Path, forge: str) -> None:
    """From an empty folder to a strict build: no question, no finding, a home page, a first lesson
    by whoever planted it, and ways to take part.
    """
    garden, site = tmp_path / "night-lessons", tmp_path / "site"
    made = pollinate("init", str(garden), "--forge", forge, "--yes", env=WHO)
    assert 0 == made.returncode, made.stderr
    assert "Night lessons is planted" in made.stdout
    checked = pollinate("-C", str(garden), "check", "--strict")
    assert 0 == checked.returncode, checked.stdout
    built = pollinate("-C", str(garden), "build", "--strict", "--site-dir", str(site))
    assert 0 == built.returncode, built.stdout + built.stderr
    home = (site / "index.html").read_text(encoding="utf-8")
    lesson = site / "lessons/this-garden/write-it-down-the-same-day/index.html"
    assert "take-part/write/" in home and "Write it down the same day" in home
    assert "Mira K" in lesson.read_text(encoding="utf-8")
    assert "mira@harbour" not in "".join(p.read_text("utf-8") for p in site.rglob("*.html"))


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """Files that are there stay and are said; a site that is there is left to two lines; the folder
    of another repository is refused.
    """
    garden = tmp_path / "g"
    (garden / "docs").mkdir(parents=True)
    (garden / "docs/index.md").write_text("# Mine\n")
    (garden / ".gitignore").write_text("mine\n")
    subprocess.run(["git", "init", "-q", str(garden)], check=True)
    made = pollinate("init", str(garden), "--yes", env=WHO)
    assert 0 == made.returncode and "Left as it is: docs/index.md" in made.stdout, made.stderr
    assert "# Mine\n" == (garden / "docs/index.md").read_text()
    assert "mine\n" == (garden / ".gitignore").read_text()

    before = files(garden)
    again = pollinate("init", str(garden), "--yes", env=WHO)
    assert 2 == again.returncode and "here is a site already" in again.stderr
    inner = pollinate("init", str(garden / "inner"), "--yes", env=WHO)
    assert 2 == inner.returncode and "repository of something else" in inner.stderr
    assert before == files(garden)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """It lists the files, and the folder is not even made."""
    done = pollinate("init", str(tmp_path / "g"), "--forge", "gitlab", "--yes", "--dry-run")

    assert 0 == done.returncode and "Would write .gitlab-ci.yml" in done.stdout
    assert not (tmp_path / "g").exists()


def test_the_forge_is_seen_from_the_remote(tmp_path: Path) -> None:
    """In a fresh clone the forge and its address are known, without the login of the remote."""
    garden = tmp_path / "g"
    subprocess.run(["git", "init", "-q", str(garden)], check=True)
    address = "https://me:secret@gitlab.harbour.test.org/o/g.git"
    subprocess.run(["git", "-C", str(garden), "remote", "add", "origin", address], check=True)
    made = pollinate("init", str(garden), "--yes", env=WHO)
    config = (garden / "mkdocs.yml").read_text()

    assert 0 == made.returncode, made.stderr
    assert 'repo_url: "https://gitlab.harbour.test.org/o/g"' in config and "secret" not in config
    assert "forge: gitlab" in config and (garden / ".gitlab-ci.yml").is_file()


def test_without_an_identity_it_says_what_comes_next(tmp_path: Path) -> None:
    """Who is unknown to git gets the files, and the lines to type."""
    nobody = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "HOME": str(tmp_path),
        "EMAIL": "",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "user.useConfigOnly",
        "GIT_CONFIG_VALUE_0": "true",
    }
    made = pollinate("init", str(tmp_path / "g"), "--yes", env=nobody)

    assert 0 == made.returncode, made.stderr
    assert (
        f"git -C {tmp_path / 'g'} config user.name" in made.stdout
        and (tmp_path / "g/mkdocs.yml").is_file()
    )


@pytest.mark.parametrize("forge", CI)
def test_requests_are_checked_without_secrets(forge: str) -> None:
    """No secret, no write right and no trigger of the base repository where a stranger's files are
    built; the whole history is fetched; only the main branch is published.
    """
    text = garden_files(Wishes(name="G", forge=forge))[CI[forge]]
    plan = yaml.safe_load(text)

    assert "secrets" not in text and "pull_request_target" not in text
    # Of what a stranger sets the id of a commit, and in a variable that no shell reads as a command
    # the name of the branch that it goes to.
    said = re.findall(r"\$\{\{\s*github\.event\.((?:pull_request|issue)[\w.]*)", text)
    assert set(said) <= {"pull_request.head.sha", "pull_request.base.ref"}
    if forge == "gitlab":
        assert "0" == plan["variables"]["GIT_DEPTH"]
        assert [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}] == plan["pages"]["rules"]
        return
    build = plan["jobs"]["build"]
    checkout = build["steps"][0]["with"]
    assert 0 == checkout["fetch-depth"] and checkout["persist-credentials"] is False
    if forge == "github":
        assert {"contents": "read"} == plan["permissions"] and "permissions" not in build
        assert "github.event_name == 'push'" == plan["jobs"]["publish"]["if"]
        assert all("run" not in step for step in plan["jobs"]["publish"]["steps"])


SCHEMAS = {
    "github": {"workflows/garden.yml": "github-workflows", "ISSUE_TEMPLATE/": "github-issue-forms"},
    "gitea": {"workflows/garden.yml": "github-workflows", "issue_template/": "github-issue-forms"},
    "gitlab": {".gitlab-ci.yml": "gitlab-ci"},
}
UNKNOWN_TO_GITEA = frozenset(
    {
        "concurrency",
        "run-name",
        "permissions",
        "timeout-minutes",
        "continue-on-error",
        "environment",
    }
)
"""docs.gitea.com, "Compared to GitHub Actions": keys that it reads over."""


@pytest.mark.parametrize("forge", SCHEMAS)
def test_forges_take_the_files(forge: str) -> None:
    """Pipelines and issue forms hold to the schemas that the forges publish; what Gitea and Forgejo
    read over is not in theirs.
    """
    vendored = resources.files("check_jsonschema.builtin_schemas") / "vendor"
    checked = 0
    for path, text in garden_files(Wishes(name="G", forge=forge)).items():
        for part, name in SCHEMAS[forge].items():
            if part in path and path.endswith(".yml") and not path.endswith("config.yml"):
                schema = json.loads((vendored / f"{name}.json").read_text(encoding="utf-8"))
                # YAML 1.1 takes the key `on` for a yes.
                plan = {
                    "on" if key is True else key: value
                    for key, value in yaml.safe_load(text).items()
                }
                validator = jsonschema.validators.validator_for(schema)
                assert [] == [one.message for one in validator(schema).iter_errors(plan)], path
                checked += 1
                if forge == "gitea":
                    assert not UNKNOWN_TO_GITEA & set(re.findall(r"([\w-]+):", text)), path

    assert len(SCHEMAS[forge]) == checked


@pytest.mark.parametrize("forge", CI)
def test_the_pipeline_s_commands_do_what_they_should(tmp_path: Path, forge: str) -> None:
    """What a forge would run in a request, run in a clone of it: a sound lesson passes, one with a
    broken link stops it before anything is built, and says so in the forge's own form.
    """
    garden, clone = tmp_path / "garden", tmp_path / "clone"
    assert 0 == pollinate("init", str(garden), "--forge", forge, "--yes", env=WHO).returncode
    env = {**os.environ, **WHO, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    env["PYTHONPATH"] = OURS

    def git(*args: str) -> None:
        subprocess.run(["git", "-C", str(clone), *args], check=True, env=env, capture_output=True)

    subprocess.run(["git", "clone", "-q", str(garden), str(clone)], check=True, env=env)
    git("checkout", "-q", "-b", "a-request")
    plan = yaml.safe_load((clone / CI[forge]).read_text(encoding="utf-8"))
    if forge == "gitlab":
        env["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main"
        lines = plan["request"]["script"]
    else:
        env["BASE"] = "main"
        lines = [
            step["run"]
            for step in plan["jobs"]["build"]["steps"]
            if "run" in step and step.get("if") != "github.event_name == 'push'"
        ]
    script = "\n".join(["set -e", *(line for line in lines if not line.startswith("pip "))])
    assert script.count("pollinate check") == 0
    assert script.count("pollinate build") == script.count("pollinate build --of request") == 1
    hook = clone / "hook.py"

    def pipeline(link: str) -> subprocess.CompletedProcess[str]:
        lesson = clone / "docs/lessons/t/a.md"
        lesson.parent.mkdir(parents=True, exist_ok=True)
        lesson.write_text(f"# A\n\nWe looked at [the lesson]({link}) and did the same.\n")
        # What the request says of the build does not count.
        hook.write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
        with (clone / "mkdocs.yml").open("a") as config:
            config.write("hooks: [hook.py]\n")
        git("add", "-A")
        git("commit", "-q", "-m", "Say what we did")
        tip = ["git", "-C", str(clone), "rev-parse", "HEAD"]
        env["TIP"] = env["CI_COMMIT_SHA"] = subprocess.check_output(tip, text=True).strip()
        return subprocess.run(
            ["sh", "-c", script], cwd=clone, env=env, capture_output=True, text=True, timeout=300
        )

    sound = pipeline("../this-garden/write-it-down-the-same-day.md")
    assert 0 == sound.returncode, sound.stdout + sound.stderr
    assert (clone / "review.html").is_file()
    assert "Preview, not published" in next((clone).glob("*/lessons/t/a/index.html")).read_text()
    git("checkout", "-q", "a-request")
    broken = pipeline("gone.md")
    assert 1 == broken.returncode and "broken-link" in broken.stdout
    assert not (tmp_path / "ran").exists()
    if forge == "gitlab":
        report = json.loads((clone / "codequality.json").read_text(encoding="utf-8"))
        assert "broken-link" in [one["check_name"] for one in report]
    else:
        assert "::warning file=docs/lessons/t/a.md,line=3," in broken.stdout


@given(
    words=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=3),
    name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    forge=st.sampled_from(KINDS),
)
def test_whatever_is_wished_is_yaml(words: list[str], name: str, forge: str) -> None:
    """Names and goals read back as they were given, and become nothing else."""
    wishes = Wishes(
        name=name,
        forge=forge,
        goals=tuple(words),
        behaviours=tuple(words),
        moderators=tuple(words),
        audience=words[0] if words else "",
    )
    found = garden_files(wishes)
    config = yaml.safe_load(found["mkdocs.yml"])
    ours = next(one for one in config["plugins"] if isinstance(one, dict))["pollinate/garden"]

    assert name == config["site_name"] and words == ours.get("goals", [])
    known = {"look", "forge", "people_pages", "goals", "behaviours", "audience", "policy"}
    assert known >= set(ours)
    read_rules(ours["policy"])
    policy = found["docs/about/policy.md"].replace("<!-- pollinate: policy -->", "")
    assert "<" not in policy and 3 == policy.split("- **What belongs here**")[0].count("\n\n") + 1


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@gitlab.harbour.test.org:o/g.git", "https://gitlab.harbour.test.org/o/g"),
        ("/srv/git/g.git", ""),
        ("https://user@github.com/o/g", "https://github.com/o/g"),
    ],
)
def test_a_remote_is_an_address_for_readers(tmp_path: Path, remote: str, address: str) -> None:
    """By SSH, too; a folder on this machine is no address of anybody's."""
    garden = tmp_path / "g"
    subprocess.run(["git", "init", "-q", str(garden)], check=True)
    subprocess.run(["git", "-C", str(garden), "remote", "add", "origin", remote], check=True)
    assert 0 == pollinate("init", str(garden), "--yes", env=WHO).returncode
    config = yaml.safe_load((garden / "mkdocs.yml").read_text())

    assert address == config.get("repo_url", "")


def test_only_its_own_files_are_committed(tmp_path: Path) -> None:
    """What somebody had staged stays staged; the first commit is on `main`, which the settings
    name.
    """
    garden = tmp_path / "g"
    made = pollinate("init", str(garden), "--yes", env=WHO)
    shown = ["git", "-C", str(garden), "branch", "--show-current"]
    assert 0 == made.returncode and b"main\n" == subprocess.check_output(shown)

    other = tmp_path / "other"
    subprocess.run(["git", "init", "-q", str(other)], check=True)
    (other / "secret.txt").write_text("Mine.\n")
    subprocess.run(["git", "-C", str(other), "add", "secret.txt"], check=True)
    assert 0 == pollinate("init", str(other), "--yes", env=WHO).returncode
    names = ["git", "-C", str(other), "ls-tree", "-r", "--name-only", "HEAD"]
    staged = ["git", "-C", str(other), "status", "--porcelain"]
    found = subprocess.check_output(names).decode().split()
    assert "mkdocs.yml" in found and "secret.txt" not in found
    assert b"A  secret.txt\n" == subprocess.check_output(staged)


@pytest.mark.parametrize("trouble", ["a file for a folder", "a link that leads out"])
def test_what_can_not_be_written_is_told(tmp_path: Path, trouble: str) -> None:
    """A problem with its place and cure, nothing called our bug, and nothing written elsewhere."""
    garden, outside = tmp_path / "g", tmp_path / "outside"
    garden.mkdir()
    if trouble == "a file for a folder":
        (garden / "docs").write_text("x")
    else:
        (garden / ".gitignore").symlink_to(outside)
    done = pollinate("init", str(garden), "--yes", env=WHO)

    assert 2 == done.returncode and "the garden can't be written" in done.stderr, done.stderr
    assert "Something else has that name" in done.stderr and not outside.exists()


def test_what_comes_next_can_be_typed(tmp_path: Path) -> None:
    """A folder of an odd name is quoted as a shell wants it."""
    done = pollinate("init", "a b;c", "--yes", env=WHO, cwd=tmp_path)

    assert f"pollinate -C '{tmp_path}/a b;c' serve" in done.stdout, done.stdout + done.stderr


def test_who_decides_stands_where_a_forge_looks() -> None:
    """Handles stand in the file of owners with one `@`; a name that is no handle is in the policy
    alone, since a forge that can't read one line leaves the file out.
    """
    found = garden_files(Wishes(name="G", forge="github", moderators=("@mira", "o/team", "Bea L.")))
    owners = found[".github/CODEOWNERS"].splitlines()

    assert "/docs/ @mira @o/team" in owners, owners
    assert "mira, oteam, Bea L.." in found["docs/about/policy.md"]


def test_a_repository_that_is_there_is_not_made_anew(tmp_path: Path) -> None:
    """It gets a commit, and none of the hooks that git puts into a new one."""
    hook = tmp_path / "template" / "hooks" / "post-commit"
    hook.parent.mkdir(parents=True)
    hook.write_text("#!/bin/sh\n")
    garden = tmp_path / "g"
    subprocess.run(["git", "init", "-q", "--template=", "-b", "trunk", str(garden)], check=True)
    env = {**WHO, "GIT_TEMPLATE_DIR": str(tmp_path / "template")}
    made = pollinate("init", str(garden), "--yes", env=env)

    assert 0 == made.returncode, made.stderr
    assert not (garden / ".git/hooks/post-commit").exists()
    assert b"trunk\n" == subprocess.check_output(
        ["git", "-C", str(garden), "branch", "--show-current"]
    )


@pytest.mark.parametrize("folder", ["", " "])
def test_a_folder_without_a_name_is_none(tmp_path: Path, folder: str) -> None:
    """A variable that isn't set plants no garden where one happens to stand."""
    done = pollinate("init", folder, "--yes", cwd=tmp_path)
    assert 2 == done.returncode and "no folder is named" in done.stderr
    assert [] == list(tmp_path.iterdir())
