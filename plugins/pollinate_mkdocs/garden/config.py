# The settings of `pollinate/garden` as MkDocs reads them: names only.
# Why here: types, choices and defaults stand once, in pollinate.settings, which words its errors
# with a cure. Must not know: what a setting does.
"""Name the settings of the garden plugin."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class GardenConfig(Config):
    """Every setting of a garden; see `pollinate.settings.Settings`."""

    lessons = c.Optional(c.Type(object))
    notes = c.Optional(c.Type(object))
    trails = c.Optional(c.Type(object))
    gatherings = c.Optional(c.Type(object))
    people = c.Optional(c.Type(object))
    base = c.Optional(c.Type(object))
    history = c.Optional(c.Type(object))
    people_pages = c.Optional(c.Type(object))
    join_same_name = c.Optional(c.Type(object))
    bots = c.Optional(c.Type(object))
    disclose_tools = c.Optional(c.Type(object))
    ignore_commits = c.Optional(c.Type(object))
    lessons_in_nav = c.Optional(c.Type(object))
    license = c.Optional(c.Type(object))
    goals = c.Optional(c.Type(object))
    audience = c.Optional(c.Type(object))
    behaviours = c.Optional(c.Type(object))
    forge = c.Optional(c.Type(object))
    branch = c.Optional(c.Type(object))
    take_part = c.Optional(c.Type(object))
    mailbox = c.Optional(c.Type(object))
    language = c.Optional(c.Type(object))
    words = c.Optional(c.Type(object))
    look = c.Optional(c.Type(object))
    link_picture = c.Optional(c.Type(object))
    clean = c.Optional(c.Type(object))
    meta_keys = c.Optional(c.Type(object))
    classes = c.Optional(c.Type(object))
    link_schemes = c.Optional(c.Type(object))
    media = c.Optional(c.Type(object))
    policy = c.Optional(c.Type(object))
    preview_plugins = c.Optional(c.Type(object))
    search = c.Optional(c.Type(object))
    csp = c.Optional(c.Type(object))
    csp_allow = c.Optional(c.Type(object))
    publish = c.Optional(c.Type(object))
    words_file = c.Optional(c.Type(object))
    private_words = c.Optional(c.Type(object))
    cache = c.Optional(c.Type(object))
