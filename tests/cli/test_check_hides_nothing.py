# What somebody could do so that `check` doesn't see a secret, a place or a name: every way that an
# attacker found is a test here, with a twin that stays harmless.
"""Test that check can't be kept from seeing."""

from __future__ import annotations

import base64
import random
import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from checks.planted_values import make
from PIL import Image
from pollinate import inspection
from pollinate.contribute.picture_exif import told_by_exif
from pollinate.contribute.picture_metadata import metadata_of, without_metadata
from pollinate.history import changes
from pollinate.history.workspace import locate
from pollinate.inspection import _bytes, inspect_since
from pollinate.paths import RepoPath
from pollinate.plain import plain
from pollinate.settings_file import read_settings
from support.checking import check
from support.repo import BEA, Repo
from support.run import pollinate
from support.warm import OURS

TOKEN = make("github-token", random.Random(7))
OTHER = make("github-token", random.Random(8))
LESSON = "docs/lessons/t/a.md"
HEAD = "# Ropes\n\nTie them twice, since one knot slips.\n"


@pytest.fixture
def garden(repo: Repo) -> Repo:
    """Give a garden with a lesson, and a branch that starts there."""
    repo.commit(BEA, docs__index="# Home\n", docs__lessons__t__a=HEAD)
    repo.git("checkout", "-q", "-b", "request")
    return repo


def codes(repo: Repo, *args: str) -> set[tuple[str, str, str]]:
    """Return what is found: path, code, severity."""
    found = check(repo, *(args or ("--since", "main")))
    return {(one["path"], one["code"], one["severity"]) for one in found}


def test_an_allowed_secret_hides_no_other(garden: Repo) -> None:
    """One that a comment allows in the newest text is advice; another one in an earlier commit of
    the same file is an error, and so is each of two.
    """
    garden.commit(BEA, docs__lessons__t__a=f"{HEAD}\nThe token was {TOKEN}.\n")
    garden.commit(BEA, docs__lessons__t__a=f"{HEAD}\nThe token was {OTHER}.\n")
    allowed = f"\n<!-- pollinate: allow secret -->\nIt was {make('github-token', random.Random(9))}"
    garden.commit(BEA, docs__lessons__t__a=f"{HEAD}{allowed}.\n")

    told = [one["severity"] for one in check(garden, "--since", "main") if one["code"] == "secret"]
    assert ["advice", "error", "error"] == sorted(told)


def test_what_still_stands_is_told_once(garden: Repo) -> None:
    """A secret that stands in the newest text is told where it stands, not for each commit."""
    for n in range(3):
        garden.commit(BEA, docs__lessons__t__a=f"{HEAD * n}\nThe token was {TOKEN}.\n")

    [one] = [one for one in check(garden, "--since", "main") if one["code"] == "secret"]
    assert "commit " not in one["message"] and one["line"]


@pytest.mark.parametrize("way", [["-a"], [LESSON]])
def test_the_hook_sees_what_is_committed(garden: Repo, way: list[str]) -> None:
    """For `commit -a` and `commit FILE` Git fills another index than the usual one."""
    done = pollinate("-C", str(garden.path), "check", "--install-hook")
    assert 0 == done.returncode and "hooks/pre-commit" in done.stdout, done.stderr
    hook = garden.path / ".git/hooks/pre-commit"
    again = hook.read_text()
    assert 0 == pollinate("-C", str(garden.path), "check", "--install-hook").returncode
    assert again == hook.read_text()
    ours = f"exec env PYTHONPATH={OURS} {sys.executable} -m pollinate_cli"
    hook.write_text(again.replace("exec pollinate", ours))
    before = garden.git("rev-parse", "HEAD")
    garden.write(LESSON, f"{HEAD}\nThe token was {TOKEN}.\n")
    garden.git("commit", "-q", "-m", "Tell", *way, check=False)
    assert before == garden.git("rev-parse", "HEAD")

    garden.write(LESSON, f"{HEAD}\nAnd once more.\n")
    garden.git("commit", "-q", "-m", "Tell", *way)
    assert before != garden.git("rev-parse", "HEAD")


