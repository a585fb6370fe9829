# A part of a shared build as one file: the pages of one share, with what is remembered of them,
# packed so that a build server can carry it from one job to another. Read as strictly as anything
# that comes from elsewhere: nothing of it is put outside the folder of pages, and a part that is
# cut, old, or of another commit is refused by name. Must not know: how pages are rendered.
"""Write and read the parts of a site."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pollinate.errors import OutputError, PollinateError, RequestError
from pollinate.paths import SrcUri
from pollinate.plan import Rendered, Share
from pollinate.runtime.whole_file import write_over
from pollinate.site_memory import PageMemory, SiteMemory, memory_from_bytes, memory_to_bytes

from pollinate_cli.build_options import MOST
from pollinate_cli.share_inputs import refuse_other
from pollinate_cli.site_folder import writing

FORMAT = 1
ENDING = ".tar.gz"
_ABOUT, _MEMORY, _ENTRIES, _PAGES = "part.json", "memory.json", "search.json", "pages"
_INDEX = Path("search") / "search_index.json"
"""Where a theme's search has its index: kept pages are looked up there (kept_entries.py)."""
_SQUEEZE = 3
"""Of gzip's levels: pages shrink to a tenth, and nobody waits for it."""
_SHORT = 9
"""Letters of a commit's id that are shown."""
_NOT_AS_WRITTEN = (
    tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError, TypeError, KeyError,
    AttributeError, OverflowError, RecursionError,
)  # fmt: skip
"""What a reader stumbles over in a file that is cut, or that somebody else made."""
_ONCE = "Give the parts of one site, each once; one of an earlier build may lie beside them."
_AGAIN = "Build that share again, and give its file here."


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAbout:
    """What a part is a part of."""

    share: Share
    commit: str
    """The commit whose garden it shows; empty without one."""
    common: Mapping[str, str]
    """What all parts have in common, by name."""


def part_file(target: Path, share: Share) -> Path:
    """Return where the part of a share goes, beside the site."""
    return target.with_name(f"{target.name}-{share.number}-of-{share.count}{ENDING}")


def write_part(file: Path, about: PartAbout, site: Path, done: Rendered) -> int:
    """Write the pages of one share, and return how many they are. Raises OutputError."""
    memory = done.memory or SiteMemory(base={}, pages={})
    share = [about.share.number, about.share.count]
    told = {"format": FORMAT, "share": share, "commit": about.commit, "common": dict(about.common)}
    files = {
        _ABOUT: json.dumps(told).encode(),
        _MEMORY: memory_to_bytes(memory, _name(about)),
        _ENTRIES: json.dumps(dict(done.entries)).encode(),
    }
    packed = io.BytesIO()
    try:
        with (
            gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=_SQUEEZE, mtime=0) as squeezed,
            tarfile.open(fileobj=squeezed, mode="w") as tar,
        ):
            for name, data in files.items():
                _add(tar, name, data)
            for dest in sorted({page.dest for page in memory.pages.values()}):
                _add(tar, f"{_PAGES}/{dest}", (site / dest).read_bytes())
        write_over(file, packed.getvalue())
    except OSError as error:
        raise OutputError(
            f"the part can't be written: {(error.strerror or 'unknown reason').lower()}",
            place=str(file),
        ) from error
    return len(memory.pages)


def refuse_foreign(file: Path) -> None:
    """Raise OutputError where a file stands that is no part: it is never replaced."""
    if not os.path.lexists(file):
        return
    try:
        with _open(file):
            return
    except PollinateError as error:
        raise OutputError(
            "this file is no part of a site, and would be replaced",
            place=str(file),
            cure="Move it, or choose another --site-dir.",
        ) from error


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o644
    tar.addfile(entry, io.BytesIO(data))


def _name(about: PartAbout) -> str:
    return f"part {about.share.number} of {about.share.count} of {about.commit or 'no commit'}"


def join_parts(
    files: Sequence[Path], commit: str, common: Mapping[str, str], into: Path
) -> SiteMemory:
    """Put the pages of all parts of one site into a folder, and return what is remembered of them.
    `commit` is where the garden stands, `common` what the parts must have been made with.

    Raises RequestError where one is missing, double, cut or of another garden; SettingsError where
    one was made with something else; OutputError where the folder can't be written.
    """
    seen: dict[int, Path] = {}
    count = 0
    bases: list[Mapping[str, str]] = []
    pages: dict[SrcUri, PageMemory] = {}
    entries: list[Any] = []
    for file in files:
        with _open(file) as part:
            about = part.about
            number = about.share.number
            count = count or about.share.count
            _refuse_stranger(about, file, seen, count, commit)
            refuse_other(about.common, common, f"{file.name}: it")
            seen[number] = file
            memory = part.memory()
            if memory is None:
                raise _cut(file)
            _refuse_double(memory, pages, file)
            entries += part.entries()
            part.put_pages({page.dest for page in memory.pages.values()}, into)
            bases.append(memory.base)
            pages |= memory.pages
    if missing := [n for n in range(1, count + 1) if n not in seen]:
        told = ", ".join(f"{n}/{count}" for n in missing)
        raise RequestError(
            f"parts are missing: {told}",
            cure="Give all parts of one site, or render what is missing:",
            example=f"pollinate build --share {missing[0]}/{count}",
        )
    _put(json.dumps({"docs": entries}).encode(), into / _INDEX, into)
    return SiteMemory(base=_same_in_all(bases), pages=pages)


