# What the system refuses, as a problem with place and cure: a full disk asks for room, and not for
# rights. Why here: every verb that writes must say the same of the same error.
# Must not know: what was written.
"""Word what the system refuses."""

from __future__ import annotations

import errno

from pollinate.errors import PollinateError

_IN_THE_WAY = (
    "Something else has that name, such as a file in the place of a folder, or a link: rename it,"
    " or choose another place."
)
_CURES = {
    errno.ENOSPC: "Make room there, then run the same again. What was there before is as it was.",
    errno.EDQUOT: "Your quota is used up: make room, then run the same again.",
    errno.EFBIG: "The disk, or a limit of yours, takes no file as large: make room, or shorten it.",
    errno.EROFS: "This disk can only be read: choose another place.",
    errno.EACCES: "Look at your rights there: ls -ld",
    errno.EPERM: "Look at your rights there: ls -ld",
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.EMFILE: "Too many files are open on this machine: close other programs.",
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EEXIST: _IN_THE_WAY,
}


def os_error(error: OSError) -> PollinateError:
    """Return what the system refused, with its place and a cure."""
    return PollinateError(
        f"the system refused it ({reason_of(error)})",
        place=str(error.filename or ""),
        cure=cure_of(error, "Look at the place and at your rights there."),
    )


def reason_of(error: OSError | ValueError) -> str:
    """Return what the system says, in small letters."""
    return (getattr(error, "strerror", "") or str(error) or type(error).__name__).lower()


def cure_of(error: OSError | ValueError, otherwise: str) -> str:
    """Return what helps against an error of the system; `otherwise` for one that has no cure of its
    own.
    """
    return _CURES.get(getattr(error, "errno", 0) or 0, otherwise)
