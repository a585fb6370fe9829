# The process that writes a mirror anew: git-filter-repo as a library, with our replacing in its
# callbacks. Why a process: it changes the folder that it stands in, prints, and ends as it likes.
# It reads the plan from its input, so that no text of it stands in a list of processes or a file.
# Nothing is pruned: every commit keeps its place and its parents, so that credit stays.
# Must not know: where the mirror came from.
"""Rewrite a mirror: `python -m pollinate.keeping.redaction`, for us alone."""

from __future__ import annotations

import json
import sys
from typing import Any

from pollinate.keeping.redaction.replacer import Replacer
from pollinate.model.redaction import plan_from


def _text(replacer: Replacer, data: bytes) -> bytes:
    return replacer.data(data, body=False)


def main() -> None:
    """Rewrite the bare repository in the current folder."""
    import git_filter_repo as tool  # type: ignore[import-untyped,import-not-found,unused-ignore]

    asked = json.load(sys.stdin)
    replacer = Replacer(plan_from(asked))

    def blob(one: Any, _: Any) -> None:
        one.data = replacer.data(one.data)

    def commit(one: Any, _: Any) -> None:
        one.author_name, one.author_email = replacer.author(one.author_name, one.author_email)
        one.committer_name, one.committer_email = replacer.author(
            one.committer_name, one.committer_email
        )

    def tag(one: Any, _: Any) -> None:
        if one.tagger_email is not None:
            one.tagger_name, one.tagger_email = replacer.author(one.tagger_name, one.tagger_email)

    options = tool.FilteringOptions.parse_args(
        [
            "--force",
            "--quiet",
            "--prune-empty=never",
            "--prune-degenerate=never",
            "--replace-refs=delete-no-add",
        ],
        error_on_empty=False,
    )
    tool.RepoFilter(
        options,
        blob_callback=blob,
        commit_callback=commit,
        tag_callback=tag,
        message_callback=lambda message: _text(replacer, message),
        filename_callback=lambda name: replacer.path(name) if name else name,
        refname_callback=lambda name: _text(replacer, name),
    ).run()


if __name__ == "__main__":
    main()
