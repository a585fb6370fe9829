# Has a cluster of Dask's render the shares of a site: what is installed there is compared first,
# the garden is mined here once and sent, each worker renders shares and sends its part back, and
# one that is lost is replaced by another. Why Dask behind an executor: the cluster is its business,
# and a share is the same as in a job of a build server. Must not know: what a share holds.
"""Render a site on a cluster."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, as_completed
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from pollinate.errors import PollinateError, ProgramError, SettingsError
from pollinate.garden import Scope, build_garden
from pollinate.history.carried import pack
from pollinate.history.workspace import locate
from pollinate.plan import Share

from pollinate_cli.build_inputs import asked_variables
from pollinate_cli.cli import GardenPlace
from pollinate_cli.share_inputs import installed, refuse_other
from pollinate_cli.share_worker import Answer, Errand, forget, name_of, render_share
from pollinate_cli.site_build import SiteBuild
from pollinate_cli.site_parts import part_file
from pollinate_cli.terminal import echo, progress_bar

INSTALL = "pip install 'pollinate[dask]'"
SECONDS = 5
"""That a scheduler has to answer."""
PATIENCE = 30
"""Seconds for a worker to come in the place of the last one."""
RETRIES = 2
"""How often a share is given to another worker."""
MOST_TOLD = 5
"""Shares whose problems are told: they are mostly one."""
LOST = "all workers that had the garden are gone"


class SharesError(PollinateError):
    """Shares that a cluster could not render."""


def render_shares(
    build: SiteBuild, place: GardenPlace, address: str, into: Path, count: int | None
) -> list[Path]:
    """Have the workers of a scheduler render the shares of a site; return the files of the parts,
    in a folder. `count` is how many; None for one for each thread of the workers.

    Raises SettingsError where the workers would render other pages, ProgramError where none can be
    reached, SharesError naming what went wrong where a share could not be rendered.
    """
    with _client(address) as client:
        threads = _refuse_other_workers(client, address)
        number = count or threads
        with progress_bar() as show:
            # What is mined here is remembered, and sent: no worker mines.
            build_garden(build.settings, show, scope=Scope.CREDITS)
            workspace = locate(build.settings)
            garden = pack(workspace)
            errand = errand_of(build, place, workspace.root, garden)
            if not build.how.quiet:
                workers = len(client.nthreads())
                echo(f"{number} shares go to {_some(workers, 'worker')} of {address}", err=True)
            try:
                return _rendered(client, errand, garden, number, part_names(build, into), show)
            finally:
                with suppress(Exception):
                    client.run(forget, errand.name)


def part_names(build: SiteBuild, into: Path) -> Callable[[Share], Path]:
    """Return what says which file of a folder a part goes to."""
    return lambda share: part_file(into / build.target.name, share)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """Give a connection to a scheduler."""
    try:
        dask: Any = import_module("distributed")
    except ImportError as error:
        raise ProgramError(
            "Dask is not installed here", cure="Install it with:", example=INSTALL
        ) from error
    # What becomes of a connection is said here, once and in our words.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = dask.Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ProgramError(
            "no scheduler of Dask answers there",
            place=address,
            cure="Start one, and workers, or give the address of one that runs:",
            example="dask scheduler\ndask worker tcp://127.0.0.1:8786",
        ) from error
    try:
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=SECONDS)


def _refuse_other_workers(client: Any, address: str) -> int:
    """Compare what is installed on all workers with what is here, and return how many threads they
    have.
    """
    threads: int = sum(client.nthreads().values())
    if not threads:
        raise ProgramError(
            "this scheduler has no workers",
            place=address,
            cure="Start one or more:",
            example=f"dask worker {address}",
        )
    ours = installed()
    for worker, told in client.run(installed, on_error="return").items():
        if not isinstance(told, Mapping):
            raise SettingsError(
                f"the worker {worker} has no pollinate that could be asked: {_last_words(told)}",
                cure="Install the same packages there as here:",
                example=INSTALL,
            )
        refuse_other(told, ours, f"what the worker {worker} renders")
    return threads


def errand_of(build: SiteBuild, place: GardenPlace, root: Path, garden: bytes) -> Errand:
    """Return what workers are asked for; `root` is where the repository of the garden lies. Raises
    SettingsError where the settings lie elsewhere.
    """
    top = root.resolve()
    folder = place.directory.resolve()
    # A worker has the same folders at other places.
    docs = place.docs_dir and os.path.relpath((folder / place.docs_dir).resolve(), folder)
    if not folder.is_relative_to(top):
        raise SettingsError(
            "the settings lie outside of the garden's repository, so no worker has them",
            place=str(folder),
            cure="Put mkdocs.yml into the repository.",
        )
    asked = {*asked_variables(build.path), "TZ"}
    return Errand(
        name=name_of(garden),
        top=top.name or "garden",
        folder=folder.relative_to(top).as_posix(),
        options=replace(place, docs_dir=docs).options(),
        variables={name: os.environ.get(name) for name in sorted(asked)},
    )


def _rendered(
    client: Any,
    errand: Errand,
    garden: bytes,
    count: int,
    file_of: Callable[[Share], Path],
    show: Callable[[str, int, int], None],
) -> list[Path]:
    """Return the files of all shares, written as they come; whatever goes wrong with one is told
    when the others are there.
    """
    waiting = [Share(number, count) for number in range(1, count + 1)]
    problems: dict[Share, str] = {}
    files: dict[Share, Path] = {}
    # What was sent is gone with the last worker that held it: it is sent again then.
    for _ in range(1 + RETRIES):
        problems.clear()
        with closing(_answers(client, errand, garden, waiting)) as answers:
            for share, answer in answers:
                if answer.problem:
                    problems[share] = answer.problem
                    continue
                files[share] = file_of(share)
                files[share].write_bytes(answer.part)
                show("shares", len(files), count)
        waiting = [share for share, told in problems.items() if told == LOST]
        if not waiting:
            break
    if problems:
        raise _failed(problems)
    return [files[share] for share in sorted(files, key=lambda one: one.number)]


def _answers(
    client: Any, errand: Errand, garden: bytes, shares: Sequence[Share]
) -> Generator[tuple[Share, Answer], None, None]:
    """Yield what comes of some shares, as it comes."""
    executor = client.get_executor(pure=False, retries=RETRIES)
    try:
        try:
            sent = client.scatter(garden, broadcast=True, hash=False, timeout=PATIENCE)
            futures = {executor.submit(render_share, errand, sent, one): one for one in shares}
        except (OSError, RuntimeError) as error:
            raise SharesError(
                "the scheduler is gone, or all its workers",
                cure="Start them again; the last site is as it was.",
            ) from error
        for future in as_completed(futures):
            yield futures[future], _answer(future)
    finally:
        # Whoever stops waits for no share that nobody wants any more.
        with suppress(Exception):
            executor.shutdown(wait=False)


def _answer(future: Any) -> Answer:
    try:
        answer = future.result()
    except CancelledError:
        return Answer(problem=LOST)
    except Exception as error:
        # A worker that was lost again and again, or can't read what was sent.
        return Answer(problem=_last_words(error))
    return answer if isinstance(answer, Answer) else Answer(problem="it gave no answer")


def _failed(problems: Mapping[Share, str]) -> SharesError:
    told = sorted((one.number, one.count, words) for one, words in problems.items())
    lines = [f"share {number}/{count}: {words}" for number, count, words in told]
    return SharesError(
        f"the cluster could not render all shares; {'; '.join(lines[:MOST_TOLD])}",
        cure="Mend what is said above; the last site is as it was.",
    )


def _last_words(error: object) -> str:
    return f"{type(error).__name__}: {str(error).strip()}".partition("\n")[0]


def _some(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
