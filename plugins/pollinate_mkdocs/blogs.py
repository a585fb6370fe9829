# What Material's blog plugin does to pages that may be lessons: it moves a post's address, hides
# its file from all others until the navigation is made, shows its beginning on pages of its own,
# and sets the template of both. Why here: posts are known by their source, wherever the plugin puts
# them. Must not know: gardens.
"""Know the posts of blogs."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import Any

TEMPLATES = {"Post": "blog-post.html", "View": "blog.html"}
"""What the plugin sets for its kinds of page."""


def _blogs(config: Any) -> Iterator[Any]:
    """Yield the blogs of a site, which are there from `on_files` on."""
    for plugin in config.plugins.values():
        blog = getattr(plugin, "blog", None)
        if hasattr(blog, "posts") and hasattr(blog, "views"):
            yield blog


def posts(config: Any) -> Iterator[Any]:
    """Yield the files of all posts that a site will show."""
    for blog in _blogs(config):
        yield from (post.file for post in blog.posts)


def own_pages(config: Any) -> set[str]:
    """Return the paths of a blog's own pages, which list posts: its index, archives, categories."""
    found = set()
    for blog in _blogs(config):
        views = [blog]
        for view in views:
            views += [one for one in view.views if one not in views]
            found.add(str(view.file.src_uri))
    return found


def own_stems(config: Any) -> Iterator[str]:
    """Yield where a list of posts would stand that the blog makes itself."""
    for file in posts(config):
        yield posixpath.join(posixpath.dirname(file.src_uri), "index")


def own_template(page: Any) -> str:
    """Return the template that the plugin set for a page of its own kind; empty for others."""
    kinds = [kind.__name__ for kind in type(page).__mro__ if "blog" in kind.__module__]
    return next((TEMPLATES[kind] for kind in kinds if kind in TEMPLATES), "")


def clean_excerpt(page: Any, clean: Callable[[str], str]) -> None:
    """Let what a blog shows of a post on its own pages be cleaned as the post is."""
    excerpt = getattr(page, "excerpt", None)
    if excerpt is None or not hasattr(excerpt, "render"):
        return
    render = excerpt.render

    def cleaned(*args: Any, **more: Any) -> None:
        render(*args, **more)
        excerpt.content = clean(excerpt.content)
        if excerpt.more:
            excerpt.more = clean(excerpt.more)

    excerpt.render = cleaned
