# Takes the pictures of the handbook: each kind of page of the sample garden, at two widths and in
# both schemes, and the README's. Why here: a picture that a person takes is old a week later, and
# shows that person's fonts.
# Must not know: how a page is made.
"""Take pictures of each kind of page."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / "docs/assets/pages"
README = ROOT / "docs/assets/lesson.png"
LESSON = "lessons/keeping-boats-moving/print-the-boarding-list/"
PAGES = {
    "home": "", "when": "when/", "lessons": "lessons/", "topic": "lessons/keeping-boats-moving/",
    "lesson": LESSON,
    "retired": "lessons/keeping-boats-moving/read-the-tide-off-the-paper-table/",
    "lineage": f"lineage/{LESSON}",
    "trail": "trails/when-systems-stop/",
    "gathering": "gatherings/2026-03-12-paper-day-drill/",
    "people": "people/",
    "person": "people/bea-lindqvist/",
    "thanks": "acknowledgements/2026-11/",
    "months": "acknowledgements/",
    "value": "value/",
    "open-questions": "browse/open-questions/",
    "a-to-z": "browse/a-to-z/",
    "tags": "browse/tags/",
    "levels": "browse/levels/",
    "search": "?q=ice+on+the+ramp",
    "trails": "trails/",
    "gatherings": "gatherings/",
    "sources": "sources/",
    "attribution": "attribution/",
    "ways": "take-part/",
    "take-part": "take-part/write/",
    "policy": "policy/",
    "not-found": "404.html",
}  # fmt: skip
"""Each kind of page, with one of it."""
SIZES = {1280: 860, 390: 760}
"""Width and height in pixels."""
SCHEMES = ("light", "dark")
QUALITY = 62


def main() -> int:
    """Build the sample garden and take all pictures."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("There is no Chromium here. Install it, and start this again.", file=sys.stderr)
        return 2
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = _built(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with _served(site) as address:
            for width, height in SIZES.items():
                for scheme in SCHEMES:
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme="dark" if scheme == "dark" else "light",
                        reduced_motion="reduce",
                    )
                    page = context.new_page()
                    for name, path in PAGES.items():
                        page.goto(f"{address}/{path}")
                        page.wait_for_load_state("networkidle")
                        picture = PICTURES / f"{name}-{width}-{scheme}.jpg"
                        page.screenshot(path=picture, type="jpeg", quality=QUALITY)
                        if (name, width, scheme) == ("lesson", 1280, "light"):
                            clip = {"x": 0, "y": 0, "width": 1280, "height": 740}
                            page.screenshot(path=README, clip=clip)
                    context.close()
        browser.close()
    print(f"{len(PAGES) * len(SIZES) * len(SCHEMES)} pictures in {PICTURES.relative_to(ROOT)}")
    return 0


def _built(folder: Path) -> Path:
    """Return the built site of the sample garden."""
    garden, site = folder / "garden", folder / "site"
    for arguments in (["demo", str(garden)], ["-C", str(garden), "build", "--site-dir", str(site)]):
        command = [sys.executable, "-m", "pollinate_cli", *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return site


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """Serve a site on a free port, and give its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
