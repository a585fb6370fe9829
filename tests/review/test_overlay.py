# What of a request is laid over the branch that it goes to, whatever the request says; and that
# looking at it leaves the repository as it was.
"""Test the overlay."""

from __future__ import annotations

import os
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from pollinate.errors import PollinateError, RequestError
from pollinate.history import proposed
from pollinate.review import overlay
from pollinate.review.overlay import Overlay
from pollinate.review.proposal import Place, Proposal, open_proposal
from pollinate.review.review import review
from support.repo import ANA, BEA, CY, Repo

LESSON = "# {}\n\nWe learned to look at both boats before the horn sounds.\n"
CONFIG = "site_name: Harbour\nplugins:\n  - pollinate/garden\n"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden of two lessons, and a branch `idea` that starts there."""
    repo.write("mkdocs.yml", CONFIG)
    repo.write("docs/pic.png", PICTURE)
    repo.commit(ANA, docs__lessons__a=LESSON.format("A"), docs__lessons__b=LESSON.format("B"))
    repo.git("switch", "-q", "-c", "idea")
    return repo


def laid(repo: Repo, ref: str = "idea", base: str = "") -> Overlay:
    """Return a request laid over the branch that it goes to."""
    with opened(repo, ref, base) as proposal:
        return proposal.overlay


def opened(repo: Repo, ref: str = "idea", base: str = "") -> AbstractContextManager[Proposal]:
    """Give an opened request."""
    return open_proposal(Place(directory=repo.path), ref, base)


def reasons(found: Overlay) -> dict[str, str]:
    """Return why each file is left out."""
    return {str(one.path): one.message for one in found.left_out}


def test_pages_and_pictures_are_taken(garden: Repo) -> None:
    """New, changed and deleted pages and pictures of a request are laid over; nothing else."""
    garden.write("docs/lessons/new.png", PICTURE)
    (garden.path / "docs/pic.png").unlink()
    garden.commit(BEA, docs__lessons__c=LESSON.format("C"), docs__lessons__a=None)
    found = laid(garden)
    assert found.taken == ["docs/lessons/c.md", "docs/lessons/new.png"]
    assert found.gone == ["docs/lessons/a.md", "docs/pic.png"]
    assert (found.left_out, found.code, found.conflicts) == ([], [], [])


def test_the_work_tree_is_the_base_and_what_is_taken(garden: Repo) -> None:
    """What lies in the copy is the base's files, and of the request what is taken."""
    garden.write("mkdocs.yml", CONFIG + "hooks: [evil.py]\n")
    garden.write("docs/evil.html", "<script>alert(1)</script>")
    garden.commit(BEA, docs__lessons__c=LESSON.format("C"), docs__lessons__a=None)
    with opened(garden) as proposal:
        proposal.show_base()
        root = proposal.copy.root
        assert not (root / "docs/lessons/c.md").exists()
        proposal.show()
        assert (root / "docs/lessons/c.md").read_text() == LESSON.format("C")
        assert not (root / "docs/lessons/a.md").exists()
        assert not (root / "docs/evil.html").exists()
        assert (root / "mkdocs.yml").read_text() == CONFIG


CODE = (
    "mkdocs.yml", ".github/workflows/x.yml", "hooks.py", "overrides/main.html", ".gitattributes",
    ".mailmap", "README.md", "requirements.txt", "docs/CODEOWNERS", "docs/_headers",
    "docs/x.html", "docs/x.js",
)  # fmt: skip


def test_what_steers_is_code(garden: Repo) -> None:
    """A file outside of the pages, and one that steers a build or a server, is never laid over."""
    for path in CODE:
        garden.write(path, "x: 1\n")
    garden.commit(BEA, docs__lessons__c=LESSON.format("C"))
    found = laid(garden)
    assert set(found.code) == set(CODE)
    assert found.taken == ["docs/lessons/c.md"]


