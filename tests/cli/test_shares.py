# One site in parts: each share rendered by a build of its own, and all joined into the site that
# one build makes; what doesn't fit together is refused by name, or rendered again.
# Must not know: how a part is packed.
"""Test shares of a site, and joining them."""

from __future__ import annotations

import gzip
import io
import re
import shlex
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from pollinate.errors import SettingsError
from pollinate_cli.share_inputs import installed, refuse_other
from support.run import pollinate
from support.sites import differences, whole_site
from support.warm import run_module

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the sample garden, with a page of which something is to be said."""
    garden = tmp_path_factory.mktemp("shares") / "garden"
    assert 0 == pollinate("demo", str(garden)).returncode
    page = next((garden / "docs/lessons").rglob("*.md"))
    with page.open("a") as file:
        file.write("\n[away](gone.md)\n")
    return garden


@pytest.fixture(scope="module")
def whole(demo: Path) -> Path:
    """Give the site that one build makes."""
    return whole_site(demo, demo.parent / "whole")


@pytest.fixture(scope="module")
def parts(demo: Path) -> list[Path]:
    """Give the files of three shares."""
    return [share(demo, demo.parent / "part", f"{n}/3") for n in (1, 2, 3)]


def share(garden: Path, site: Path, which: str, *more: str) -> Path:
    """Render a share, and return its file."""
    args = ("build", "-q", "--share", which, "--site-dir", str(site), *more)
    done = pollinate("-C", str(garden), *args)
    assert 0 == done.returncode, done.stderr
    number, _, count = which.partition("/")
    return site.with_name(f"{site.name}-{number}-of-{count}.tar.gz")


def join(garden: Path, site: Path, *args: object) -> str:
    """Join parts, and return what is said; the site is refused where that ends otherwise."""
    done = pollinate("-C", str(garden), "join", "--site-dir", str(site), *map(str, args))
    assert 0 == done.returncode, done.stderr
    return done.stderr


def refused(garden: Path, *args: object) -> str:
    """Return why parts are refused; no site is left."""
    site = garden.parent / "refused"
    done = pollinate("-C", str(garden), "join", "--site-dir", str(site), *map(str, args))
    assert 2 == done.returncode, done.stderr
    assert not site.exists()
    return done.stderr


def test_the_site_is_that_of_one_build(
    demo: Path, whole: Path, parts: list[Path], tmp_path: Path
) -> None:
    """Byte for byte, in whatever order; what was said of a page is said again, by rendering it."""
    said = join(demo, tmp_path / "joined", parts[2], parts[0], parts[1])

    assert [] == list(differences(whole, tmp_path / "joined"))
    assert "gone.md" in said
    assert "came in parts and 1 were rendered here" in said


def test_a_page_that_all_read_is_warned_of_once(tmp_path: Path) -> None:
    """By the share that renders it: others read it for its title in the navigation."""
    garden = tmp_path / "garden"
    (garden / "docs/lessons").mkdir(parents=True)
    (garden / "docs/index.md").write_text("# Home\n\n[away](gone.md)\n")
    (garden / "docs/lessons/a.md").write_text("# A\n\nWords.\n")
    (garden / "mkdocs.yml").write_text(
        "site_name: S\ntheme: {name: material, font: false}\n"
        "plugins:\n  - search\n  - pollinate/garden: {history: optional}\n"
    )
    said = [
        pollinate("-C", str(garden), "build", "-q", "--share", f"{n}/2").stderr.count("gone.md")
        for n in (1, 2)
    ]

    assert [0, 1] == sorted(said)


def test_parts_lie_in_folders_too(
    demo: Path, whole: Path, parts: list[Path], tmp_path: Path
) -> None:
    """As a build server hands them on: each in a folder of its own."""
    for number, part in enumerate(parts):
        (tmp_path / f"artifact-{number}").mkdir()
        shutil.copy(part, tmp_path / f"artifact-{number}")
    join(demo, tmp_path / "joined", "-q", tmp_path)

    assert [] == list(differences(whole, tmp_path / "joined"))


def test_the_next_build_goes_on_from_a_joined_site(
    demo: Path, parts: list[Path], tmp_path: Path
) -> None:
    """It renders what changed since, and no more."""
    join(demo, tmp_path / "joined", "-q", *parts)
    page = demo / "docs/index.md"
    before = page.read_text()
    page.write_text(before + "\nMore.\n")
    done = pollinate("-C", str(demo), "build", "--site-dir", str(tmp_path / "joined"))
    page.write_text(before)

    # The page with a warning, and the one that changed.
    assert "; 2 of " in done.stderr


def test_what_changed_since_is_rendered_here(demo: Path, parts: list[Path], tmp_path: Path) -> None:
    """Parts of the same commit whose files somebody edited meanwhile: never an old page."""
    page = demo / "docs/index.md"
    before = page.read_text()
    page.write_text(before + "\nWords of today.\n")
    args = ("-q", "--explain", "docs/index.md", *parts)
    done = pollinate(
        "-C", str(demo), "join", "--site-dir", str(tmp_path / "joined"), *map(str, args)
    )
    page.write_text(before)

    assert "rendered; its own text changed" in done.stdout
    assert "Words of today" in (tmp_path / "joined/index.html").read_text()


def test_a_missing_part_is_named(demo: Path, parts: list[Path]) -> None:
    """With what renders it."""
    said = refused(demo, parts[0], parts[2])

    assert "parts are missing: 2/3" in said
    assert "pollinate build --share 2/3" in said


def test_parts_of_two_sites_are_refused(demo: Path, parts: list[Path], tmp_path: Path) -> None:
    """Twice the same share, and shares of other numbers."""
    again = shutil.copy(parts[0], tmp_path / "again.tar.gz")
    other = share(demo, tmp_path / "other", "2/2")

    assert "it is part 1, and so is" in refused(demo, *parts, again)
    assert "one of 2 parts, and others are of 3" in refused(demo, parts[0], other)


def test_parts_of_another_commit_are_refused(demo: Path, parts: list[Path], tmp_path: Path) -> None:
    """A garden that went on since shows other facts."""
    garden = tmp_path / "garden"
    shutil.copytree(demo, garden)
    (garden / "docs/new.md").write_text("# New\n")
    for args in (
        ("add", "-A"),
        ("-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", "-C", str(garden), *args], check=True)

    assert "and the garden stands at" in refused(garden, *parts)


def test_parts_of_other_settings_are_refused(demo: Path, parts: list[Path]) -> None:
    """A page would look otherwise."""
    config = demo / "mkdocs.yml"
    before = config.read_text()
    config.write_text(before.replace("site_name: ", "site_name: Another "))
    said = refused(demo, *parts)
    config.write_text(before)

    assert "site_name is Harbourline Garden there and Another Harbourline Garden here" in said
    assert "the settings differ" in said


def test_parts_of_other_packages_are_refused(demo: Path, parts: list[Path], tmp_path: Path) -> None:
    """By name and versions, of the machine there and here."""

    def other(name: str, data: bytes) -> bytes:
        return data.replace(b'"mkdocs": "', b'"mkdocs": "0.') if name == "part.json" else data

    said = refused(demo, parts[1], parts[2], repacked(parts[0], tmp_path, other))

    assert "mkdocs is 0." in said and "there and" in said


def test_a_worker_of_another_python_is_refused() -> None:
    """By name, with the version there and here; what only says that it differs names no sum."""
    ours = {**installed(), "the settings": "1"}
    with pytest.raises(SettingsError) as error:
        refuse_other({**ours, "Python": "3.9", "the settings": "2"}, ours, "what it renders")

    assert "Python is 3.9 there and 3." in error.value.problem
    assert "the settings differ" in error.value.problem
    refuse_other(ours, ours, "what it renders")


def repacked(part: Path, folder: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Return a part whose files are others."""
    made = io.BytesIO()
    with tarfile.open(part) as old, tarfile.open(fileobj=made, mode="w") as new:
        for entry in old:
            file = old.extractfile(entry)
            assert file is not None
            data = change(entry.name, file.read())
            entry.size = len(data)
            new.addfile(entry, io.BytesIO(data))
    place = folder / part.name
    place.write_bytes(gzip.compress(made.getvalue()))
    return place


