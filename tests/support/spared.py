# What each process would work out again, and alike: Jinja's code of the templates that packages
# bring, the names of a theme's files, a language's words for months, Markdown's patterns. The code lies in a folder that
# all test processes share, by the template's own text and by how its environment compiles.
# Templates of a garden are compiled each time.
# Must not know: what is built.
"""Spare processes what others have worked out."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGED = (f"{sys.prefix}/", f"{Path(__file__).resolve().parents[2] / 'plugins'}/")
"""Where templates lie that stay as they are while tests run."""
SETTINGS = (
    "autoescape", "block_start_string", "block_end_string", "variable_start_string",
    "variable_end_string", "comment_start_string", "comment_end_string", "line_statement_prefix",
    "line_comment_prefix", "trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline",
    "sandboxed", "optimized", "is_async", "finalize", "newstyle_gettext", "undefined",
)  # fmt: skip
"""What of an environment changes what a template is compiled to."""

BLOCKS = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "tables", "toc",
    *(f"pymdownx.{name}" for name in ("details", "highlight", "superfences", "tabbed", "tasklist", "saneheaders")),
)  # fmt: skip


def spare(folder: str) -> None:
    """Let this process and its forks take what is in the folder, and leave there what they make."""
    _spare_templates(folder)
    _spare_names()
    _spare_languages()


def _spare_templates(folder: str) -> None:
    """Let every loader of templates ask the folder for code."""
    import jinja2
    from jinja2.bccache import Bucket

    class Kept(jinja2.FileSystemBytecodeCache):
        """Code of packaged templates; of others nothing is kept."""

        def get_bucket(
            self, environment: Environment, name: str, filename: str | None, source: str
        ) -> Bucket:
            if not (filename or "").startswith(PACKAGED):
                return Bucket(environment, "", "")
            how = [getattr(environment, setting, None) for setting in SETTINGS]
            known = (type(environment), sorted(environment.extensions), sorted(environment.filters))
            return super().get_bucket(environment, f"{name} {how} {known}", filename, source)

        def set_bucket(self, bucket: Bucket) -> None:
            if bucket.key:
                super().set_bucket(bucket)

    kept, load = Kept(folder), jinja2.BaseLoader.load

    def load_code(
        self: jinja2.BaseLoader, environment: Environment, name: str, more: Any = None
    ) -> jinja2.Template:
        environment.bytecode_cache = environment.bytecode_cache or kept
        return load(self, environment, name, more)

    jinja2.BaseLoader.load = load_code  # type: ignore[method-assign]


def _spare_names() -> None:
    """Let loaders know the files of packaged themes without a look; but for those whose names begin
    with a dot, which an engine leaves out, and which are seven thousand in Material's.
    """
    import jinja2

    look = jinja2.FileSystemLoader.list_templates

    @cache
    def names(folder: str) -> list[str]:
        found = look(jinja2.FileSystemLoader(folder))
        return [name for name in found if not name.startswith(".")]

    def list_templates(self: jinja2.FileSystemLoader) -> list[str]:
        own = [folder for folder in self.searchpath if not folder.startswith(PACKAGED)]
        found = set(look(jinja2.FileSystemLoader(own)))
        for folder in self.searchpath:
            found.update(names(folder) if folder.startswith(PACKAGED) else ())
        return sorted(found)

    jinja2.FileSystemLoader.list_templates = list_templates  # type: ignore[method-assign]
    with suppress(ImportError):
        import material

        names(str(Path(material.__file__).parent / "templates"))


def _spare_languages() -> None:
    """Read what Babel knows of English, and compile what Markdown looks for."""
    with suppress(ImportError):
        from babel import Locale
        from markdown import Markdown

        assert Locale("en").months
        Markdown(extensions=[*BLOCKS])