LEFT = [
    ("docs/x.yml", "files that end in .yml are"),
    ("docs/lessons/x.py", "files that end in .py are"),
    ("docs/lessons/noending", "'noending' has no ending"),
    ("docs/.pages", "hidden by its name"),
    ("docs/.hidden/x.md", "hidden by its name"),
    ("docs/lessons/-rf.md", "looks like an option"),
    ("docs/-x/y.md", "looks like an option"),
    ("docs/lessons/a\u202eb.md", "signs that nobody sees"),
    ("docs/lessons/a\u200bb.md", "signs that nobody sees"),
    ("docs/lessons/a\nb.md", "a control sign"),
    ("docs/lessons/con.md", "the name of a device"),
    ("docs/lessons/a:b.md", "stands in a name"),
    ("docs/lessons/A.md", "one name with 'docs/lessons/a.md'"),
    ("docs/LESSONS/y.md", "one name with 'docs/lessons'"),
    ("docs/LESSONS/z.md", "one name with 'docs/lessons'"),
    ("docs/x.svg", "it holds <script>"),
]


def test_what_is_left_out_is_told(garden: Repo) -> None:
    """A file that a preview does not show is named with its reason, and the rest is shown."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
    for path, _ in LEFT:
        garden.write(path, drawing if path.endswith(".svg") else LESSON.format("X"))
    garden.commit(BEA, docs__lessons__c=LESSON.format("C"))
    found = laid(garden)
    told = reasons(found)
    for path, why in LEFT:
        assert why in told[path], path
    assert set(told) == {path for path, _ in LEFT}
    assert found.taken == ["docs/lessons/c.md"]


def test_links_modules_and_programs_are_left_out(garden: Repo) -> None:
    """A symbolic link, a repository within this one, and a file marked as a program."""
    (garden.path / "docs/lessons/link.md").symlink_to("/etc/passwd")
    (garden.path / "docs/folder").symlink_to("/")
    garden.write("docs/lessons/run.md", LESSON.format("Run"))
    (garden.path / "docs/lessons/run.md").chmod(0o755)
    garden.git("add", "-A")
    head = garden.git("rev-parse", "HEAD")
    garden.git("update-index", "--add", "--cacheinfo", f"160000,{head},docs/module")
    garden.git("commit", "-q", "-m", "Change", who=BEA)
    found = reasons(laid(garden))
    assert "symbolic link" in found["docs/lessons/link.md"]
    assert "symbolic link" in found["docs/folder"]
    assert "marked as a program" in found["docs/lessons/run.md"]
    assert "repository within" in found["docs/module"]


def test_a_link_of_the_base_is_not_written_through(garden: Repo, tmp_path: Path) -> None:
    """Where the base has a link to a folder, a request that puts files below its name changes
    nothing behind it.
    """
    garden.git("switch", "-q", "main")
    (tmp_path / "outside").mkdir()
    (garden.path / "docs/shared").symlink_to(tmp_path / "outside")
    garden.commit(ANA)
    garden.git("switch", "-q", "-c", "other")
    (garden.path / "docs/shared").unlink()
    garden.commit(BEA, docs__shared__x=LESSON.format("X"))
    with opened(garden, "other") as proposal:
        proposal.show()
        assert reasons(proposal.overlay)["docs/shared"].endswith("symbolic link")
        assert "a file stands where" in reasons(proposal.overlay)["docs/shared/x.md"]
    assert not list((tmp_path / "outside").iterdir())


def test_sizes_and_numbers_are_limited(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text, all files together, and their number have limits; what is over them is named."""
    monkeypatch.setattr(overlay, "LARGEST_TEXT", 400)
    monkeypatch.setattr(overlay, "MOST_FILES", 3)
    for name in "cdef":
        garden.write(f"docs/lessons/{name}.md", LESSON.format(name))
    garden.write("docs/lessons/b2.md", "x" * 401)
    garden.commit(BEA)
    found = laid(garden)
    assert found.taken == [f"docs/lessons/{name}.md" for name in "cde"]
    assert "larger than" in reasons(found)["docs/lessons/b2.md"]
    assert "at most" in reasons(found)["docs/lessons/f.md"]
    with monkeypatch.context() as patch:
        patch.setattr(overlay, "MOST_PAGES", 1)
        assert laid(garden).taken == ["docs/lessons/c.md"]
    monkeypatch.setattr(overlay, "LARGEST_TOGETHER", 150)
    assert laid(garden).taken == ["docs/lessons/c.md", "docs/lessons/d.md"]