@pytest.mark.parametrize("kind", ["cut", "empty", "text", "no page", "page more", "memory"])
def test_what_is_not_whole_is_refused(
    demo: Path, parts: list[Path], tmp_path: Path, kind: str
) -> None:
    """By the name of its file, and never half joined."""
    part = tmp_path / parts[0].name
    whole = parts[0].read_bytes()
    if kind in ("cut", "empty", "text"):
        part.write_bytes({"cut": whole[:-2000], "empty": b"", "text": b"# A page\n"}[kind])
    elif kind == "memory":
        part = repacked(
            parts[0], tmp_path, lambda n, data: data + b" " if n == "memory.json" else data
        )
    else:
        made = io.BytesIO()
        with tarfile.open(parts[0]) as old, tarfile.open(fileobj=made, mode="w") as new:
            entries = list(old)
            for entry in entries[:-1] if kind == "no page" else [*entries, entries[-1]]:
                new.addfile(entry, old.extractfile(entry))
        part.write_bytes(gzip.compress(made.getvalue()))

    said = refused(demo, part, *parts[1:])
    assert f"{part.name}: it is no part of a site, or not whole" in said


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("part.json", b'{"format": 1, "share": [1e999, 3], "commit": "", "common": {}}'),
        ("part.json", b'{"format": 1, "share": [1, 99999999], "commit": "", "common": {}}'),
        ("part.json", b'{"format": 1, "share": [1, 3], "commit": "", "common": []}'),
        ("search.json", b"[1]"),
    ],
)
def test_what_somebody_else_made_is_refused(
    demo: Path, parts: list[Path], tmp_path: Path, name: str, data: bytes
) -> None:
    """JSON of other things than a part holds: no accident of ours, and no wait without end."""
    part = repacked(parts[0], tmp_path, lambda n, before: data if n == name else before)

    assert "it is no part of a site, or not whole" in refused(demo, part, *parts[1:])


