# Limits for a process that works on what a stranger sent: memory, time, the size of what it writes,
# no network where the system allows it, and an environment without anybody's secrets. Why here:
# the process sets them for itself before it reads a byte, so that nothing later can forget them.
# Where a system has no such limits (Windows), it says so. Must not know: what the process does.
"""Confine a process."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from contextlib import suppress

MEMORY, SECONDS, LARGEST_FILE = 4_000_000_000, 900, 1_000_000_000
"""Bytes of memory, seconds of a processor, bytes of one file that is written."""
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET (unshare(2) of Linux)."""
_KEPT = (
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "PYTHONPATH",
    "PYTHONHASHSEED", "PYTHONUTF8", "VIRTUAL_ENV", "NO_COLOR", "TERM", "SOURCE_DATE_EPOCH",
    "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "POLLINATE_CACHE", "POLLINATE_TRACEBACK",
    "LD_LIBRARY_PATH",
)  # fmt: skip
"""Variables that a program needs to run; tokens of a build server are not among them."""


def bare_environment(home: str, also: Mapping[str, str]) -> dict[str, str]:
    """Return an environment with what a program needs, and a home of its own."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    return {**kept, "HOME": home, "NO_MKDOCS_2_WARNING": "1", **also}


def confine(memory: int = MEMORY, seconds: int = SECONDS) -> list[str]:
    """Limit this process and all that it starts; return what this system can't limit."""
    missing = [] if _limit(memory, seconds) else ["memory and time"]
    if not _cut_network():
        missing.append("the network")
    return missing


def _limit(memory: int, seconds: int) -> bool:
    try:
        import resource
    except ImportError:
        return False
    for which, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(which)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (least, least))
    return True


def _cut_network() -> bool:
    """Go into a network of one's own that leads nowhere; tell whether the system allowed it."""
    if not sys.platform.startswith("linux"):
        return False
    user, group = os.getuid(), os.getgid()
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_NEW_USER | _NEW_NETWORK):
            return False
    except (OSError, AttributeError):
        return False
    # Files stay those of the same user, and nobody becomes another.
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with suppress(OSError), open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)
    return True
