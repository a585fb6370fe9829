# Looks whether a server may listen, before anything is built for it, and offers a free port where
# it may not. Must not know: what is served.
"""Look for a port."""

from __future__ import annotations

import socket

from pollinate.errors import RequestError

from pollinate_cli.terminal import plain


def refuse_taken_port(host: str, port: int) -> None:
    """Refuse a port that another program has, before anything is built, and offer a free one."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except (OSError, UnicodeError) as error:
        raise RequestError(
            f"there is no address '{plain(host)}' on this machine",
            cure="Leave --host out, or give one that is:",
            example="pollinate serve --host 127.0.0.1",
        ) from error
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        # As servers do: a port that was left a moment ago is free.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            free = _free_port(family, host)
            raise RequestError(
                f"port {port} can't be had ({(error.strerror or 'refused').lower()})",
                cure="Take another, such as one that is free now:" if free else "Take another.",
                example=f"pollinate serve --port {free}" if free else "",
            ) from error


def _free_port(family: int, host: str) -> int:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.bind((host, 0))
            return int(tried.getsockname()[1])
    except OSError:
        return 0