def test_a_part_never_lies_among_pages(tmp_path: Path) -> None:
    """It would be published with them."""
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons/a.md").write_text("# A\n")
    args = ("-C", str(tmp_path), "--docs-dir", ".", "build", "-q", "--share", "1/2")
    done = pollinate(*args)

    assert 2 == done.returncode
    assert "would lie among the pages" in done.stderr


@pytest.mark.parametrize("name", ["../../out.html", "/tmp/out.html", "a/../../out.html", "x.js"])
def test_a_part_writes_nothing_elsewhere(
    demo: Path, parts: list[Path], tmp_path: Path, name: str
) -> None:
    """A name that leads out of the site, or is no page's, is refused even where its memory agrees."""
    from pollinate.site_memory import PageMemory, SiteMemory, memory_to_bytes

    def about(data: bytes) -> str:
        import json

        return f"part 1 of 3 of {json.loads(data)['commit']}"

    made = io.BytesIO()
    with tarfile.open(parts[0]) as old, tarfile.open(fileobj=made, mode="w") as new:
        first = old.extractfile("part.json")
        assert first is not None
        head = first.read()
        memory = SiteMemory(base={}, pages={"a.md": PageMemory(dest=name, facts={})})  # type: ignore[dict-item]
        files = {
            "part.json": head,
            "memory.json": memory_to_bytes(memory, about(head)),
            "search.json": b"{}",
            f"pages/{name}": b"out",
        }
        for each, data in files.items():
            entry = tarfile.TarInfo(each)
            entry.size = len(data)
            new.addfile(entry, io.BytesIO(data))
    part = tmp_path / parts[0].name
    part.write_bytes(gzip.compress(made.getvalue()))

    assert "no part of a site" in refused(demo, part, *parts[1:])
    assert not list(demo.parent.glob("out.html"))


