# Passwords, keys and tokens in a text. detect-secrets knows the forms of tokens; what is a password
# is decided here, since its own rule takes every word after "password" for one. Entropy is off: on
# prose it is noise. A cheap look at each line comes first, as nearly none needs more.
# A secret is never said whole. Must not know: how findings are printed.
"""Find secrets."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

from pollinate.checks.files.readings import parts, readings
from pollinate.checks.files.rules import finding
from pollinate.model.diagnostics import Diagnostic
from pollinate.paths import RepoPath

PLUGINS = (
    "aws.AWSKeyDetector",
    "azure_storage_key.AzureStorageKeyDetector",
    "artifactory.ArtifactoryDetector",
    "cloudant.CloudantDetector",
    "discord.DiscordBotTokenDetector",
    "github_token.GitHubTokenDetector",
    "gitlab_token.GitLabTokenDetector",
    "ibm_cloud_iam.IbmCloudIamDetector",
    "ibm_cos_hmac.IbmCosHmacDetector",
    "jwt.JwtTokenDetector",
    "mailchimp.MailchimpDetector",
    "npm.NpmDetector",
    "openai.OpenAIDetector",
    "pypi_token.PypiTokenDetector",
    "sendgrid.SendGridDetector",
    "slack.SlackDetector",
    "softlayer.SoftlayerDetector",
    "square_oauth.SquareOAuthDetector",
    "stripe.StripeDetector",
    "telegram_token.TelegramBotTokenDetector",
    "twilio.TwilioKeyDetector",
)
"""Those of detect-secrets that know a form; not those that guess by entropy or by a word."""
_CHECKED = "JSON Web Token"
"""It is decoded before it is believed."""
_WORTH = (
    *("pw:", "pw=", "pw is", "basic ", "aiza", "hf_", "hvs.", "hvb.", "ya29.", "_v1_", "dckr_"),
    *("github_pat", "shpat_", "shpca_", "shppa_", "shpss_", "rubygems_", "age-secret", "xapp-"),
    *("lin_api_", "nrak-", "figd_"),
    *("passw", "passphrase", "pwd", "pass=", "kennwort", "secret", "token", "apikey", "api_key"),
    *("api-key", "accesskey", "access_key", "access-key", "credential", "bearer", "mot de passe"),
    *("contraseña", " -u ", "--user", "akia", "asia", "abia", "acca", "a3t", "xox", "glpat"),
    *("kennwort", "senha", "parola", "wachtwoord", "lösenord", "adgangskode", "hasło", "heslo"),
    *(
        "salasana",
        "пароль",
        "密码",
        "密碼",
        "パスワード",
        "비밀번호",
        "mysql",
        "sshpass",
        "webhook",
        "sig=",
    ),
    *("privatekey", "presharedkey", "cookie", "dapi", "ntn_", ".atlasv1."),
    *("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "glrt-", "eyj", "hooks.slack", "sk_live", "rk_live"),
    *("sk-", "sg.", "npm_", "pypi-", "akc", "accountkey", "sq0"),
)
"""What a line holds that is worth a look, in small letters."""
_RUN = re.compile(r"[A-Za-z0-9_.:-]{32}|://[^\s/@]{0,80}[:@]")
_PUTTY = re.compile(r"PuTTY-User-Key-File-\d:[^\n]*\n(?:[^\n]{0,200}\n){0,60}?Private-Lines:")
_KEY_BLOCK = re.compile(
    r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----"
    r"(?:[ \t>|]*[A-Za-z-]{2,20}:[^\n]{0,200}\n|\\[nr]|[\s>|]|<br ?/?>|\d{1,6}[ \t:]){0,60}"
    r"([A-Za-z0-9+/=]{20,})"
)
_NAMED = re.compile(
    r"""(?ix)
    (?:^|[^\w])
    (?:[\w-]{0,40}?(?:passw(?:or)?d|passwd|passphrase|pwd|secret|pw|api[_-]?key|access[_-]?key|token
        |client[_-]?secret|credentials?|passwort|kennwort|mot\ de\ passe|contrase\xf1a|senha|parola
        |wachtwoord|l\xf6senord|adgangskode|has\u0142o|heslo|salasana
        |\u043f\u0430\u0440\u043e\u043b\u044c
        |\u5bc6\u7801|\u5bc6\u78bc|\u30d1\u30b9\u30ef\u30fc\u30c9|\ube44\ubc00\ubc88\ud638)
       (?:[_-]?(?:id|key|value))?)
    ["'`]?\s*(?::=|=>|=|:|\||\bis\b|\bwas\b)\s*
    (?P<value>"[^"\n]{6,200}"|'[^'\n]{6,200}'|`[^`\n]{6,200}`|[^\s"'`,;<>|)\]]{6,200})
    """
)
_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@]{0,80}:(?P<value>[^\s/@]{4,200})@([^\s/]+)", re.I
)
_SAID = re.compile(
    r"(?i)(?:\b(?:password|passwort|passwd)\s+|\bsshpass\s+-p\s*|\bmysql\w*\s(?:[^\n]{0,80}?\s)?-p"
    r"|<(?:password|passwd|pwd|secret|token|api[_-]?key)>\s*)"
    r"['\"]?(?P<value>[^\s'\"`,;<>|)\]]{8,200})"
)
"""A word of no kind but a password's, and what follows it."""
_CURL = re.compile(
    r"\b(?:curl|wget|https?|xh)\b[^\n]{0,400}?(?:\s-u|--user)[\s=]+"
    r"['\"]?[^\s:'\"]{1,80}:(?P<value>[^\s'\"]{6,200})"
)
_AWS_SECRET = re.compile(
    r"(?i)aws.{0,20}(?:secret|key).{0,30}?"
    r"(?<![A-Za-z0-9/+=])(?P<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])"
)
_BEARER = re.compile(r"(?i)\bbearer\s+(?P<value>[A-Za-z0-9._~+/-]{20,}=*)")
_FORMS = re.compile(
    r"(?<![\w-])(?P<value>github_pat_\w{22,255}|sk-ant-[a-z]{2,12}\d{0,3}-[\w-]{20,200}"
    r"|AIza[\w-]{35}|hf_[A-Za-z0-9]{30,60}|hv[sb]\.[\w-]{24,300}|ya29\.[\w-]{20,300}"
    r"|do[opr]_v1_[a-f0-9]{64}|dckr_pat_[\w-]{20,60}|shp(?:at|ca|pa|ss)_[a-f0-9]{32}"
    r"|rubygems_[a-f0-9]{48}|AGE-SECRET-KEY-1[A-Z0-9]{58}|xapp-\d-[A-Z0-9]+-\d+-[a-f0-9]{30,}"
    r"|sk-(?:proj|svcacct|admin)-[\w-]{40,300}|dapi[a-f0-9]{32}|ntn_[A-Za-z0-9]{40,60}"
    r"|[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,80}|glpat-[\w.-]{20,300}|lin_api_[A-Za-z0-9]{40}"
    r"|NRAK-[A-Z0-9]{27}|figd_[\w-]{40,60})(?![\w-])"
)
"""Tokens whose beginning says what they are, of kinds that detect-secrets doesn't know."""
_BASIC = re.compile(r"(?i)\bbasic\s+(?P<value>[A-Za-z0-9+/]{8,400}={0,2})(?![\w+/])")
_WEB = re.compile(
    r"(?i)discord(?:app)?\.com/api/webhooks/\d{15,20}/(?P<value>[\w-]{50,100})"
    r"|\.webhook\.office\.com/webhookb2/(?P<office>[\w@/-]{60,400})"
    r"|[?&]sig=(?P<sig>[A-Za-z0-9%+/=]{30,200})"
    r"|\b(?:PrivateKey|PresharedKey)\s*=\s*(?P<guard>[A-Za-z0-9+/]{43}=)"
    r"|\bcookie\b[^\n]{0,200}?\b\w*sess\w*=(?P<cookie>[\w%.-]{24,200})"
    r"|\btoken\s+(?P<hex>[a-f0-9]{40})\b"
    r"|://(?P<login>[A-Za-z0-9_-]{20,200})@"
)
"""Secrets that are known by what stands around them."""
_OWN = (
    ("a token", _WEB),
    ("a password", _SAID),
    ("a token", _FORMS),
    ("a password", _BASIC),
    ("an AWS secret", _AWS_SECRET),
    ("a password in an address", _ADDRESS),
    ("a password", _CURL),
    ("a token", _BEARER),
    ("a password or token", _NAMED),
)
_STAND_IN = re.compile(
    r"""(?ix)
    example|sample|dummy|change.?me|placeholder|redacted|xxx|\.\.\.|…|•|\*{3}
    |^django-insecure-|\$[({\w]|^[$%{<\[(]|^ENC\[|p@ss
    |eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4|\{\{|<[^>]+>|%\w+%|\(\)
    |^(?:process|os|env|config|settings|secrets?|vars?|vault|self|this|request)[.\[(]
    """
)
_CHOSEN = re.compile(
    r"""(?ix)
    fake|insecure|removed|hidden|masked|your|\bmy|\bnone\b|null|true|false|undefined|default|insert
    |replace|fill|todo|foo|bar|test|demo
    |^(?:pass(?:word|phrase)?|secret|token|key|admin|root|user|hunter2|correct.horse|1234|0000|abc)
    """
)
"""Words that people choose for a value that is none; in a long token they are chance."""
_SHORT = {"Slack Token": 20}
"""Letters that a token must have more of: 7, but where that is a word with a hyphen."""
_LONG = 20
_LOCAL = re.compile(
    r"(?:localhost|127\.0\.0\.1|\[?::1\]?|example\.(?:com|org|net)"
    r"|[\w.-]{1,80}\.(?:test|example|invalid))(?::\d+)?",
    re.I,
)
_IN_PROGRAM = re.compile(r"[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)+(?:\(.*)?$")
"""What holds a value in a program, such as `form.elements.password1.value`."""
_PATH = re.compile(r"@?(?:\.{0,2}/|~/|[A-Za-z]:\\|https?://)")


def find_secrets(path: RepoPath, whole: str) -> Iterator[Diagnostic]:
    """Yield a finding for each line of a text that holds a secret."""
    for block in _KEY_BLOCK.finditer(whole) if "PRIVATE KEY" in whole else ():
        yield _found(path, 1 + whole.count("\n", 0, block.start()), "a private key", "")
    for block in _PUTTY.finditer(whole) if "Private-Lines:" in whole else ():
        yield _found(path, 1 + whole.count("\n", 0, block.start()), "a private key", "")
    in_small = whole.lower()
    signs = [sign for sign in _WORTH if sign in in_small]
    has_runs = bool(_RUN.search(whole))
    for at, line in enumerate(whole.split("\n"), 1):
        read = readings(line)
        if len(read) == 1 and not _may_be_worth(line, signs, has_runs):
            continue
        worth = (part for _, part in parts(" ".join(read)) if _is_worth(part))
        told = next((told for part in worth for told in _in_line(part)), None)
        if told:
            yield _found(path, at, *told)


def is_complete() -> bool:
    """Tell whether detect-secrets is installed."""
    return find_spec("detect_secrets") is not None


def masked(value: str) -> str:
    """Return a value as it may be said: two letters of its beginning and its end at most."""
    return f"{value[:2]}…{value[-2:]}" if len(value) >= 12 else "…"


def _is_worth(line: str) -> bool:
    """Tell cheaply whether a line may hold a secret."""
    return _may_be_worth(line, _WORTH, has_runs=True)


def _may_be_worth(line: str, signs: Sequence[str], has_runs: bool) -> bool:
    """Tell the same of a line of a text that holds some of the signs only, or no long run."""
    low = line.lower() if signs else ""
    return any(sign in low for sign in signs) or (has_runs and bool(_RUN.search(line)))


def _in_line(line: str) -> Iterator[tuple[str, str]]:
    for detector in _detectors():
        for value in _values(detector, line):
            if len(value) > _SHORT.get(detector.secret_type, 7) and not _stands_in(value):
                yield f"a secret ({detector.secret_type})", value
    for what, pattern in _OWN:
        for found in pattern.finditer(line):
            value = next(one for one in found.groupdict().values() if one).strip("\"'`")
            if pattern is _NAMED and found["value"] == value and _IN_PROGRAM.match(value):
                continue
            if pattern is _BASIC and not _is_login(value):
                continue
            if pattern is _ADDRESS and _LOCAL.fullmatch(found[2]):
                continue
            if _could_be(value, strict=pattern in (_NAMED, _SAID)):
                yield what, value


def _could_be(value: str, *, strict: bool) -> bool:
    """Tell whether a value looks made up to be hard to guess: letters and digits, in no words."""
    if _stands_in(value) or _PATH.match(value):
        return False
    kinds = sum(
        bool(re.search(kind, value)) for kind in (r"[a-z]", r"[A-Z]", r"\d", r"[^\w\s.,:;()/-]")
    )
    if not strict:
        return kinds >= 2
    # Names in programs have capitals and signs too; figures hardly.
    hard = kinds >= 3 or (kinds >= 2 and len(value) >= 16)
    return " " not in value and hard and bool(re.search(r"\d", value))


def _is_login(value: str) -> bool:
    """Tell whether letters are a name and a password, as HTTP sends them."""
    try:
        name, colon, word = binascii.a2b_base64(value).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return bool(name and colon and word) and word.isprintable() and not _stands_in(word)


def _stands_in(value: str) -> bool:
    return bool(_STAND_IN.search(value) or (len(value) < _LONG and _CHOSEN.search(value)))


def _found(path: RepoPath, line: int, what: str, value: str) -> Diagnostic:
    shown = f" ({masked(value)})" if value else ""
    return finding(
        "secret",
        path,
        line,
        f"this line holds what looks like {what}{shown}",
        "Revoke it first: it has been read. Then write <password>, $PASSWORD or the like instead.",
    )


def _values(detector: Any, line: str) -> Iterator[str]:
    """Yield what a detector finds: the whole of a token, not the part that its pattern keeps."""
    if detector.secret_type == _CHECKED:
        yield from filter(None, detector.analyze_string(line))
        return
    for pattern in detector.denylist:
        for found in pattern.finditer(line):
            longest = max((one for one in found.groups() if one), key=len, default="")
            yield longest if len(longest) > 15 else found[0]


@cache
def _detectors() -> tuple[Any, ...]:
    if not is_complete():
        return ()
    from importlib import import_module

    found = []
    for name in PLUGINS:
        module, _, kind = name.partition(".")
        found.append(getattr(import_module(f"detect_secrets.plugins.{module}"), kind)())
    return tuple(found)