def test_a_conflict_is_told_and_shown_as_the_request_has_it(garden: Repo) -> None:
    """Where both sides changed the same line, git's marks are on no page."""
    garden.commit(BEA, docs__lessons__a=LESSON.format("Theirs"))
    garden.git("switch", "-q", "main")
    garden.commit(CY, docs__lessons__a=LESSON.format("Ours"), docs__lessons__z=LESSON.format("Z"))
    with opened(garden) as proposal:
        proposal.show()
        assert proposal.overlay.conflicts == ["docs/lessons/a.md"]
        assert (proposal.copy.root / "docs/lessons/a.md").read_text() == LESSON.format("Theirs")
        assert (proposal.copy.root / "docs/lessons/z.md").exists()


def test_both_sides_of_one_file_are_merged(garden: Repo) -> None:
    """Changes in different places of a file are both shown."""
    text = "".join(f"Line {n} of the lesson.\n\n" for n in range(9))
    garden.git("switch", "-q", "main")
    garden.commit(ANA, docs__lessons__a=text)
    garden.git("switch", "-q", "-C", "idea")
    garden.commit(BEA, docs__lessons__a=text.replace("Line 1", "First line"))
    garden.git("switch", "-q", "main")
    garden.commit(CY, docs__lessons__a=text.replace("Line 8", "Last line"))
    with opened(garden) as proposal:
        proposal.show()
        shown = (proposal.copy.root / "docs/lessons/a.md").read_text()
    assert "First line" in shown
    assert "Last line" in shown