def test_a_shallow_clone_joins_nothing(demo: Path, parts: list[Path], tmp_path: Path) -> None:
    """It says what it is, and how a build server fetches all."""
    shallow = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{demo}", str(shallow)], check=True
    )
    done = pollinate("-C", str(shallow), "join", *map(str, parts))

    assert 2 == done.returncode
    assert "shallow" in done.stderr and "fetch-depth: 0" in done.stderr


def test_a_link_in_a_part_is_refused(demo: Path, parts: list[Path], tmp_path: Path) -> None:
    """In place of a page, it would show a file of the machine."""
    made = io.BytesIO()
    with tarfile.open(parts[0]) as old, tarfile.open(fileobj=made, mode="w") as new:
        for entry in old:
            data = old.extractfile(entry)
            if entry.name.startswith("pages/"):
                entry.type, entry.linkname, entry.size, data = (
                    tarfile.SYMTYPE,
                    "/etc/passwd",
                    0,
                    None,
                )
            new.addfile(entry, data)
    part = tmp_path / parts[0].name
    part.write_bytes(gzip.compress(made.getvalue()))

    assert "no part of a site" in refused(demo, part, *parts[1:])


def test_more_shares_than_pages(tmp_path: Path) -> None:
    """Some are empty, and the site is whole."""
    garden = tmp_path / "garden"
    (garden / "docs/lessons").mkdir(parents=True)
    (garden / "docs/lessons/a.md").write_text("# A\n\nWords.\n")
    (garden / "mkdocs.yml").write_text(
        "site_name: S\ntheme: {name: material, font: false}\n"
        "plugins:\n  - search\n  - pollinate/garden: {history: optional}\n"
    )
    count = 12
    files = [share(garden, tmp_path / "part", f"{n}/{count}") for n in range(1, count + 1)]
    join(garden, tmp_path / "joined", "-q", *files)
    pollinate("-C", str(garden), "build", "-q", "--full", "--site-dir", str(tmp_path / "whole"))

    assert [] == list(differences(tmp_path / "whole", tmp_path / "joined"))


def test_shares_of_other_pages_are_refused(tmp_path: Path) -> None:
    """A file that came between two shares has each count others: a page is then in both."""
    garden = tmp_path / "garden"
    (garden / "docs/lessons").mkdir(parents=True)
    (garden / "docs/lessons/m.md").write_text("# M\n\nWords.\n")
    (garden / "mkdocs.yml").write_text(
        "site_name: S\ntheme: {name: material, font: false}\n"
        "plugins:\n  - pollinate/garden: {history: optional}\n"
    )
    one = share(garden, tmp_path / "part", "1/2")
    (garden / "docs/lessons/a.md").write_text("# A\n\nWords.\n")
    said = refused(garden, one, share(garden, tmp_path / "part", "2/2"))

    assert "part-2-of-2.tar.gz: it holds " in said
    assert "so does another part: the pages of their gardens differ" in said


def test_titles_that_only_an_engine_knows(tmp_path: Path) -> None:
    """One share alone has read such a page: the others' are rendered again."""
    garden = tmp_path / "garden"
    (garden / "docs/lessons").mkdir(parents=True)
    for name in "abcd":
        (garden / f"docs/lessons/{name}.md").write_text(f"# {name}\n\n[b](b.md) [[b]] words.\n")
    (garden / "docs/lessons/b.md").write_text("# B :smile:\n\nWords.\n")
    (garden / "mkdocs.yml").write_text(
        "site_name: S\ntheme: {name: material, font: false}\n"
        "markdown_extensions: [pymdownx.emoji]\n"
        "plugins:\n  - search\n"
        # What the navigation shows, each share reads.
        "  - pollinate/garden: {history: optional, look: garden, lessons_in_nav: never}\n"
    )
    one, other = [share(garden, tmp_path / "part", f"{n}/2") for n in (1, 2)]
    pollinate("-C", str(garden), "build", "-q", "--full", "--site-dir", str(tmp_path / "whole"))
    for files in ((one, other), (other, one)):
        join(garden, tmp_path / "joined", "-q", *files)
        assert [] == list(differences(tmp_path / "whole", tmp_path / "joined"))


