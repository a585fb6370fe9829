# Runs a module as a process of its own that need not load it first: a second process has loaded
# what commands need, and forks for each run, which takes a fifth of the time. Two of them take
# turns, each with a hash seed of its own, so that two runs differ in the order of their sets as two
# processes of a shell do. What a fork can't show (variables that an interpreter or a library reads
# as it starts) is run cold, as is everything under POLLINATE_TESTS_COLD=1.
# What runs work out alike is kept for the next (spared.py), once somebody says where.
# Must not know: what is run.
"""Run a Python module in a process of its own, quickly."""

from __future__ import annotations

import atexit
import gc
import importlib
import itertools
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
OURS = os.pathsep.join(map(str, (ROOT / "plugins", ROOT / "contrib_tools")))
READ_AT_START = ("PYTHON", "PATH", "LC_", "LANG", "TZ", "LD_", "GIT_PYTHON", "TMP", "TEMP")
"""How names of variables begin that are read once: by the interpreter, or as a module is loaded."""
CORE = (
    "pollinate_cli.cli", "pollinate_cli.site_config", "pollinate.garden", "pollinate.publish",
    "pollinate.credits_document", "git", "babel.support", "feedgen.feed", "lxml.etree", "nh3",
    "jinja2.sandbox", "markdown.extensions.toc", "multiprocessing.connection",
)  # fmt: skip
MOST_PIPED = 1_000_000
"""Bytes that a process can be given to read at most."""
VERBS = tuple(
    f"pollinate_cli.commands.{path.stem}"
    for path in sorted((ROOT / "contrib_tools/pollinate_cli/commands").glob("[a-z]*.py"))
)
PLUGINS = tuple(
    f"pollinate_mkdocs.{name}"
    for name in ("garden", "attribution", "acknowledgements", "learned_from", "trails")
)
THEMES = (
    "material.plugins.search.plugin", "material.templates", "pymdownx.superfences", "pymdownx.highlight", "colorama",
    "encodings.utf_8_sig",
)  # fmt: skip
ENGINES = {
    "mkdocs": ("mkdocs.commands.build", *CORE, *VERBS, *PLUGINS, *THEMES),
    "properdocs": ("properdocs.replacement", "properdocs.commands.build", *CORE, *PLUGINS, *THEMES),
}
"""What is loaded for each engine; one process can't hold both, since the second takes the first's
name.
"""