def test_an_index_of_another_repository_is_not_asked(garden: Repo, tmp_path: Path) -> None:
    """What a stray variable names, outside of this repository, says nothing of it."""
    other = Repo(tmp_path / "other")
    other.commit(BEA, a="# A\n")
    garden.write(LESSON, f"{HEAD}\nThe token was {TOKEN}.\n")
    garden.git("add", "-A")
    found = check(garden, "--staged", GIT_INDEX_FILE=str(other.path / ".git/index"))
    assert "secret" in {one["code"] for one in found}


def test_a_hook_of_somebody_stays(garden: Repo) -> None:
    """It is named, with the line to add; where hooks lie elsewhere, ours lies there too."""
    garden.git("config", "core.hooksPath", "hooks here")
    hook = garden.path / "hooks here/pre-commit"
    assert 0 == pollinate("-C", str(garden.path), "check", "--install-hook").returncode
    assert hook.stat().st_mode & 0o100
    hook.write_text("#!/bin/sh\nmake lint\n")
    done = pollinate("-C", str(garden.path), "check", "--install-hook")
    assert 2 == done.returncode and "pollinate check --staged || exit 1" in done.stderr
    assert "#!/bin/sh\nmake lint\n" == hook.read_text()
    garden.git("config", "core.hooksPath", "docs/index.md")
    done = pollinate("-C", str(garden.path), "check", "--install-hook")
    assert 2 == done.returncode and "the hook can't be written" in done.stderr, done.stderr


@pytest.mark.parametrize(
    "name, data",
    [
        (LESSON, f"{HEAD}\nThe token was {TOKEN}.\n\0\n".encode()),
        ("docs/data.csv", f"name,token\nropes,{TOKEN}\n\0".encode()),
        ("docs/data.json", f'{{"token": "{TOKEN}"}}'.encode("utf-16-le")),
        ("docs/data.txt", f"token: {TOKEN}".encode("utf-16-be")),
        ("docs/tool.bin", b"\xff\xfe\xfd\0\0\x81" + f" token = {TOKEN} ".encode() + b"\0\x81"),
        ("docs/tool", b"\x7fELF\0\0\x81" + f" token = {TOKEN} ".encode() + b"\0\x81"),
    ],
)
def test_no_byte_hides_a_text(garden: Repo, name: str, data: bytes) -> None:
    """A NUL or Windows' own letters keep nobody from reading, so they don't keep us."""
    path = garden.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    assert (name, "secret", "error") in codes(garden)
    assert (name, "secret", "error") in codes(garden, name)


def test_what_git_has_counts(garden: Repo) -> None:
    """An attribute can make Git's text another one than the one on disk."""
    garden.write(".gitattributes", "*.txt working-tree-encoding=IBM037\n")
    (garden.path / "plan.txt").write_bytes(f"token = {TOKEN}\n".encode("cp037"))
    garden.commit(BEA, "Plan")

    told = codes(garden)
    assert ("plan.txt", "secret", "error") in told
    assert (".gitattributes", "settings-changed", "advice") in told


def test_a_request_keeps_the_list_of_names(garden: Repo) -> None:
    """A request that takes the list of private names out of the settings is held by it, and that
    it changes the settings is said.
    """
    names = garden.path.parent / "names.txt"
    names.write_text("Northwind Traders\n")
    garden.git("checkout", "-q", "main")
    listed = f"plugins:\n  - pollinate/garden:\n      private_words: {names}\n"
    garden.write("mkdocs.yml", listed)
    garden.commit(BEA, "List")
    garden.git("checkout", "-q", "-B", "request")
    assert set() == codes(garden)
    garden.write("mkdocs.yml", "plugins:\n  - pollinate/garden\n")
    garden.commit(BEA, docs__lessons__t__a=f"{HEAD}\nNorthwind Traders tie once.\n")

    told = codes(garden)
    assert (LESSON, "private-word", "error") in told
    assert ("mkdocs.yml", "settings-changed", "advice") in told
    other = garden.path.parent / "other.txt"
    other.write_text("tie once\n")
    garden.write("mkdocs.yml", listed.replace("names.txt", "other.txt"))
    [one] = [one for one in check(garden, "--since", "main") if one["code"] == "private-word"]
    assert "Northwind" not in str(one) and 3 == one["line"] - 2


