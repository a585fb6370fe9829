# The icon of a site: ours where its look is ours and it has none of its own, else the site's or the
# theme's. Must not know: how it is drawn.
"""Test the icon of a site."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.repo import ANA, Repo, lines
from support.run import pollinate

OURS, THEIRS = "assets/pollinate-favicon.svg", "assets/images/favicon.png"
CONFIG = (
    "site_name: Harbour\ntheme:\n  name: material\n  font: false\n{theme}"
    "plugins:\n  - search\n  - pollinate/garden:\n      look: {look}\n"
)


def icon_of(repo: Repo, site: Path, look: str = "garden", theme: str = "") -> str:
    """Return the icon that pages of a built site name, from its root."""
    repo.write("mkdocs.yml", CONFIG.format(theme=theme, look=look))
    repo.commit(ANA, "Plant", docs__lessons__a="# A\n\n" + lines("one"))
    done = pollinate("-C", str(repo.path), "build", "--strict", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    page = (site / "lessons/a/index.html").read_text()
    (found,) = re.findall(r'<link rel="icon" href="([^"]*)"', page)
    assert (site / "lessons/a" / found).is_file() and "//" not in found
    assert f'href="{found.removeprefix("../../")}"' in (site / "404.html").read_text().replace(
        "/assets", "assets"
    )
    return found.removeprefix("../../")


def test_our_look_has_the_sprout(repo: Repo, tmp_path: Path) -> None:
    """It is a picture and nothing else, and asks nobody for anything."""
    assert OURS == icon_of(repo, tmp_path / "site")

    drawn = (tmp_path / "site" / OURS).read_text()
    kinds = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(drawn).iter()}
    assert {"svg", "style", "path"} == kinds and "url(" not in drawn and "@import" not in drawn


@pytest.mark.parametrize(
    "look, theme, files, expected",
    [
        ("site", "", {}, THEIRS),
        ("garden", "  favicon: assets/own.png\n", {"assets/own.png": b"x"}, "assets/own.png"),
        ("garden", f"  favicon: {THEIRS}\n", {}, THEIRS),
        ("garden", "", {THEIRS: b"x"}, THEIRS),
        ("garden", "", {OURS: b"<svg/>"}, "assets/pollinate-favicon-2.svg"),
    ],
    ids=["the site's look", "named", "named as the theme's", "laid over", "a file of our name"],
)
def test_an_organisation_s_own_wins(
    repo: Repo, tmp_path: Path, look: str, theme: str, files: dict[str, bytes], expected: str
) -> None:
    """Another look, a setting of the theme, or a file in the theme's place stays what it is."""
    for name, content in files.items():
        repo.write(f"docs/{name}", content)

    assert expected == icon_of(repo, tmp_path / "site", look, theme)
    for name, content in files.items():
        assert content == (tmp_path / "site" / name).read_bytes()