def _same_in_all(bases: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return what all parts say; empty where they differ, so that all pages are rendered."""
    names = {name for base in bases for name in base}
    told = {name: {base.get(name, "") for base in bases} for name in names}
    return {name: values.pop() if len(values) == 1 else "" for name, values in told.items()}


def _refuse_stranger(
    about: PartAbout, file: Path, seen: Mapping[int, Path], count: int, commit: str
) -> None:
    share = about.share
    problem = ""
    if share.count != count:
        problem = f"it is one of {share.count} parts, and others are of {count}"
    elif share.number in seen:
        problem = f"it is part {share.number}, and so is {seen[share.number].name}"
    elif about.commit != commit:
        names = (one[:_SHORT] or "no commit" for one in (about.commit, commit))
        problem = "it was built from {}, and the garden stands at {}".format(*names)
    if problem:
        raise RequestError(problem, place=str(file), cure=_ONCE)


def _refuse_double(memory: SiteMemory, pages: Collection[SrcUri], file: Path) -> None:
    """Raise RequestError where a page is in another part already: shares of other pages, among
    which one came or went, are other shares.
    """
    if double := sorted(uri for uri in memory.pages if uri in pages):
        raise RequestError(
            f"it holds {double[0]}, and so does another part: the pages of their gardens differ",
            place=str(file),
            cure="Render all shares from the same files, with the same key of hidden people.",
        )


def _cut(file: Path) -> RequestError:
    problem = "it is no part of a site, or not whole"
    return RequestError(problem, place=str(file), cure=_AGAIN)


@contextmanager
def _open(file: Path) -> Iterator[_Part]:
    """Give a part to read; what goes wrong with it meanwhile is said of its file."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            yield _Part(tar)
    except _NOT_AS_WRITTEN as error:
        raise _cut(file) from error
    except OSError as error:
        raise OutputError((error.strerror or str(error)).lower(), place=str(file)) from error


class _Part:
    """A part that is read from its beginning to its end."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        """Read what it is a part of; raises ValueError, KeyError or TypeError for anything else."""
        self._tar = tar
        told = json.loads(self._next(_ABOUT))
        if told["format"] != FORMAT:
            raise ValueError
        number, count = map(int, told["share"])
        if not 1 <= number <= count <= MOST:
            raise ValueError
        common = {str(name): str(value) for name, value in told["common"].items()}
        self.about = PartAbout(
            share=Share(number, count), commit=str(told["commit"]), common=common
        )

    def _next(self, name: str) -> bytes:
        entry = self._tar.next()
        if entry is None or entry.name != name:
            raise ValueError
        return self._data(entry)

    def _data(self, entry: tarfile.TarInfo) -> bytes:
        data = self._tar.extractfile(entry) if entry.isreg() else None
        if data is None:
            raise ValueError
        return data.read()

    def memory(self) -> SiteMemory | None:
        """Return what is remembered of its pages; None where that is not as it was written."""
        return memory_from_bytes(self._next(_MEMORY), _name(self.about))

    def entries(self) -> list[Any]:
        """Return what a theme's search says of its pages."""
        told = json.loads(self._next(_ENTRIES))
        return [entry for some in told.values() for entry in some]

    def put_pages(self, wanted: Collection[str], into: Path) -> None:
        """Write its pages into a folder: these, and no others."""
        left = set(wanted)
        while (entry := self._tar.next()) is not None:
            name = entry.name.removeprefix(f"{_PAGES}/")
            if name not in left or not _is_page(name):
                raise ValueError
            left.remove(name)
            _put(self._data(entry), into / name, into)
        if left:
            raise ValueError


def _put(data: bytes, place: Path, into: Path) -> None:
    """Write a file of a site; raises OutputError."""
    with writing(into):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _is_page(name: str) -> bool:
    """Tell whether a name is that of a page within a site, and leads nowhere else."""
    path = PurePosixPath(name)
    return (
        path.as_posix() == name
        and not path.is_absolute()
        and ".." not in path.parts
        and "\\" not in name
        and path.suffix in (".html", ".htm")
    )