def test_an_old_git_merges_file_by_file(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `merge-tree` what one side changed is taken, and what both changed is told."""
    ask = overlay.SideCopy.ask

    def no_merge_tree(self: overlay.SideCopy, *args: str) -> tuple[int, bytes]:
        return (129, b"usage: git merge-tree") if args[0] == "merge-tree" else ask(self, *args)

    monkeypatch.setattr(overlay.SideCopy, "ask", no_merge_tree)
    garden.commit(BEA, docs__lessons__a=LESSON.format("Theirs"), docs__lessons__b=None)
    garden.git("switch", "-q", "main")
    garden.commit(CY, docs__lessons__a=LESSON.format("Ours"), docs__lessons__z=LESSON.format("Z"))
    found = laid(garden)
    assert found.conflicts == ["docs/lessons/a.md"]
    assert (found.taken, found.gone) == (["docs/lessons/a.md"], ["docs/lessons/b.md"])


def test_looking_changes_nothing(garden: Repo) -> None:
    """Refs, index, work tree and objects are as before; the copy is gone, whatever happened."""
    garden.commit(BEA, docs__lessons__c=LESSON.format("C"))
    garden.git("switch", "-q", "main")
    garden.write("docs/lessons/a.md", "Not committed yet.\n")
    before = _state(garden)
    with pytest.raises(ZeroDivisionError), opened(garden) as proposal:
        place = proposal.copy.root
        proposal.show()
        raise ZeroDivisionError
    assert not place.parent.exists()
    assert _state(garden) == before


def _state(repo: Repo) -> tuple[str, str, str, int]:
    objects = sum(len(files) for _, _, files in os.walk(repo.path / ".git/objects"))
    return repo.git("for-each-ref"), repo.git("status", "--porcelain"), "", objects


def test_the_user_s_hooks_and_filters_do_not_run(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook, a filter and a merge driver that a user's configuration names see nothing of a
    request.
    """
    flag = tmp_path / "ran"
    config = tmp_path / "config"
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks/post-checkout").write_text(f"#!/bin/sh\ntouch {flag}\n")
    (tmp_path / "hooks/post-checkout").chmod(0o755)
    config.write_text(
        f'[core]\n\thooksPath = {tmp_path}/hooks\n[filter "x"]\n\tsmudge = "touch {flag}; cat"\n'
        f'[merge "x"]\n\tdriver = "touch {flag}"\n'
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    garden.git("switch", "-q", "main")
    garden.write(".gitattributes", "*.md filter=x merge=x\n")
    garden.commit(ANA)
    garden.git("switch", "-q", "-C", "idea")
    garden.commit(BEA, docs__lessons__a=LESSON.format("Theirs"))
    garden.git("switch", "-q", "main")
    garden.commit(CY, docs__lessons__a=LESSON.format("Ours"))
    with opened(garden) as proposal:
        proposal.show()
    assert not flag.exists()


def test_a_request_by_its_forge_s_ref_or_number(garden: Repo) -> None:
    """`refs/pull/7/head`, `pull/7` and `7` mean the request of that number, GitLab's as well."""
    tip = garden.commit(BEA, docs__lessons__c=LESSON.format("C"))
    garden.git("switch", "-q", "main")
    garden.git("branch", "-q", "-D", "idea")
    for ref, names in (
        ("refs/pull/7/head", ("refs/pull/7/head", "pull/7", "pull/7/head", "7", "#7")),
        ("refs/merge-requests/8/head", ("refs/merge-requests/8/head", "merge-requests/8", "!8")),
        ("refs/remotes/origin/topic", ("topic", "origin/topic")),
    ):
        if "origin" in ref:
            garden.git("remote", "add", "origin", "https://lessons.test.org/x.git")
        garden.git("update-ref", ref, tip)
        for name in names:
            assert laid(garden, name).tip == tip, name


def test_a_number_is_the_forge_s(garden: Repo) -> None:
    """Neither a branch nor a file that is called like a request takes its place."""
    theirs = garden.commit(BEA, docs__lessons__c=LESSON.format("C"))
    garden.git("update-ref", "refs/pull/7/head", theirs)
    garden.commit(CY, docs__lessons__d=LESSON.format("D"))
    garden.git("branch", "7")
    garden.git("switch", "-q", "main")
    (garden.path / "7").write_text("diff --git a/docs/x.md b/docs/x.md\n")
    (garden.path / "idea").write_text("diff --git a/docs/x.md b/docs/x.md\n")
    assert laid(garden, "7").tip == theirs
    assert laid(garden, "idea").taken == ["docs/lessons/c.md", "docs/lessons/d.md"]


def test_patches_keep_their_authors(garden: Repo, tmp_path: Path) -> None:
    """A file of patches is laid over commit by commit, each by its author; nothing of it comes
    into the repository.
    """
    garden.commit(BEA, "Add c", docs__lessons__c=LESSON.format("C"))
    garden.commit(CY, "Add d", docs__lessons__d=LESSON.format("D"))
    told = garden.git("format-patch", "--stdout", "main")
    file = tmp_path / "two.patch"
    file.write_text(told + "\n")
    garden.git("switch", "-q", "main")
    garden.git("branch", "-q", "-D", "idea")
    garden.git("reflog", "expire", "--expire=now", "--all")
    garden.git("gc", "-q", "--prune=now")
    before = _state(garden)
    with opened(garden, str(file)) as proposal:
        assert proposal.overlay.taken == ["docs/lessons/c.md", "docs/lessons/d.md"]
        log = proposal.copy.run("log", "--format=%an: %s", "-2", proposal.overlay.tip)
        assert log.decode().split("\n")[:2] == ["Cy Okafor: Add d", "Bea Lind: Add c"]
    assert _state(garden) == before


def test_a_bare_diff_and_a_bundle(garden: Repo, tmp_path: Path) -> None:
    """A diff without a mail's head is one commit of nobody; a bundle is the branch that it holds."""
    garden.commit(BEA, "Add c", docs__lessons__c=LESSON.format("C"))
    (tmp_path / "x.diff").write_text(garden.git("diff", "main", "idea") + "\n")
    garden.git("bundle", "create", "-q", str(tmp_path / "x.bundle"), "main..idea")
    garden.git("switch", "-q", "main")
    garden.git("branch", "-q", "-D", "idea")
    for name in ("x.diff", "x.bundle"):
        assert laid(garden, str(tmp_path / name)).taken == ["docs/lessons/c.md"], name


def test_what_is_no_request(garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each ends in words with a cure, and none in a traceback."""
    (tmp_path / "note.txt").write_text("Dear all\n")
    (tmp_path / "bad.patch").write_text("diff --git a/docs/z.md b/docs/z.md\n--- a/docs/z.md\n")
    (tmp_path / "bad.bundle").write_text("# v2 git bundle\n0000 refs/heads/x\n\nPACK")
    garden.git("switch", "-q", "--orphan", "stranger")
    garden.commit(BEA, docs__lessons__c=LESSON.format("C"))
    for ref, words in (
        ("nowhere", "there is no request, branch, commit or file 'nowhere'"),
        ("--upload-pack=x", "there is no request"),
        ("99", "This clone has no remote"),
        ("main", "holds all of this already"),
        ("stranger", "no commit in common"),
        (str(tmp_path / "note.txt"), "neither patches nor a bundle"),
        (str(tmp_path / "bad.patch"), "does not fit the garden"),
        (str(tmp_path / "bad.bundle"), "this bundle can't be used"),
    ):
        with pytest.raises(PollinateError) as error:
            laid(garden, ref)
        assert words in str(error.value), ref
    garden.git("remote", "add", "origin", "https://lessons.test.org/x.git")
    with pytest.raises(RequestError) as told:
        laid(garden, "99")
    assert "git fetch origin '+refs/pull/99/head:refs/pull/99/head'" in str(told.value)
    with pytest.raises(RequestError, match="no branch or commit 'nix'"):
        laid(garden, "idea", "nix")
    monkeypatch.setattr(proposed, "LARGEST_FILE", 3)
    with pytest.raises(RequestError, match="too large"):
        laid(garden, str(tmp_path / "note.txt"))


def test_a_patch_that_unfolds_is_refused(garden: Repo, tmp_path: Path) -> None:
    """A small file of patches that holds gigabytes is refused before git reads it."""
    garden.git("switch", "-q", "main")
    file = tmp_path / "bomb.patch"
    head = "diff --git a/docs/x.png b/docs/x.png\nnew file mode 100644\nGIT binary patch\n"
    file.write_text(f"{head}literal 1200000000\nzcmZ?d0000000\n")
    with pytest.raises(RequestError, match="unfolds to more"):
        laid(garden, str(file))


def test_another_base_may_be_named(garden: Repo) -> None:
    """With a base of its own, a request is compared with that."""
    garden.commit(BEA, docs__lessons__c=LESSON.format("C"))
    garden.git("branch", "-q", "middle")
    garden.commit(BEA, docs__lessons__d=LESSON.format("D"))
    assert laid(garden, "idea", "middle").taken == ["docs/lessons/d.md"]


def test_a_request_that_moves_on_meanwhile(garden: Repo) -> None:
    """What is looked at is the commit that the name meant first; a push in between changes
    nothing.
    """
    garden.commit(BEA, docs__lessons__c=LESSON.format("C"))
    with opened(garden) as proposal:
        garden.commit(BEA, docs__lessons__c=LESSON.format("Another"))
        proposal.show()
        assert (proposal.copy.root / "docs/lessons/c.md").read_text() == LESSON.format("C")


def test_a_garden_in_a_folder_of_its_repository(repo: Repo) -> None:
    """The folder of the configuration is found again in the copy."""
    repo.write("sub/mkdocs.yml", CONFIG)
    repo.commit(ANA, sub__docs__lessons__a=LESSON.format("A"))
    repo.git("switch", "-q", "-c", "idea")
    repo.write("sub/docs/lessons/c.md", LESSON.format("C"))
    repo.write("docs/lessons/d.md", LESSON.format("D"))
    repo.commit(BEA)
    with open_proposal(Place(directory=repo.path / "sub"), "idea") as proposal:
        assert proposal.overlay.taken == ["sub/docs/lessons/c.md"]
        assert proposal.overlay.code == ["docs/lessons/d.md"]


def test_replacements_and_attributes_of_the_repository_count(garden: Repo) -> None:
    """What a repository says on how its history and files are read holds in the copy."""
    (garden.path / ".git/info").mkdir(exist_ok=True)
    (garden.path / ".git/info/attributes").write_text("*.md text eol=crlf\n")
    head = garden.git("rev-parse", "main")
    other = garden.git("commit-tree", f"{head}^{{tree}}", "-m", "Replaced", who=CY)
    garden.git("replace", head, other)
    garden.commit(BEA, docs__lessons__c="One\nTwo\n")
    with opened(garden) as proposal:
        proposal.show()
        assert (proposal.copy.root / "docs/lessons/c.md").read_bytes() == b"One\r\nTwo\r\n"
        subject = proposal.copy.run("log", "-1", "--format=%s", head)
        assert subject == b"Replaced\n"


def test_environment_is_as_before(garden: Repo) -> None:
    """Variables that are set while somebody looks are gone afterwards."""
    garden.commit(BEA, docs__lessons__c=LESSON.format("C"))
    laid(garden)
    before = dict(os.environ)
    with opened(garden) as proposal:
        told = subprocess.run(["git", "config", "--global", "-l"], capture_output=True, text=True)
        assert told.stdout == ""
        assert os.environ["POLLINATE_CACHE"] == str(proposal.copy.cache)
    assert dict(os.environ) == before


def test_pictures_and_drawings_are_looked_into(garden: Repo) -> None:
    """A page under a picture's name and a drawing with a script are left out, in capitals too."""
    for name in ("a.png", "B.PNG"):
        garden.write(f"docs/lessons/{name}", "<html><script>1</script></html>")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
    garden.write("docs/lessons/C.SVG", drawing)
    garden.commit(BEA)
    found = laid(garden)
    assert found.taken == []
    assert "is called .png and is none" in reasons(found)["docs/lessons/a.png"]
    assert "is called .png and is none" in reasons(found)["docs/lessons/B.PNG"]
    assert "it holds <script>" in reasons(found)["docs/lessons/C.SVG"]


def test_a_module_that_becomes_a_file_is_left_out(garden: Repo) -> None:
    """What was a repository within this one, or a link, and is a file in the request, stays what it
    was.
    """
    garden.git("switch", "-q", "main")
    head = garden.git("rev-parse", "HEAD")
    garden.git("update-index", "--add", "--cacheinfo", f"160000,{head},docs/module.md")
    (garden.path / "docs/link.md").symlink_to("index.md")
    garden.git("add", "docs/link.md")
    garden.git("commit", "-q", "-m", "Change", who=ANA)
    garden.git("switch", "-q", "-C", "idea")
    garden.git("rm", "-q", "--cached", "docs/module.md", "docs/link.md")
    (garden.path / "docs/link.md").unlink()
    for name in ("module", "link"):
        garden.write(f"docs/{name}.md", LESSON.format(name))
    garden.git("add", "-A")
    garden.git("commit", "-q", "-m", "Change", who=BEA)
    told = reasons(laid(garden))
    assert "repository within" in told["docs/module.md"]
    assert "symbolic link" in told["docs/link.md"]


def test_files_of_patches_have_limits(
    garden: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bundle of two branches, and more patches than anybody reads, are refused in words."""
    garden.commit(BEA, docs__lessons__c=LESSON.format("C"))
    garden.git("branch", "second")
    garden.commit(BEA, docs__lessons__d=LESSON.format("D"))
    garden.git("bundle", "create", "-q", str(tmp_path / "x.bundle"), "main..idea", "second")
    with pytest.raises(RequestError, match="holds one branch"):
        laid(garden, str(tmp_path / "x.bundle"))
    (tmp_path / "x.patch").write_text(garden.git("format-patch", "--stdout", "main") + "\n")
    monkeypatch.setattr(proposed, "MOST_PATCHES", 1)
    with pytest.raises(RequestError, match="more than 1 patches"):
        laid(garden, str(tmp_path / "x.patch"))


def test_names_kept_outside_of_the_repository_are_found(garden: Repo) -> None:
    """A list of names that the settings name by a path out of the repository is read where it is."""
    (garden.path.parent / "names.txt").write_text("Zyxcorp\n")
    garden.git("switch", "-q", "main")
    garden.write("mkdocs.yml", CONFIG.rstrip() + ":\n      private_words: ../names.txt\n")
    garden.commit(ANA)
    garden.git("switch", "-q", "-C", "idea")
    garden.commit(BEA, docs__lessons__c=LESSON.format("C") + "\nZyxcorp was there.\n")
    with opened(garden) as proposal:
        codes = {one.code for one in review(proposal).findings}
    assert "private-word" in codes


def test_a_list_of_names_is_that_of_the_branch_that_it_goes_to(garden: Repo) -> None:
    """Who empties the list in a work tree, or in a request, has their words looked at by the list as
    it was.
    """
    garden.git("switch", "-q", "main")
    garden.write("names.txt", "Zyxcorp\n")
    garden.write("mkdocs.yml", CONFIG.rstrip() + ":\n      private_words: names.txt\n")
    garden.commit(ANA)
    garden.git("switch", "-q", "-C", "idea")
    garden.write("names.txt", "")
    garden.commit(BEA, docs__lessons__c=LESSON.format("C") + "\nZyxcorp was there.\n")
    with opened(garden) as proposal:
        told = review(proposal)
    assert "private-word" in {one.code for one in told.findings}
    assert "Zyxcorp" not in repr(told)
