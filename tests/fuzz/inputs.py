# What is thrown at the readers of strangers' texts: pieces of their languages in any order, each
# once or hundreds of times, known attacks whole and with a piece more, and any letters or bytes.
# Must not know: who reads it.
"""Make inputs for fuzzing."""

from __future__ import annotations

from hypothesis import strategies as st
from support.payloads import PAYLOADS, RUN

HTML = (
    "<p", "<a", "<span", "<div", "<td", "<img", "<svg", "<math", "<mi", "<path", "<b>", "<table>", "</table>",
    "<style>", "<script>", "</script>", "<textarea>", "<title>", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "</p>",
    "</a>", "</span>", "</div>", ">", "/>", "/", "<", "</", "=", '"', "'", " href=", " src=x", " title=", " id=", " style=",
    " class=", f" onerror={RUN}", f" onfocus={RUN} autofocus", f"javascript:{RUN}", "data:text/html,", "&#106;", "&lt;",
    "&quot;", "&colon;", "&ampx", "&Tab;", "\xa0", "\u2028", "\x0b", "\x1c", "\x01", "\x00",
)  # fmt: skip
MARKS = (
    "# ", "## ", "> ", "- ", "1. ", "    ", "\t", "\n", "\n\n", "```", "~~~", "``` python", "`", "*", "**", "_", "__", "~~",
    "[", "](", "][", "]:", "]", "(", ")", "![", "[^1]", "[^1]: ", "[[", "]]", "|", "|-|", "\\", "{", "}", "{: ", "{#x}",
    "{.learned-from}", "!!! note\n    ", '??? tip "x"\n    ', '=== "t"\n    ', "*[", "***\n", "---\n", "===\n", "<!-- ",
    "words ", "a.md", "http://a.test.org/", "*[HTML]: ", ": ", "$", "$$", ":::", "--8<--",
)  # fmt: skip
YAML = (
    "---\n", "...\n", "title: ", "tags: ", "status: ", "hide: ", "search: ", "template: ", "summary: ", "learned_from:\n",
    "credit:\n", "review:\n", "steps:\n", "people: ", "about: ", "kind: ", "to: ", "name: ", "git: ", "created: ", "on: ",
    "  - ", "- ", "    ", "lesson: ", "person: ", "because: ", "role: ", "boost: ", "[", "]", "{", "}", ", ", ": ", ":", "?",
    "|\n", ">-\n", "&a ", "*a", "<<: *a", "!!python/object/apply:os.system ", "!!binary ", "!!set ", "!!timestamp ", "!x ",
    "'", '"', "\\x00", "\\u202e", "#", "# ", "\n", "\n\n", "2026-03-14", "0x1F", "1e999", "010", "1_000", ".inf", ".nan",
    "null", "true", "yes", "~", "12:30:45", "\t", "\r\n", "\ufeff", "\x85", "words", "é", "😀", f"<img src=x onerror={RUN}>",
)  # fmt: skip
TRAILERS = (
    "Co-authored-by: ", "Reviewed-by: ", "Helped-by: ", "Thanks-to: ", "Assisted-by: ", "Suggested-by ", "co-authored-BY:",
    "Signed-off-by: ", "Co-authord-by: ", "Bea Lind ", "<bea@harbour.test.org>", "<", ">", "@", "a@b", ", ", "\n", "\n\n",
    "\r\n", " ", "\t", "> ", "mailto:", "by", "-", ":", "(cherry picked from commit 1)", "\x00", "\x1b[31m", "\u202e",
    "::error ::", "##[error]", "<script>", "😀", "é", "日本語", "\xff", "a" * 80, "fixup! ", "Merge branch 'x'",
)  # fmt: skip
MAILS = (
    "From: ", "From ", "Subject: ", "To: ", "Date: ", "Reply-To: ", "Sender: ", "MIME-Version: 1.0\n", "Content-Type: ",
    "Content-Type: text/plain; charset=", "Content-Type: text/html\n", "Content-Type: multipart/mixed; boundary=b\n",
    "Content-Type: multipart/alternative; boundary=b\n", "Content-Type: message/rfc822\n", "Content-Type: image/png\n",
    "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n",
    "Content-Transfer-Encoding: uuencode\n", "Content-Disposition: attachment; filename=", "filename*=utf-8''a%2F.md\n",
    "--b\n", "--b--\n", "\n", "\n\n", " ", "\t", "utf-8\n", "utf-16\n", "utf-7\n", "idna\n", "punycode\n", "rot13\n",
    "unicode_escape\n", "format=flowed; delsp=yes\n", "=?utf-8?q?=0A=0D?=", "=?utf-8?b?PGI+?=", "=?", "?=", "=\n", "=3D", "=ZZ",
    "Dee Wu ", "<dee@mail.test.org>", "@", "<", ">", '"', ",", ";", ":", "(", ")", "\\", "begin 644 a.md\n", "end\n", "a.md",
    "../../x.md", "-- \n", "> ", "---\n", "title: T\n", "<p>words</p>", "<script>", "\x00", "\x80", "\xff", "words ",
)  # fmt: skip
ATTACKS = tuple(words for _, words in PAYLOADS)


def mixed(*families: tuple[str, ...], most: int = 14) -> st.SearchStrategy[str]:
    """Return texts of pieces of some languages."""
    pieces = tuple(piece for family in families for piece in family)
    piece = st.one_of(
        st.sampled_from(pieces),
        st.sampled_from(pieces),
        st.sampled_from(pieces),
        st.text(max_size=8),
    )
    often = st.tuples(st.sampled_from(pieces), st.sampled_from((2, 3, 7, 40, 300, 2000))).map(
        lambda both: both[0] * both[1]
    )
    some = st.lists(piece, max_size=most).map("".join)
    return st.one_of(
        some, some, some, st.tuples(some, often, some).map("".join), st.text(max_size=60)
    )


PAGES = st.one_of(
    mixed(HTML, MARKS),
    mixed(MARKS),
    mixed(HTML),
    st.tuples(mixed(HTML, MARKS, most=4), st.sampled_from(ATTACKS), mixed(HTML, MARKS, most=4)).map("".join),
)  # fmt: skip
FRONTS = st.one_of(
    mixed(YAML).map(lambda text: f"---\n{text}\n---\nwords\n"),
    mixed(YAML, MARKS),
    mixed(YAML, HTML),
)
MESSAGES = st.one_of(
    mixed(TRAILERS).map(lambda text: f"Title\n\n{text}"), mixed(TRAILERS), mixed(TRAILERS, HTML)
)
LETTERS = st.one_of(
    mixed(MAILS, most=24).map(lambda text: f"From: Dee <dee@mail.test.org>\nSubject: S\n{text}"),
    mixed(MAILS, most=24),
    mixed(MAILS, MARKS, YAML),
)


def as_bytes(text: str) -> bytes:
    """Return a text as bytes, a letter up to U+00FF as one of them where it can be so."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
