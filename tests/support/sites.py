# Makes a site as one build makes it, and compares two sites file by file.
# Must not know: what is tested.
"""Build and compare sites."""

from __future__ import annotations

import filecmp
from collections.abc import Iterator
from pathlib import Path

from pollinate_cli.build_files import MARK

from support.run import pollinate


def differences(one: Path, other: Path) -> Iterator[str]:
    """Yield the files of two sites that are not the same."""
    told = [
        {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
        for site in (one, other)
    ]
    yield from (f"only one has {name}" for name in sorted(told[0] ^ told[1]))
    both = sorted(told[0] & told[1] - {MARK})
    yield from filecmp.cmpfiles(one, other, both, shallow=False)[1]


def whole_site(garden: Path, site: Path) -> Path:
    """Have one build make the whole site of a garden, and return its folder."""
    done = pollinate("-C", str(garden), "build", "-q", "--full", "--site-dir", str(site))
    assert 0 == done.returncode, done.stderr
    return site