def run_module(
    module: str,
    *args: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    timeout: float = 300,
    stdin: str = "",
    python: str = sys.executable,
    cold: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run `python -m MODULE ARGS` with these variables, and return how it ended."""
    variables = dict(os.environ if env is None else env)
    command = [python, "-m", module, *args]
    if not (cold or python != sys.executable or _is_asked_for_cold()):
        try:
            warm = _next("properdocs" if module == "properdocs" else "mkdocs")
        except OSError:
            warm = None
        if warm is not None and warm.fits(variables):
            return warm.run(module, args, str(cwd or Path.cwd()), variables, timeout, stdin)
    return subprocess.run(
        command,
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        env=variables,
        timeout=timeout,
        check=False,
    )


def _is_asked_for_cold() -> bool:
    return sys.platform != "linux" or os.environ.get("POLLINATE_TESTS_COLD") == "1"


_KEPT_IN: list[str] = []


def keep_in(folder: Path) -> None:
    """Say where processes leave for others what all of them work out alike."""
    _KEPT_IN[:] = [str(folder)]


class _Warm:
    """The end of the line to a process that forks for us."""

    def __init__(self, engine: str) -> None:
        self._lock = threading.Lock()
        self._variables = {**os.environ, "PYTHONPATH": OURS, "NO_MKDOCS_2_WARNING": "1"}
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno()), engine, *_KEPT_IN],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=self._variables,
                pass_fds=[theirs.fileno()],
            )
        atexit.register(self._end)

    def _end(self) -> None:
        """Let the process end, and wait for it, so that its time counts as the tests' own."""
        self._line.close()
        self._process.wait()

    def fits(self, variables: Mapping[str, str]) -> bool:
        """Tell whether a process with these variables would have started as this one did."""
        return _read_at_start(variables) == _read_at_start(self._variables)

    def run(
        self,
        module: str,
        args: Sequence[str],
        cwd: str,
        variables: Mapping[str, str],
        timeout: float,
        stdin: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run a module in a fork."""
        asked = json.dumps([module, args, cwd, variables]).encode()
        with (
            self._lock,
            _piped(stdin) as into,
            tempfile.TemporaryFile("w+") as out,
            tempfile.TemporaryFile("w+") as err,
        ):
            self._line.settimeout(timeout)
            socket.send_fds(self._line, [asked], [into.fileno(), out.fileno(), err.fileno()])
            pid = self._answer()
            try:
                status = self._answer()
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                self._line.settimeout(None)
                self._answer()
                raise subprocess.TimeoutExpired(module, timeout) from None
            return subprocess.CompletedProcess([module, *args], status, _read(out), _read(err))

    def _answer(self) -> int:
        answer = self._line.recv(64)
        if not answer:
            raise RuntimeError("the process that forks for the tests is gone")
        return int(answer)


def _piped(text: str) -> IO[bytes]:
    """Return the reading end of a pipe that holds a text."""
    import fcntl

    reads, writes = os.pipe()
    with open(writes, "wb") as file:
        fcntl.fcntl(file, fcntl.F_SETPIPE_SZ, MOST_PIPED)
        file.write(text.encode())
    return open(reads, "rb")


def _read(file: tempfile._TemporaryFileWrapper[str]) -> str:
    file.seek(0)
    return file.read()


def _read_at_start(variables: Mapping[str, str]) -> dict[str, str]:
    """Return what counts as a process starts. Commands set one variable themselves: once a test has
    done what they do, it stands in its own environment too, and makes no difference.
    """
    all_ = {"GIT_PYTHON_REFRESH": "quiet", **variables}
    return {name: text for name, text in all_.items() if name.startswith(READ_AT_START)}


@cache
def _turns(engine: str) -> Iterator[_Warm]:
    return itertools.cycle([_Warm(engine), _Warm(engine)])


def _next(engine: str) -> _Warm:
    return next(_turns(engine))


def _serve(line: socket.socket, engine: str, kept_in: list[str]) -> None:
    """Load modules, then fork for each message until nobody is there to send one."""
    os.environ["GIT_PYTHON_REFRESH"] = "quiet"
    spared = importlib.import_module("spared")
    sys.path[0] = ""
    for name in ENGINES[engine]:
        # What is not installed is missed by those who ask for it.
        with suppress(ImportError):
            importlib.import_module(name)
    for folder in kept_in:
        spared.spare(folder)
    gc.collect()
    gc.freeze()
    while True:
        asked, handles, _, _ = socket.recv_fds(line, 1_000_000, 3)
        if not asked:
            return
        pid = os.fork()
        if not pid:
            line.close()
            _become(handles, *json.loads(asked))
        for handle in handles:
            os.close(handle)
        line.send(str(pid).encode())
        line.send(str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])).encode())


def _become(
    handles: list[int], module: str, args: list[str], cwd: str, variables: dict[str, str]
) -> None:
    """Run a module as the interpreter does, and end."""
    code = 1
    try:
        for number, handle in enumerate(handles):
            os.dup2(handle, number)
            os.close(handle)
        os.chdir(cwd)
        os.environ.clear()
        os.environ.update(variables)
        sys.path[0] = cwd
        sys.argv[:] = [module, *args]
        importlib.invalidate_caches()
        code = _code_of(module)
    finally:
        os._exit(code)


def _code_of(module: str) -> int:
    code: object = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    if not isinstance(code, int | None):
        print(code, file=sys.stderr)
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return int(code or 0) & 0xFF


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as _line:
        _serve(_line, sys.argv[2], sys.argv[3:])
