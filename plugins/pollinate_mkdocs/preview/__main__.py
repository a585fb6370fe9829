# The process that builds a preview: it confines itself first, then builds, then marks every page.
# It is told what to do in one JSON object on its input, and answers with one JSON object on its
# output; logs go to standard error. Why a process of its own: limits of time and memory hold for it
# alone, and whatever goes wrong in it ends it and nothing else. Must not know: git, requests.
"""Build a preview in a process of its own."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

from pollinate.runtime.confined import confine


def main() -> int:
    """Build what standard input asks for; return 0, or 1 where the site can't be built."""
    asked = json.load(sys.stdin)
    missing = confine(asked["memory"], asked["seconds"])
    # What plugins print must not mix with the answer.
    answer, sys.stdout = sys.stdout, sys.stderr
    try:
        told = _build(asked)
    except MemoryError:
        told = {"problem": "it took more memory than a preview may"}
    except SystemExit as error:
        told = {"problem": f"the build stopped: {error.code}"}
    except Exception as error:
        told = {"problem": f"{type(error).__name__}: {error}"}
    json.dump({**told, "unlimited": missing}, answer)
    answer.flush()
    return 1 if "problem" in told else 0


def _build(asked: dict[str, Any]) -> dict[str, Any]:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from pollinate_mkdocs.preview.marked import mark_site
    from pollinate_mkdocs.preview.some_pages import SomePages

    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s - %(message)s"
    )
    values, left = _values(asked)
    config = load_config(asked["config"], site_dir=asked["site_dir"], strict=False, **values)
    config.extra = {**(config.extra or {}), "pollinate_strangers": asked["strangers"]}
    if asked["only"]:
        config.plugins["pollinate/some-pages"] = SomePages(asked["only"])  # type: ignore[no-untyped-call]
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    finally:
        config.plugins.on_shutdown()
    pages = mark_site(Path(asked["site_dir"]), asked["words"])
    return {"pages": pages, "left": left}


def _values(asked: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return what replaces values of the site's configuration, and what is left out of it."""
    from mkdocs.utils.yaml import yaml_load

    from pollinate_mkdocs.preview.allowed import chosen_extensions, chosen_plugins

    with open(asked["config"], "rb") as file:
        read = yaml_load(file)
    also = asked["also"]
    plugins, left = chosen_plugins(read.get("plugins", ["search"]), also)
    extensions, more = chosen_extensions(read.get("markdown_extensions", []), also)
    return {"plugins": plugins, "markdown_extensions": extensions}, [*left, *more]


if __name__ == "__main__":
    sys.exit(main())