def test_a_site_that_mixes_pages_is_not_shared(demo: Path, tmp_path: Path) -> None:
    """A theme that nobody has tested so may show on one page what stands on another."""
    garden = tmp_path / "garden"
    shutil.copytree(demo, garden)
    config = garden / "mkdocs.yml"
    config.write_text(config.read_text().replace("name: material", "name: mkdocs"))
    done = pollinate("-C", str(garden), "build", "--share", "1/2")

    assert 2 == done.returncode
    assert "can't be rendered in shares" in done.stderr


@pytest.mark.parametrize("text", ["0/3", "4/3", "2", "a/b", "1/", "1/99999999", "-1/2"])
def test_a_share_is_one_of_many(demo: Path, text: str) -> None:
    """Anything else is refused with an example."""
    done = pollinate("-C", str(demo), "build", "--share", text)

    assert 2 == done.returncode
    assert "2/4 means the second of four" in done.stderr


def test_a_file_of_somebody_is_no_part(demo: Path, tmp_path: Path) -> None:
    """What stands where the part would go, and is none, stays."""
    file = tmp_path / "part-1-of-2.tar.gz"
    file.write_bytes(b"mine")
    done = pollinate(
        "-C", str(demo), "build", "-q", "--share", "1/2", "--site-dir", str(tmp_path / "part")
    )

    assert 2 == done.returncode
    assert b"mine" == file.read_bytes()
    assert "part-1-of-2.tar.gz" in done.stderr


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_the_jobs_of_the_handbook_make_the_site(
    demo: Path, whole: Path, tmp_path: Path, forge: str
) -> None:
    """What the handbook gives for build servers, run as it stands there."""
    text = (ROOT / "docs/guide/builds.md").read_text()
    found = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.S)]
    jobs = next(one for one in found if ("jobs" in one) == (forge == "github"))
    jobs = jobs.get("jobs", jobs)
    lines = {
        name: [*job.get("script", ()), *(s["run"] for s in job.get("steps", ()) if "run" in s)]
        for name, job in jobs.items()
    }
    count = jobs["share"].get("parallel") or len(jobs["share"]["strategy"]["matrix"]["share"])
    garden = tmp_path / "garden"
    shutil.copytree(demo, garden)
    for number in range(1, count + 1):
        for line in lines["share"][1:]:
            line = line.replace("${{ matrix.share }}", f"{number}/{count}")
            line = line.replace("$CI_NODE_INDEX/$CI_NODE_TOTAL", f"{number}/{count}")
            _run(garden, line)
    files = sorted(garden.glob("site-*.tar.gz"))
    assert count == len(files)
    if forge == "github":
        (garden / "parts").mkdir()
        for number, file in enumerate(files):
            (garden / f"parts/part-{number}").mkdir()
            file.rename(garden / f"parts/part-{number}" / file.name)
    for line in lines["site"][1:]:
        # A page of this garden has a warning, at which a strict build would stop.
        _run(garden, line.replace("--strict ", ""))

    assert [] == list(differences(whole, garden / "site"))


def _run(garden: Path, line: str) -> None:
    words = [
        name
        for word in shlex.split(line)
        for name in (sorted(one.name for one in garden.glob(word)) if "*" in word else [word])
    ]
    assert "pollinate" == words[0]
    # Words count from where one stands, as in a job.
    done = run_module("pollinate_cli", *words[1:], cwd=garden)
    assert 0 == done.returncode, done.stderr
