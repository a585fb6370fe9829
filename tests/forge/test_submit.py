# From files on disk to an open request, on a forge of our own (forge.py): what is sent, who is
# credited, and what is said when it can't be. Must not know: how a push is made.
"""Test the verb `submit`."""

from __future__ import annotations

import os
import random
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from checks.planted_values import draw, make
from support.repo import ANA, BEA, Repo
from support.run import pollinate

from tests.forge.forge import LOGINS, Forge, make_forge, over_http

LESSON = "# Roll back first\n\nWe rolled back before anybody looked at a log.\n"
QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}


@pytest.fixture
def forge(repo: Repo) -> Forge:
    """Give a forge with a garden of two lessons and two people."""
    repo.write(
        "mkdocs.yml",
        "site_name: G\nrepo_url: https://forge.test.org/o/g\ntheme:\n  name: material\n"
        "  font: false\nplugins:\n  - pollinate/garden:\n      forge: gitea\n  -"
        " pollinate/attribution\n",
    )
    repo.commit(ANA, docs__lessons__t__a="# A\n\nText of a lesson of hers.\n")
    repo.commit(BEA, docs__lessons__t__b="# B\n\nText of a lesson of the other.\n")
    return make_forge(repo.path.parent / "forge" / "g.git", repo.path)


def cloned(address: str, place: Path, name: str = "Cy Okafor") -> Path:
    """Return a clone of somebody."""
    git(place.parent, "clone", "-q", address, str(place))
    git(place, "config", "user.name", name)
    git(place, "config", "user.email", f"{name.split()[0].lower()}@harbour.test.org")
    return place


def git(where: Path, *args: str) -> str:
    """Run git."""
    done = subprocess.run(
        ["git", "-C", str(where), *args],
        capture_output=True,
        text=True,
        env={**os.environ, **QUIET},
    )
    assert not done.returncode, done.stderr
    return done.stdout.strip()


def write(clone: Path, path: str, text: str = LESSON) -> None:
    """Write a file."""
    (clone / path).parent.mkdir(parents=True, exist_ok=True)
    (clone / path).write_text(text, encoding="utf-8")


