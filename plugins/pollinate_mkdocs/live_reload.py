# Lets the script by which an engine's local server loads a page anew run under the page's policy:
# the server puts it in as it sends a page, with a number that no build can know. Why not a server
# without a policy: who writes would see a page that readers don't get. Must not know: what else a
# policy says.
"""Allow a local server's own script."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pollinate.content.security_policy import allow_more, hash_of

from pollinate_mkdocs.host_guard import Answer, App

_START, _END = b"<script>", b"</script></body>"
_LONGEST = 10_000


def allowing_reloads(app: App) -> App:
    """Return an application whose pages allow the script that stands last in them, put in by the
    server itself.
    """

    def answering(environ: dict[str, Any], start: Answer) -> Iterable[bytes]:
        said: list[Any] = []

        def hold(*args: Any, **more: Any) -> None:
            said[:] = [args, more]

        body = app(environ, hold)
        (status, headers, *rest), more = said
        if _is_page(headers):
            page = b"".join(body)
            if hasattr(body, "close"):
                body.close()
            page = _with_reload(page)
            headers = [(k, v) for k, v in headers if k.lower() != "content-length"]
            headers.append(("Content-Length", str(len(page))))
            body = [page]
        start(status, headers, *rest, **more)
        return body

    return answering


def _is_page(headers: Iterable[tuple[str, str]]) -> bool:
    return any(k.lower() == "content-type" and v.startswith("text/html") for k, v in headers)


def _with_reload(page: bytes) -> bytes:
    end = page.rfind(_END)
    start = page.rfind(_START, max(end - _LONGEST, 0), end)
    script = page[start + len(_START) : end]
    if end < 0 or start < 0 or b"livereload(" not in script:
        return page
    text = script.decode("utf-8", "replace").replace("\r\n", "\n")
    return allow_more(page, "script-src", [hash_of(text)])