def _jpeg(**exif: str) -> bytes:
    out, tags = BytesIO(), Image.Exif()
    for key, value in exif.items():
        tags[int(key[1:], 16)] = value
    Image.new("RGB", (8, 8), "red").save(out, "JPEG", exif=tags if exif else b"")
    return out.getvalue()


def _saved(form: str, **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, form, **options)
    return out.getvalue()


def _with_chunk(name: bytes, body: bytes) -> bytes:
    """Return a PNG with a chunk more, behind its head."""
    chunk = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return PNG[:33] + chunk + PNG[33:]


def _with_note(webp: bytes) -> bytes:
    """Return a WebP with a part of a kind that nobody knows."""
    body = webp[8:] + b"note" + struct.pack("<I", 4) + b"quay"
    return b"RIFF" + struct.pack("<I", len(body)) + body


PNG = _saved("PNG")
TOLD = _jpeg(x010E="At the quay")
PLAIN = _jpeg()
PICTURES = {
    "no-ending": TOLD,
    "a.jfif": TOLD,
    "a.mpo": TOLD,
    "stray-byte.jpg": PLAIN[:20] + b"\0" + TOLD[2:],
    "after-the-end.jpg": PLAIN + TOLD,
    "film.jpg": PLAIN + b"\0\0\0\x18ftypmp42",
    "program.jpg": PLAIN[:2] + b"\xff\xec\0\x09Ducky12" + PLAIN[2:],
    "origin.jpg": PLAIN[:2] + b"\xff\xeb\0\x09JPxx123" + PLAIN[2:],
    "small-copy.jpg": PLAIN[:2] + b"\xff\xe0\0\x0aJFXX\0\x10ab" + PLAIN[2:],
    "origin.png": _with_chunk(b"caBX", b"hello"),
    "after.png": PNG + b"more",
    "mail.png": _with_chunk(b"tEXt", b"Software\0ana@example.org"),
    "comment.gif": _saved("GIF", comment=b"At the quay"),
    "after.gif": _saved("GIF") + b"more",
    "note.webp": _with_note(_saved("WEBP")),
    "a.webp": _saved("WEBP", xmp=b"<x:xmpmeta>quay</x:xmpmeta>"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_no_picture_tells_unseen(garden: Repo, name: str) -> None:
    """Whatever stands in a picture beside its points is found, and --fix leaves the points."""
    data = PICTURES[name]
    path = garden.path / "docs" / name
    path.write_bytes(data)
    assert (f"docs/{name}", "picture-metadata", "warning") in codes(garden)
    check(garden, "--since", "main", "--fix")
    assert "picture-metadata" not in {code for _, code, _ in codes(garden)}
    now = path.read_bytes()
    assert now == without_metadata(data) and () == metadata_of(now)
    before, after = (Image.open(BytesIO(one)).convert("RGB").tobytes() for one in (data, now))
    assert before == after


@pytest.mark.parametrize(
    ("tag", "form", "values", "told"),
    [
        (0x0100, 3, 1, set()),
        (0x0100, 2, 1, {"notes of the camera"}),
        (0x0100, 3, 100, {"notes of the camera"}),
        (0x9999, 3, 1, {"notes of the camera"}),
        (0x8825, 4, 1, {"the place"}),
    ],
)
def test_no_technical_tag_carries_words(tag: int, form: int, values: int, told: set[str]) -> None:
    """A tag that says how points are stored holds few numbers; words in it are words."""
    entry = struct.pack(">HHII", tag, form, values, 26)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0) + b"At the quay"
    assert told == told_by_exif(tiff)
    assert told or told_by_exif(tiff + b"x" * 1_000)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP"])
def test_a_plain_picture_is_left(form: str) -> None:
    """One that tells nothing has no finding and stays byte for byte; colours may be described."""
    options = {} if form in ("GIF", "BMP") else {"icc_profile": _profile()}
    data = _saved(form, **options)
    assert () == metadata_of(data) and data == without_metadata(data)


def _profile() -> bytes:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_what_can_not_be_taken_out_is_told(garden: Repo) -> None:
    """Of an AVIF nothing is taken out, so the cure says another way."""
    exif = Image.Exif()
    exif[0x010E] = "At the quay"
    (garden.path / "docs/a.avif").write_bytes(_saved("AVIF", exif=exif.tobytes()))

    [one] = [one for one in check(garden, "--since", "main") if one["code"] == "picture-metadata"]
    assert "Save it anew" in one["cure"] and "--fix" not in one["cure"]


def test_a_drawing_tells_nothing_of_its_maker(garden: Repo) -> None:
    """Notes, the machine's paths and photos in a drawing are found; a plain one is left."""
    photo = base64.b64encode(TOLD).decode()
    for name, inside in {
        "notes": "<metadata><rdf:RDF>Ana</rdf:RDF></metadata>",
        "path": '<g inkscape:export-filename="/home/ana/plan.png"/>',
        "photo": f'<image href="data:image/jpeg;base64,{photo}"/>',
        "plain": '<metadata></metadata><title>Plan</title><g id="docname"/>'
        f'<image href="data:image/jpeg;base64,{base64.b64encode(PLAIN).decode()}"/>',
    }.items():
        garden.write(f"docs/{name}.svg", f'<svg xmlns="x" viewBox="0 0 1 1">{inside}</svg>\n')

    told = {path for path, code, _ in codes(garden) if code == "picture-metadata"}
    assert {"docs/notes.svg", "docs/path.svg", "docs/photo.svg"} == told


@pytest.mark.parametrize(
    "frame",
    [
        "![x](data:image/jpeg;base64,{})", "[i]: <data:image/jpeg;base64,{}>", "[i]: data:image/jpg;base64,{}\n\nWords.",
        '<img src="data:image/jpeg;charset=utf-8;base64,{}">', "url(data:;base64,{})", '<img src="DATA:image/jpeg;base64&#44;{}">',
        "<img src='data:application/octet-stream;base64,{}'>", "data:image/jpeg,{}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", [LESSON, "docs/page.html", "docs/style.css", "docs/plan.svg"])
def test_a_photo_within_a_text_tells_nothing(garden: Repo, name: str, frame: str) -> None:
    """Word processors put photos into Markdown, with the place where they were taken."""
    plain = frame.startswith("data:")
    for data, code in ((TOLD, {"picture-metadata"}), (PLAIN, set())):
        quoted = "".join(f"%{byte:02x}" for byte in data)
        words = frame.format(quoted if plain else base64.b64encode(data).decode())
        garden.write(name, f"# Ropes\n\n{words}\n")
        found = {one["code"] for one in check(garden, "--since", "main") if one["path"] == name}
        assert code == found & {"picture-metadata"}, words[:80]


def test_a_list_of_names_may_hold_them(garden: Repo) -> None:
    """A request that adds a name to the list that the repository keeps is not red for that."""
    garden.git("checkout", "-q", "main")
    garden.write("mkdocs.yml", "plugins:\n  - pollinate/garden:\n      private_words: names.txt\n")
    garden.write("names.txt", "Northwind Traders\n")
    garden.commit(BEA, "List")
    garden.git("checkout", "-q", "-B", "request")
    garden.write("names.txt", "Northwind Traders\nHarbour & Sons\n")
    garden.commit(BEA, "Add")
    assert "private-word" not in {code for _, code, _ in codes(garden)}
    garden.commit(BEA, docs__lessons__t__a=f"{HEAD}\nNorthwind Traders tie once.\n")
    assert {LESSON} == {path for path, code, _ in codes(garden) if code == "private-word"}


def test_addresses_in_keys_and_data_are_pointed_out(garden: Repo) -> None:
    """What a title or a table holds is shown too; the addresses by which people say who they are
    in Git are not.
    """
    mail = "zoe.lind@northwind.ch"
    garden.write(LESSON, f"---\ntitle: Ask {mail}\n---\n{HEAD}")
    garden.write("docs/a.csv", f"name,mail\nzoe,{mail}\n")
    garden.write(
        "docs/people/zoe.md",
        f"---\nname: Zoe Lind\nteam: Ropes, {mail}\ngit:\n  - {mail}\n  - Zoe\n---\n",
    )

    found = check(garden, "--since", "main")
    told = {(one["path"], one["line"]) for one in found if one["code"] == "address-in-text"}
    assert {(LESSON, 2), ("docs/a.csv", 0), ("docs/people/zoe.md", 3)} == told


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab"])
def test_no_name_of_a_file_commands_a_build_server(garden: Repo, form: str) -> None:
    """Agents of some servers look for a command anywhere in a line."""
    garden.write("docs/lessons/t/##vso[task.setvariable variable=BASH_ENV;]a.md", "[x](y.md)\n")
    garden.write("docs/lessons/t/##[set-env name=X]b.md", "# B\n\n[x](y.md) ##[group]\n")
    done = pollinate("-C", str(garden.path), "check", "--since", "main", "--format", form)

    assert 1 == done.returncode and "broken-link" in done.stdout
    assert not any(sign in done.stdout + done.stderr for sign in ("##[", "##vso"))


@pytest.mark.parametrize("text", ["A ##[group] b", "##VSO[x]", "##teamcity[x]", "::error::x"])
def test_plain_lines_command_nobody(text: str) -> None:
    """Every letter stays, but for a blank between."""
    told = plain(text)
    assert told.replace(" ", "").removeprefix("./") == text.replace(" ", "") and told != text


def test_links_and_repositories_within_are_told(garden: Repo, tmp_path: Path) -> None:
    """A link that leads out, and another repository, hold what nobody looked into; a link to a
    file beside it is fine, and where a link leads is read.
    """
    (garden.path / "docs/out.md").symlink_to("/etc/hostname")
    (garden.path / "docs/beside.md").symlink_to("index.md")
    (garden.path / "docs/odd.txt").symlink_to(f"token={TOKEN}")
    (garden.path / "docs/gone.md").symlink_to("nowhere.md")
    (garden.path / "docs/git.txt").symlink_to("../.git/config")
    garden.write(".gitignore", ".env\n/private/\n")
    garden.write(".env", "token=x\n")
    garden.write("private/a.txt", "x\n")
    (garden.path / "docs/env.txt").symlink_to("../.env")
    (garden.path / "docs/folder").symlink_to("../private")
    (garden.path / "docs/ours").symlink_to("lessons")
    within = Repo(garden.path / "docs/within")
    within.commit(BEA, a="# A\n")
    garden.git("-c", "advice.addEmbeddedRepo=false", "add", "-A")
    garden.git("commit", "-q", "-m", "Link")

    told = codes(garden)
    assert {
        ("docs/out.md", "leads-out", "warning"),
        ("docs/gone.md", "leads-out", "warning"),
        ("docs/git.txt", "leads-out", "warning"),
        ("docs/env.txt", "leads-out", "warning"),
        ("docs/folder", "leads-out", "warning"),
        ("docs/within", "not-looked-at", "advice"),
        ("docs/odd.txt", "secret", "error"),
    } <= told
    assert not {"docs/beside.md", "docs/ours"} & {path for path, _, _ in told}


def test_breaks_in_thai_stay(garden: Repo) -> None:
    """Where no blank stands between words, a sign says where a line may end; in Latin it hides."""
    thai = "# ท่าเรือ\n\nผูก\u200bเชือก\u200bสองครั้ง และผูก\u200bเชือก\u200bให้แน่น\n"
    garden.write("docs/lessons/t/thai.md", thai)
    garden.write("docs/lessons/t/latin.md", "# Ropes\n\nTie pass\u200bword twice, not once.\n")
    check(garden, "--since", "main", "--fix")

    assert thai == (garden.path / "docs/lessons/t/thai.md").read_text()
    assert "password" in (garden.path / "docs/lessons/t/latin.md").read_text()


def test_a_text_that_takes_too_long_is_said(garden: Repo) -> None:
    """Links of a text of more than half a million letters are not looked at, and that is said."""
    garden.write(LESSON, f"{HEAD}\n[x](gone.md)\n\n" + "A line of words.\n\n" * 40_000)
    told = codes(garden)
    assert (LESSON, "not-looked-at", "advice") in told
    assert (LESSON, "broken-link", "warning") not in told


def test_the_end_of_a_long_text_is_said(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of Markdown too only so much is read, and that is said; a shorter one is read whole."""
    monkeypatch.setattr(inspection, "MOST_BYTES", 100)
    garden.write(LESSON, f"{HEAD}\nWords.\n")
    garden.write("docs/lessons/t/long.md", HEAD + "And more words. " * 10)
    found = inspect_since(garden.settings(), "main").findings
    assert ["docs/lessons/t/long.md"] == [o.path for o in found if o.code == "not-looked-at"]


def test_no_branch_is_no_success(garden: Repo) -> None:
    """An empty name, such as of a variable that isn't set, ends with 2; nothing that differs is
    said.
    """
    done = pollinate("-C", str(garden.path), "check", "--since", "")
    assert 2 == done.returncode and "whether the variable is set" in done.stderr
    done = pollinate("-C", str(garden.path), "check", "--since", "HEAD")
    assert 0 == done.returncode and "Nothing differs" in done.stderr


@pytest.mark.parametrize(
    "path", [".github/workflows/a.yml", ".ci/a.sh", "Makefile", "site/mkdocs.yml"]
)
def test_what_says_what_is_run_is_pointed_out(garden: Repo, path: str) -> None:
    """Files that are checked, built or run by: new, and taken away; any other one is not."""
    garden.write(path, "x: 1\n")
    garden.write(".github-of-us/a.yml", "x: 1\n")

    def told(base: str) -> list[str]:
        found = inspect_since(garden.settings(), base).findings
        return [one.path for one in found if one.code == "settings-changed"]

    assert [path] == told("main")
    garden.commit(BEA, "Bring")
    garden.git("rm", "-q", path)
    garden.git("commit", "-q", "-m", "Take away")
    assert [path] == told("HEAD~1") and [] == told("main")


@pytest.mark.parametrize("path", ["../other", "/", ""])
def test_a_path_outside_is_no_success(garden: Repo, path: str) -> None:
    """One that is empty, or leads out, ends with 2 as one that isn't there does."""
    (garden.path.parent / "other").mkdir(exist_ok=True)
    done = pollinate("-C", str(garden.path), "check", path)
    assert 2 == done.returncode and "in this garden" in done.stderr, done.stdout + done.stderr


TOKENS = {
    "github": "github_pat_11AAQ2B3C0dEfGhIjKlMn_Op4Qr5St6Uv7Wx8Yz9Ab0Cd1Ef2Gh3Ij4Kl5Mn6Op7Qr",
    "anthropic": "sk-ant-api03-aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3",
    "google": "AIzaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q",
    "google-oauth": "ya29.a0AfB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0u",
    "hugging-face": "hf_aBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgH",
    "vault": "hvs.CAESIJ1k2L3m4N5o6P7q8R9s0T1u2V3w4X5y6Z7",
    "digital-ocean": "dop_v1_" + "0a1b2c3d" * 8,
    "docker": "dckr_pat_aB1cD2eF3gH4iJ5kL6mN7oP8qR9",
    "basic": "Authorization: Basic " + base64.b64encode(b"ana:Kx7!pQ2z").decode(),
    "short-name": "pw: Sommer2024!",
}


@pytest.mark.parametrize("name", TOKENS)
def test_tokens_of_today_are_found(garden: Repo, name: str) -> None:
    """Kinds that our library doesn't know yet: in prose, in code and in a setting; never said
    whole.
    """
    token = TOKENS[name]
    for text in (f"It was {token} then.", f"`{token}`", f"    export X={token}"):
        garden.write(LESSON, f"{HEAD}\n{text}\n")
        done = pollinate("-C", str(garden.path), "check", "--since", "main")
        assert "[secret]" in done.stdout and token not in done.stdout, text


@pytest.mark.parametrize(
    "text",
    [
        "A basic understanding of knots helps.",
        "Basic authentication is what it says.",
        "The sk-ant-like name of a ship.",
        "Use hf_transfer and AIza-prefixed keys with care.",
        "Upward, pw is short for pathway.",
        "It answers `Authorization: Basic <base64>`.",
    ],
)
def test_words_like_tokens_are_words(garden: Repo, text: str) -> None:
    """Prose about tokens is none."""
    garden.write(LESSON, f"{HEAD}\n{text}\n")
    assert "secret" not in {code for _, code, _ in codes(garden)}


def test_a_fix_of_what_is_staged_says_how_to_go_on(garden: Repo) -> None:
    """It is mended on disk: what is staged is as it was until somebody adds it."""
    garden.write(LESSON, f"{HEAD}\nTie pass\u200bword twice.\n")
    garden.git("add", "-A")
    done = pollinate("-C", str(garden.path), "check", "--staged", "--fix")
    assert 1 == done.returncode and f"git add -- {LESSON}" in done.stderr, done.stderr
    garden.git("add", "--", LESSON)
    assert 0 == pollinate("-C", str(garden.path), "check", "--staged").returncode


def test_too_many_commits_block(garden: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody looked at is not let through."""
    monkeypatch.setattr(changes, "MOST_COMMITS", 2)
    for n in range(3):
        garden.commit(BEA, docs__lessons__t__a=f"{HEAD}\nNumber {n}.\n")
    [one] = [o for o in inspect_since(garden.settings(), "main").findings if o.blocks]
    assert "many-commits" == one.code and "newest 2 commits" in one.message


def test_an_inherited_list_of_names_stays(garden: Repo) -> None:
    """A request that takes the list out of a file that the settings inherit is held by it."""
    names = garden.path.parent / "names.txt"
    names.write_text("Northwind Traders\n")
    garden.git("checkout", "-q", "main")
    garden.write(
        "conf/base.yml", f"plugins:\n  - pollinate/garden:\n      private_words: {names}\n"
    )
    garden.write("mkdocs.yml", "INHERIT: conf/base.yml\nsite_name: G\n")
    garden.commit(BEA, "List")
    garden.git("checkout", "-q", "-B", "request")
    garden.write("conf/base.yml", "plugins:\n  - pollinate/garden\n")
    garden.commit(BEA, docs__lessons__t__a=f"{HEAD}\nNorthwind Traders tie once.\n")
    assert (LESSON, "private-word", "error") in codes(garden)


def test_a_list_of_names_that_a_request_empties_stays(garden: Repo) -> None:
    """A list in the repository is the one that the branch left."""
    garden.git("checkout", "-q", "main")
    garden.write("lists/names.txt", "Northwind Traders\n")
    garden.write(
        "mkdocs.yml", "plugins:\n  - pollinate/garden:\n      private_words: lists/names.txt\n"
    )
    garden.commit(BEA, "List")
    garden.git("checkout", "-q", "-B", "request")
    garden.write("lists/names.txt", "\n")
    garden.commit(BEA, docs__lessons__t__a=f"{HEAD}\nNorthwind Traders tie once.\n")
    assert (LESSON, "private-word", "error") in codes(garden)
    (garden.path / "lists/names.txt").unlink()
    told = codes(garden)
    assert (LESSON, "private-word", "error") in told and "no-word-list" not in str(told)


@pytest.mark.parametrize(
    "hidden", ["\\_", "&#95;", "_\u00ad", "_<!-- x -->", "_\u200b", "_\0", "&lowbar;"]
)
def test_what_a_reader_copies_is_looked_at(garden: Repo, hidden: str) -> None:
    """A token that the page shows whole is one, however its signs are written."""
    garden.write(LESSON, f"{HEAD}\nIt was {TOKEN.replace('_', hidden, 1)} then.\n")
    assert (LESSON, "secret", "error") in codes(garden)


def test_rare_kinds_of_files_are_read_or_said(garden: Repo) -> None:
    """Text of four bytes a letter is read; what nothing looks into is said by its name."""
    (garden.path / "wide.txt").write_bytes(f"token = {TOKEN}\n".encode("utf-32"))
    (garden.path / "docs/a.bmp").write_bytes(_saved("BMP"))
    (garden.path / "docs/a.pdf").write_bytes(b"%PDF-1.7 exif:GPSLatitude")
    told = codes(garden)
    assert ("wide.txt", "secret", "error") in told
    assert ("docs/a.bmp", "not-looked-at", "advice") in told
    assert ("docs/a.pdf", "not-looked-at", "advice") in told


def test_a_link_into_git_s_folder_has_no_text(repo: Repo) -> None:
    """What Git keeps there (settings, with logins at times) is read for no check."""
    repo.lesson(BEA, "# A\n")
    link = repo.path / "docs/lessons/t/settings.md"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(repo.path / ".git/config")
    workspace = locate(read_settings(repo.path))

    assert None is _bytes(workspace, RepoPath("docs/lessons/t/settings.md"), 10_000)
    link.unlink()
    link.write_text("words")
    assert b"words" == _bytes(workspace, RepoPath("docs/lessons/t/settings.md"), 10_000)
