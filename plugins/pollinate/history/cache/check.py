# Checks once that the columns of a cache fit one another, so that reading them lazily can't fail
# later. Why here: a stranger may have put the file there, with a right checksum; what is out of
# range is refused as a whole. Must not know: what the numbers decide.
"""Check the columns of a cache."""

from __future__ import annotations

from pollinate.history.cache.columns import ColumnReader
from pollinate.model.git import MIXED, RULE_BITS, Rule, TrailerKind


def check_columns(reader: ColumnReader) -> None:
    """Raise ValueError (or KeyError, TypeError) for columns in which a number leads nowhere."""
    commits, entries, paths = (
        len(reader.texts("sha")),
        len(reader.texts("blobs")),
        len(reader.texts("paths")),
    )
    changes, people = len(reader.get("change_commit", "q")), len(reader.head["people"])
    for name, kind, size in (
        ("blame", "I", commits),
        ("parents", "I", commits),
        ("change_prev", "I", changes),
        ("change_brought", "I", commits),
        ("change_commit", "q", commits),
        ("moves", "q", changes),
        ("people", "I", people),
    ):
        _within(reader, name, kind, 0, size)
    _within(reader, "past", "q", -1, changes)
    _credits(reader, commits)
    _lists(
        reader,
        {
            "blame": entries,
            "credit": entries,
            "keys": entries,
            "parents": commits,
            "change_prev": changes,
            "change_brought": changes,
            "gone": changes,
            "gone_credit": changes,
        },
    )
    _same_lengths(reader, "blame", "credit", "keys")
    _same_lengths(reader, "gone", "gone_credit")
    for name, size in (("when", commits), ("subject", commits), ("change_blobs", changes)):
        if len(reader.texts(name)) != size:
            raise ValueError(f"{name} has another length")
    sizes = {
        ("people", "I"): 2 * commits,
        ("ignored", "B"): commits,
        ("committed", "q"): commits,
        ("merged", "q"): commits,
    }
    if any(len(reader.get(*column)) != size for column, size in sizes.items()):
        raise ValueError("people have another length")
    if len(reader.texts("move_paths")) != 2 * len(reader.get("moves", "q")):
        raise ValueError("moves have another length")
    if len(reader.get("past", "q")) != entries or len(reader.get("change_flags", "B")) != changes:
        raise ValueError("past has another length")
    for name in ("sha", "when", "subject", "blobs", "change_blobs"):
        b"\0".join(reader.texts(name)).decode("utf-8")
    _tables(reader, paths, entries, commits, people)


def _credits(reader: ColumnReader, commits: int) -> None:
    """Check that every owner of a word is a commit with a rule, or a row of such."""
    mask, rules = (1 << RULE_BITS) - 1, {int(rule) for rule in Rule}
    lengths, flat = reader.get("runs#", "I"), reader.get("runs", "I")
    if sum(lengths) != len(flat) or any(length % 2 for length in lengths):
        raise ValueError("runs are cut off")
    owners = {*flat[::2]}
    for name in ("credit", "gone_credit"):
        for packed in set(reader.view(name, "I")):
            if packed & MIXED:
                if packed ^ MIXED >= len(lengths):
                    raise ValueError("a run that does not exist")
            else:
                owners.add(packed)
    if not all(one & mask in rules and one >> RULE_BITS < commits for one in owners):
        raise ValueError("a rule or a commit that does not exist")


def _within(reader: ColumnReader, name: str, kind: str, low: int, size: int) -> None:
    column = reader.get(name, kind)
    # A column of kind I holds nothing below zero.
    if column and not (max(column) < size and (kind == "I" or low <= min(column))):
        raise ValueError(f"{name} leads nowhere")


def _lists(reader: ColumnReader, counts: dict[str, int]) -> None:
    for name, count in counts.items():
        lengths = reader.get(f"{name}#", "I")
        kind = "Q" if name in ("keys", "gone") else "I"
        if len(lengths) != count or sum(lengths) != len(reader.view(name, kind)):
            raise ValueError(f"{name} has another length")


def _same_lengths(reader: ColumnReader, *names: str) -> None:
    if len({bytes(reader.get(f"{name}#", "I")) for name in names}) != 1:
        raise ValueError("lists of different lengths")


def _tables(reader: ColumnReader, paths: int, entries: int, commits: int, people: int) -> None:
    state, deltas = reader.get("state", "q"), reader.get("deltas", "q")
    columns = [
        (state[::2], 0, paths),
        (state[1::2], 0, entries),
        (deltas[::4], 0, commits),
        (deltas[1::4], 0, paths),
        (deltas[2::4], -1, entries),
        (deltas[3::4], 0, entries),
    ]
    if len(state) % 2 or len(deltas) % 4:
        raise ValueError("a table is cut off")
    for column, low, size in columns:
        if column and not (low <= min(column) and max(column) < size):
            raise ValueError("a table leads nowhere")
    for number, rows in reader.head["trailers"].items():
        for kind, key, *both in rows:
            TrailerKind(kind)
            there = len(both) == 2 and all(0 <= who < people for who in both)
            if not (isinstance(key, str) and there and 0 <= int(number) < commits):
                raise ValueError("a trailer leads nowhere")
    said = (*reader.head["odd"].values(), *reader.head["tools"].values())
    if not all(isinstance(text, str) for texts in said for text in texts):
        raise ValueError("what was said is no text")
    if not all(isinstance(text, str) for pair in reader.head["people"] for text in pair):
        raise ValueError("a person is no text")
    if not isinstance(reader.head["first_window"], int):
        raise ValueError("the window is no number")