def submit(clone: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run `pollinate submit`."""
    return pollinate("-C", str(clone), "submit", *args, env=QUIET)


def test_over_http_to_the_site(forge: Forge, tmp_path: Path) -> None:
    """A lesson becomes a request over HTTP with author, co-author, helper and tool; run again, the
    request is changed; merged as one commit, the site credits all but the tool.
    """
    with over_http(forge) as port:
        address = f"http://ana:{LOGINS['ana']}@127.0.0.1:{port}/g.git"
        clone = cloned(address, tmp_path / "clone")
        write(clone, "docs/lessons/t/roll.md")
        write(clone, "notes.txt", "Mine.\n")
        who = ("--with", "Bea Lind", "--helped-by", "Ana Reyes", "--tool", "Claude")
        done = submit(clone, *who)
        assert 0 == done.returncode, done.stdout + done.stderr
        for words in (
            "Roll back first",
            "Cy Okafor: wrote it",
            "Bea Lind: wrote it too",
            "Ana Reyes: helped",
            "Claude: a tool, disclosed and not credited",
            "Left alone: notes.txt",
            "Visit request 1",
        ):
            assert words in done.stdout, (words, done.stdout)
        assert "@" not in re.sub(r"://\S+", "", done.stdout), done.stdout

        write(clone, "docs/lessons/t/roll.md", LESSON + "\nMore was learned a day later.\n")
        again = submit(clone)
        assert 0 == again.returncode and "Visit request 1" in again.stdout, again.stderr
    found = forge.requests()
    assert 1 == len(found)
    assert "Roll back first" == found[0]["title"] and "ana" == found[0]["who"]
    assert "`docs/lessons/t/roll.md`" in found[0]["description"]
    assert "More was learned" in forge.git("show", "refs/pull/1/head:docs/lessons/t/roll.md")
    assert "notes.txt" not in forge.git("ls-tree", "--name-only", "refs/pull/1/head")

    forge.squash(1, tmp_path)
    after = cloned(str(forge.path), tmp_path / "after")
    site = tmp_path / "site"
    built = pollinate("-C", str(after), "build", "--site-dir", str(site))
    assert 0 == built.returncode, built.stderr
    page = (site / "lessons/t/roll/index.html").read_text(encoding="utf-8")
    credit = page.split('id="pl-who-made-this"')[-1]
    assert "Cy Okafor" in credit and "Bea Lind" in credit and "Ana Reyes" in credit
    assert "Claude" in credit and "people/claude" not in page


def test_gitlab_opens_by_push_options(forge: Forge, tmp_path: Path) -> None:
    """A push with options opens a merge request of the branch."""
    clone = cloned(str(forge.path), tmp_path / "clone")
    config = (clone / "mkdocs.yml").read_text()
    (clone / "mkdocs.yml").write_text(config.replace("forge: gitea", "forge: gitlab"))
    write(clone, "docs/lessons/t/roll.md")
    done = submit(clone, "docs/lessons")

    assert 0 == done.returncode, done.stderr
    assert "View merge request 1" in done.stdout
    found = forge.requests("merge-requests.json")
    assert "main" == found[0]["merge_request.target"]
    assert "Roll back first" == found[0]["merge_request.title"]


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("github", "https://forge.test.org/o/g/compare/main...roll-back-first-"),
        ("bitbucket", "https://forge.test.org/o/g/pull-requests/new?source=roll-back-first-"),
        ("azure", "https://forge.test.org/o/g/pullrequestcreate?sourceRef=roll-back-first-"),
    ],
)
def test_others_get_a_branch_and_an_address(
    forge: Forge, tmp_path: Path, kind: str, url: str
) -> None:
    """Where a push opens nothing, the branch is pushed and the page that opens the request is
    said.
    """
    clone = cloned(str(forge.path), tmp_path / "clone")
    config = (clone / "mkdocs.yml").read_text()
    (clone / "mkdocs.yml").write_text(config.replace("forge: gitea", f"forge: {kind}"))
    write(clone, "docs/lessons/t/roll.md")
    done = submit(clone, "docs/lessons")

    assert 0 == done.returncode and url in done.stdout, done.stdout + done.stderr
    assert re.search("refs/heads/roll-back-first-[0-9a-f]{6}$", forge.git("show-ref"), re.M)


def test_a_server_without_options_gets_a_branch(forge: Forge, tmp_path: Path) -> None:
    """What is said where a server takes no options can be followed, and the request goes on from
    the commit that is there.
    """
    forge.git("config", "receive.advertisePushOptions", "false")
    clone = cloned(str(forge.path), tmp_path / "clone")
    config = (clone / "mkdocs.yml").read_text()
    (clone / "mkdocs.yml").write_text(config.replace("forge: gitea", "forge: gitlab"))
    write(clone, "docs/lessons/t/roll.md")
    done = submit(clone, "docs/lessons")
    assert 2 == done.returncode and "`forge: none` below `pollinate/garden`" in done.stderr

    (clone / "mkdocs.yml").write_text(config.replace("forge: gitea", "forge: none"))
    again = submit(clone)
    assert 0 == again.returncode and "Open the request there." in again.stdout, again.stderr
    assert re.search("refs/heads/roll-back-first-[0-9a-f]{6}$", forge.git("show-ref"), re.M)


def test_without_a_remote_there_is_a_patch(forge: Forge, tmp_path: Path) -> None:
    """Without a remote the change is a file of patches, which another clone takes."""
    clone = cloned(str(forge.path), tmp_path / "clone")
    git(clone, "remote", "remove", "origin")
    write(clone, "docs/lessons/t/roll.md")
    done = submit(clone)
    patch = next(clone.glob("*.patch"))

    assert 0 == done.returncode and patch.name in done.stdout, done.stderr
    other = cloned(str(forge.path), tmp_path / "other", "Mo Derator")
    git(other, "am", "-q", str(patch))
    assert "Cy Okafor" == git(other, "log", "-1", "--format=%an")


def test_commits_of_one_s_own_are_submitted(forge: Forge, tmp_path: Path) -> None:
    """Who committed to main by hand submits that; main itself is never pushed."""
    clone = cloned(str(forge.path), tmp_path / "clone")
    write(clone, "docs/lessons/t/roll.md")
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "Add a lesson")
    done = submit(clone)

    assert 0 == done.returncode, done.stderr
    assert "Roll back" in forge.git("show", "refs/pull/1/head:docs/lessons/t/roll.md")
    assert "roll.md" not in forge.git("ls-tree", "-r", "--name-only", "main")


def test_what_goes_along_is_shown(forge: Forge, tmp_path: Path) -> None:
    """Files of earlier commits are named with their writers, those that go away as deleted; with
    nobody to ask, one outside the garden stops it, and `--here` says that it is meant.
    """
    clone = cloned(str(forge.path), tmp_path / "clone")
    write(clone, "docs/lessons/t/one.md")
    write(clone, "private.txt", "Mine.\n")
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "Half done", "--author", "Dee Moss <dee@harbour.test.org>")
    write(clone, "docs/lessons/t/two.md", "# Two\n\nWords of another lesson.\n")
    (clone / "docs/lessons/t/one.md").unlink()
    dry = submit(clone, "--dry-run")
    shown = dry.stdout
    assert 0 == dry.returncode and 1 == shown.count("one.md (deleted)"), dry.stderr
    assert "An earlier commit goes along, by Dee Moss:" in shown and "  private.txt\n" in shown
    assert "  docs/lessons/t/one.md (deleted)\n" in shown

    stopped = submit(clone, "--yes")
    assert 2 == stopped.returncode and "private.txt: earlier commits" in stopped.stderr
    assert [] == forge.requests() and "main" == git(clone, "branch", "--show-current")
    sent = submit(clone, "--yes", "--here")
    assert 0 == sent.returncode, sent.stderr
    assert 1 == len(forge.requests())


def test_a_branch_of_others_is_not_pushed(forge: Forge, tmp_path: Path) -> None:
    """Somebody who stands on a branch that the server has is told to go back, files and all."""
    clone = cloned(str(forge.path), tmp_path / "clone")
    git(clone, "push", "-q", "origin", "main:refs/heads/develop")
    git(clone, "fetch", "-q")
    git(clone, "switch", "-q", "develop")
    write(clone, "docs/lessons/t/roll.md")
    stopped = submit(clone, "--yes")
    assert 2 == stopped.returncode and "git switch main\n" in stopped.stderr
    assert "develop" in stopped.stderr and (clone / "docs/lessons/t/roll.md").exists()

    git(clone, "switch", "-q", "main")
    assert 0 == submit(clone, "--yes").returncode
    assert "roll.md" not in forge.git("ls-tree", "-r", "--name-only", "develop")
    # One that an earlier run began is one's own, on the server too.
    own = git(clone, "branch", "--show-current")
    git(clone, "push", "-q", "origin", f"HEAD:refs/heads/{own}")
    git(clone, "fetch", "-q")
    write(clone, "docs/lessons/t/roll.md", f"{LESSON}\nAnd more.\n")
    assert 0 == submit(clone, "--yes").returncode


def test_a_part_that_was_staged_is_taken_whole(forge: Forge, tmp_path: Path) -> None:
    """Who staged a part of a file is told that all of it goes."""
    clone = cloned(str(forge.path), tmp_path / "clone")
    write(clone, "docs/lessons/t/roll.md")
    git(clone, "add", "-A")
    write(clone, "docs/lessons/t/roll.md", f"{LESSON}\nAnd more.\n")
    assert "roll.md (all of it, staged or not)" in submit(clone, "--dry-run").stdout


def test_a_branch_of_one_s_own_needs_no_server(forge: Forge, tmp_path: Path) -> None:
    """Without a remote, commits of a branch beside main are a patch, whatever it is called."""
    clone = cloned(str(forge.path), tmp_path / "clone")
    git(clone, "remote", "remove", "origin")
    git(clone, "switch", "-q", "-c", "ideas/roll")
    write(clone, "docs/lessons/t/roll.md")
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "Say what I learned")
    done = submit(clone, "--yes")
    assert 0 == done.returncode and "ideas-roll.patch" in done.stdout, done.stderr
    assert "Say what I learned" in (clone / "ideas-roll.patch").read_text()


def test_nothing_is_changed_by_a_dry_run(forge: Forge, tmp_path: Path) -> None:
    """It says what would happen: no branch, no commit, no push."""
    clone = cloned(str(forge.path), tmp_path / "clone")
    write(clone, "docs/lessons/t/roll.md")
    before = git(clone, "show-ref") + git(clone, "status", "--porcelain")
    done = submit(clone, "--dry-run")

    assert 0 == done.returncode and "Cy Okafor: wrote it" in done.stdout
    assert before == git(clone, "show-ref") + git(clone, "status", "--porcelain")
    assert [] == forge.requests()


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("nothing", "there is nothing to submit"),
        ("identity", "Git doesn't know who you are"),
        ("merge", "a merge is under way"),
        ("error", "has an error, so nothing was sent"),
        ("large", "larger than 10 MB"),
        ("elsewhere", "nothing was changed there"),
    ],
)
def test_what_stops_before_anything_is_written(
    forge: Forge, tmp_path: Path, trouble: str, words: str
) -> None:
    """Each is said with its cure, and files, branch and index are as they were."""
    clone = cloned(str(forge.path), tmp_path / "clone")
    args: tuple[str, ...] = ()
    if trouble != "nothing":
        write(clone, "docs/lessons/t/roll.md")
    if trouble == "identity":
        git(clone, "config", "--unset", "user.name")
        git(clone, "config", "--unset", "user.email")
        git(clone, "config", "user.useConfigOnly", "true")
    if trouble == "merge":
        (clone / ".git/MERGE_HEAD").write_text(git(clone, "rev-parse", "HEAD") + "\n")
    if trouble == "error":
        write(
            clone,
            "docs/lessons/t/roll.md",
            "---\nlearned_from:\n  - person: x@y.org\n---\n\n# X\n\nText.\n",
        )
    if trouble == "large":
        (clone / "docs/lessons/t/roll.png").write_bytes(bytes(10_000_001))
    if trouble == "elsewhere":
        args = ("docs/lessons/t/a.md",)
    before = git(clone, "show-ref") + git(clone, "status", "--porcelain")
    done = submit(clone, *args)

    assert 2 == done.returncode and words in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert trouble != "identity" or f"git -C {clone} config user.name" in done.stderr
    assert before == git(clone, "show-ref") + git(clone, "status", "--porcelain")


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("refused", "the review is closed today"),
        ("gone", "the push failed"),
        ("login", "doesn't let you in"),
    ],
)
def test_what_the_server_says_is_said(
    forge: Forge, tmp_path: Path, trouble: str, words: str
) -> None:
    """A refusal is told in words, the commit stays on its branch, and the same command goes on once
    the trouble is over.
    """
    clone = cloned(str(forge.path), tmp_path / "clone")
    write(clone, "docs/lessons/t/roll.md")
    address = git(clone, "remote", "get-url", "origin")
    if trouble == "refused":
        forge.refuse("the review is closed today")
        done = submit(clone)
        (forge.path / "refuse").unlink()
    elif trouble == "gone":
        git(clone, "remote", "set-url", "origin", str(tmp_path / "nowhere.git"))
        done = submit(clone)
    else:
        with over_http(forge) as port:
            git(clone, "remote", "set-url", "origin", f"http://x:y@127.0.0.1:{port}/g.git")
            done = submit(clone)
    assert 2 == done.returncode and words in done.stderr, done.stderr
    assert "Your commit is kept on its branch" in done.stderr and "Traceback" not in done.stderr
    assert git(clone, "branch", "--show-current").startswith("roll-back-first-")

    git(clone, "remote", "set-url", "origin", address)
    again = submit(clone)
    assert 0 == again.returncode, again.stderr
    assert 1 == len(forge.requests())


def test_fifty_people_at_once(forge: Forge, tmp_path: Path) -> None:
    """Fifty submit in parallel, ten of them with one title: no request is lost, and none overwrites
    another.
    """

    def one(number: int) -> int:
        clone = cloned(str(forge.path), tmp_path / f"c{number}", f"Person{number} Name")
        title = "One title" if number < 10 else f"Lesson {number}"
        write(clone, f"docs/lessons/t/n{number}.md", f"# {title}\n\nText of {number}, by me.\n")
        return submit(clone).returncode

    with ThreadPoolExecutor(4) as pool:
        assert {0} == set(pool.map(one, range(50)))
    found = forge.requests()
    assert list(range(1, 51)) == [request["number"] for request in found]
    assert 50 == len({request["topic"] for request in found})
    texts = {forge.git("log", "-1", "--format=%an", request["head"]) for request in found}
    assert 50 == len(texts)


def test_without_a_head_of_origin_the_target_stays(forge: Forge, tmp_path: Path) -> None:
    """A remote that was added and fetched has no HEAD here: requests go to its main all the same,
    from the topic's branch too, after a refusal, and under the title that they had.
    """
    clone = cloned(str(forge.path), tmp_path / "clone")
    git(clone, "remote", "set-head", "origin", "--delete")
    write(clone, "docs/lessons/t/roll.md")
    forge.refuse("closed")
    assert 2 == submit(clone).returncode
    (forge.path / "refuse").unlink()
    for _ in range(2):
        again = submit(clone)
        assert 0 == again.returncode, again.stderr
        assert "It goes into the request of the branch roll-back-first-" in again.stdout
        found = forge.requests()
        assert [("main", "Roll back first")] == [(one["target"], one["title"]) for one in found]
    write(clone, "docs/lessons/t/other.md", "# Another\n\nWords of another lesson.\n")
    assert 0 == submit(clone).returncode
    found = forge.requests()
    assert ["Roll back first"] == [one["title"] for one in found]
    assert "Another" == git(clone, "log", "-1", "--format=%s")


def test_a_server_s_words_command_no_terminal(forge: Forge, tmp_path: Path) -> None:
    """What a refusing server prints is shown whole, and as plain text."""
    hook = forge.path / "hooks" / "pre-receive"
    lines = "FIRST line\\n\\033]0;own\\007 second\\n##vso[task.x]y\\n"
    hook.write_text(f"#!/bin/sh\nprintf '{lines}'\nexit 1\n")
    clone = cloned(str(forge.path), tmp_path / "clone")
    write(clone, "docs/lessons/t/roll.md")
    done = submit(clone)

    assert 2 == done.returncode and "FIRST line" in done.stderr, done.stderr
    assert "\x1b" not in done.stderr and "\x07" not in done.stderr and "second" in done.stderr
    assert not re.search(r"^\s*##vso", done.stderr, re.M)


def test_a_garden_without_a_commit_is_told(tmp_path: Path) -> None:
    """Its first commit is no request: what comes first is said, and nothing is written."""
    git(tmp_path, "init", "-q", str(tmp_path / "g"))
    clone = tmp_path / "g"
    git(clone, "config", "user.name", "Cy")
    git(clone, "config", "user.email", "cy@harbour.test.org")
    write(clone, "docs/lessons/t/roll.md")
    done = submit(clone)

    assert 2 == done.returncode and "no commit yet" in done.stderr, done.stderr
    assert f"git -C {clone} add -A" in done.stderr and [] == list(clone.glob("*.patch"))


BROKEN = "---\nlearned_from:\n  - person: x@y.org\n---\n\n# X\n\nText.\n"
DOUBTFUL = "---\nlearned_from:\n  - lesson: nowhere.md\n---\n\n# Roll back first\n\nText.\n"


def test_what_belongs_to_the_garden_is_taken(forge: Forge, tmp_path: Path) -> None:
    """Pictures go with the lesson; what only looks like a lesson from outside the docs folder, and
    a folder whose name begins alike, stay.
    """
    clone = cloned(str(forge.path), tmp_path / "clone")
    write(clone, "docs/lessons/t/roll.md")
    (clone / "docs/lessons/t/Ramp.JPG").write_bytes(b"x")
    write(clone, "lessons/outside.md", "# Mine\n\nWords.\n")
    done = submit(clone, "--dry-run")
    assert "  docs/lessons/t/Ramp.JPG" in done.stdout, done.stderr
    assert "Left alone: lessons/outside.md" in done.stdout

    write(clone, "docs/lessons/tt/other.md")
    done = submit(clone, "docs/lessons/t", "--dry-run")
    assert "docs/lessons/tt/other.md" in done.stdout.partition("Left alone: ")[2], done.stdout


def test_only_an_error_of_one_s_own_stops_a_request(forge: Forge, tmp_path: Path) -> None:
    """Neither a warning, which is said, nor an error in what others wrote."""
    clone = cloned(str(forge.path), tmp_path / "clone")
    write(clone, "docs/lessons/t/theirs.md", BROKEN)
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "An error")
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    write(clone, "docs/lessons/t/roll.md", DOUBTFUL)
    done = submit(clone)

    assert 0 == done.returncode and 1 == len(forge.requests()), done.stderr
    assert "docs/lessons/t/roll.md:3: warning" in done.stderr and "theirs.md" not in done.stderr


def test_who_took_part_is_a_trailer(forge: Forge, tmp_path: Path) -> None:
    """Somebody without a commit here is thanked by name; a co-author whom Git doesn't know is given
    with an address; no name that is an address is repeated.
    """
    clone = cloned(str(forge.path), tmp_path / "clone")
    git(clone, "config", "user.name", "cy@harbour.test.org")
    write(clone, "docs/lessons/t/roll.md")
    unknown = submit(clone, "--with", "Dee Wu")
    assert 2 == unknown.returncode and not forge.requests()
    done = submit(clone, "--helped-by", "Somebody New", "--with", "Dee Wu <dee@x.test.org>")

    assert 0 == done.returncode, done.stderr
    assert "@" not in re.sub(r"://\S+", "", done.stdout), done.stdout
    trailers = forge.git("log", "-1", "--format=%(trailers)", "refs/pull/1/head").split("\n")
    assert {"Co-authored-by: Dee Wu <dee@x.test.org>", "Helped-by: Somebody New"} <= set(trailers)


def test_a_template_is_a_file_of_the_garden(forge: Forge, tmp_path: Path) -> None:
    """A link that leads out of the repository puts nobody's secret into a request."""
    clone = cloned(str(forge.path), tmp_path / "clone")
    (tmp_path / "secret").write_text("A secret.\n")
    (clone / "pull_request_template.md").symlink_to(tmp_path / "secret")
    write(clone, "docs/pull_request_template.md", "Why is it true?\n")
    write(clone, "docs/lessons/t/roll.md")
    done = submit(clone, "docs/lessons")

    assert 0 == done.returncode, done.stderr
    told = forge.requests()[0]["description"]
    assert "Why is it true?" in told and "secret" not in told


def test_what_can_not_be_taken_back_is_not_sent(forge: Forge, tmp_path: Path) -> None:
    """A picture that tells where it was taken stops a request; with the cure it goes on. A number
    stops it too, until a comment allows it.
    """
    clone = cloned(str(forge.path), tmp_path / "clone")
    number = make("card:4", random.Random(2))
    write(clone, "docs/lessons/t/roll.md", f"{LESSON}\n![A desk](a.jpg)\n\nIt took «{number}».\n")
    picture = draw({"form": "JPEG", "exif": "place"}, random.Random(2))
    (clone / "docs/lessons/t/a.jpg").write_bytes(picture)

    stopped = submit(clone, "--yes")
    assert 2 == stopped.returncode and "can't be taken back" in stopped.stderr
    assert "this picture tells the place" in stopped.stderr and not forge.requests()
    fixed = pollinate("-C", str(clone), "check", "--since", "HEAD", "--fix", env=QUIET)
    assert 1 == fixed.returncode and "mended docs/lessons/t/a.jpg" in fixed.stderr
    again = submit(clone, "--yes")
    assert 2 == again.returncode and "pollinate: allow personal-number" in again.stderr
    lesson = (clone / "docs/lessons/t/roll.md").read_text()
    allowed = lesson.replace("».", "». <!-- pollinate: allow personal-number -->")
    write(clone, "docs/lessons/t/roll.md", allowed)
    sent = submit(clone, "--yes")

    assert 0 == sent.returncode, sent.stderr
    assert "advice: this line holds what looks like a payment card; a comment" in sent.stderr
    assert 1 == len(forge.requests())


def test_what_is_committed_already_is_looked_at_and_named(forge: Forge, tmp_path: Path) -> None:
    """A branch that holds its commits, such as one that was received, gives the request its title
    and files; a secret in any of its commits stops it.
    """
    clone = cloned(str(forge.path), tmp_path / "clone")
    git(clone, "switch", "-q", "-c", "received/a-lesson")
    write(clone, "docs/lessons/t/roll.md")
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "Take what was sent")
    sent = submit(clone, "--yes")
    assert 0 == sent.returncode, sent.stderr
    [request] = forge.requests()
    assert "Roll back first" == request["title"]
    assert "`docs/lessons/t/roll.md`" in request["description"]

    token = make("github-token", random.Random(3))
    write(clone, "docs/lessons/t/other.md", f"# Other\n\nIt was {token}.\n")
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "Say more")
    write(clone, "docs/lessons/t/other.md", "# Other\n\nIt was an old one.\n")
    git(clone, "commit", "-q", "-a", "-m", "Take it out")
    stopped = submit(clone, "--yes")
    assert 2 == stopped.returncode and "has an error, so nothing was sent" in stopped.stderr
    assert token not in stopped.stderr + stopped.stdout
    assert "other.md" not in forge.git("ls-tree", "-r", "--name-only", "refs/pull/1/head")
