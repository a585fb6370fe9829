# A lesson's lineage: two nested lists, and the picture that shows the same left to right.
# Layers by distance, rows spread evenly; the lists are the content, the picture only repeats them.
# Must not know: HTML; the template draws what stands here.
"""Make the view of a lineage."""

from __future__ import annotations

from dataclasses import dataclass

from pollinate.model.lineage import Branch
from pollinate.pages.parts import LessonRef, Lookup, TargetRef
from pollinate.paths import SrcUri

COLUMN, ROW, LEFT, TOP, WIDTH = 216, 96, 14, 60, 22
LAYERS = 2
"""Steps each way in the picture; the lists go all the way."""


@dataclass(frozen=True, slots=True)
class BranchView:
    """One step of a tree, with the sentence that says what was learned."""

    target: TargetRef
    reason: str
    branches: tuple[BranchView, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """One node of the picture."""

    x: int
    y: int
    lines: tuple[str, ...]
    soft: str
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageView:
    """A lineage page."""

    lesson: LessonRef
    grew_from: tuple[BranchView, ...]
    grew_into: tuple[BranchView, ...]
    dots: tuple[Dot, ...]
    curves: tuple[tuple[int, int, int, int], ...]
    heads: tuple[tuple[int, str], ...]
    """Where the columns begin, and the message that heads each."""
    width: int
    height: int


def view_lineage(look: Lookup, uri: SrcUri) -> LineageView:
    """Return the view of one lesson's lineage."""
    up, down = look.lineages.ancestors(uri), look.lineages.descendants(uri)
    lesson = look.lesson(uri)
    picture = _Picture(look, lesson, up, down)
    dots, curves = picture.draw()
    height = max((dot.y + 24 + 16 * (len(dot.lines) + 1) for dot in dots), default=TOP) + 8
    return LineageView(
        lesson=lesson,
        grew_from=_branches(look, up),
        grew_into=_branches(look, down),
        dots=dots,
        curves=curves,
        heads=_heads(dots),
        width=LEFT + COLUMN * picture.columns,
        height=height,
    )


def _heads(dots: tuple[Dot, ...]) -> tuple[tuple[int, str], ...]:
    here = next(dot.x for dot in dots if dot.here)
    before, after = [dot.x for dot in dots if dot.x < here], [dot.x for dot in dots if dot.x > here]
    heads = [(min(before), "grew-from")] if before else []
    heads.append((here, "this-lesson"))
    return tuple(heads + ([(min(after), "grew-into")] if after else []))


def _branches(look: Lookup, branches: tuple[Branch, ...]) -> tuple[BranchView, ...]:
    return tuple(
        BranchView(
            look.target(b.kind, b.target),
            b.link.reasons[0] if b.link.reasons else "",
            _branches(look, b.branches),
            b.again,
        )
        for b in branches
    )


def wrap(text: str, width: int = WIDTH, most: int = 4) -> tuple[str, ...]:
    """Return a title in lines of about `width` characters, cut after `most` lines."""
    lines = [""]
    for word in text.split():
        word = word if len(word) <= width else word[: width - 1] + "…"
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return (
        tuple(lines)
        if len(lines) <= most
        else (*lines[: most - 1], lines[most - 1][: width - 1] + "…")
    )


class _Picture:
    """Places dots layer by layer and joins them."""

    def __init__(
        self, look: Lookup, lesson: LessonRef, up: tuple[Branch, ...], down: tuple[Branch, ...]
    ) -> None:
        self._look, self._lesson = look, lesson
        self._layers: dict[int, list[tuple[str, str]]] = {0: [("here", lesson.page)]}
        self._at: dict[tuple[str, str], int] = {("here", lesson.page): 0}
        self._edges: list[tuple[tuple[str, str], tuple[str, str]]] = []
        self._walk(("here", lesson.page), up, -1)
        self._walk(("here", lesson.page), down, 1)
        first, last = min(self._layers), max(self._layers)
        self._shift, self.columns = -first, last - first + 1

    def _walk(self, parent: tuple[str, str], branches: tuple[Branch, ...], layer: int) -> None:
        if abs(layer) > LAYERS:
            return
        for branch in branches:
            key = (branch.kind.value, branch.target)
            if branch.target == self._lesson.page:
                continue
            if key not in self._at:
                self._at[key] = layer
                self._layers.setdefault(layer, []).append(key)
            # A line always runs to the right; a relation within one layer is left to the lists.
            if (self._at[key] - self._at[parent]) * layer > 0:
                self._edges.append((key, parent) if layer < 0 else (parent, key))
            self._walk(key, branch.branches, layer + (1 if layer > 0 else -1))

    def draw(self) -> tuple[tuple[Dot, ...], tuple[tuple[int, int, int, int], ...]]:
        """Return dots and curves."""
        most = max(len(keys) for keys in self._layers.values())
        places: dict[tuple[str, str], tuple[int, int]] = {}
        dots = []
        for layer, keys in sorted(self._layers.items()):
            for row, key in enumerate(keys):
                y = TOP + int(((most - len(keys)) / 2 + row) * ROW)
                places[key] = (LEFT + (layer + self._shift) * COLUMN, y)
                dots.append(self._dot(key, *places[key]))
        curves = tuple((*places[a], *places[b]) for a, b in dict.fromkeys(self._edges))
        return tuple(dots), curves

    def _dot(self, key: tuple[str, str], x: int, y: int) -> Dot:
        if key[0] == "here":
            return Dot(x, y, wrap(self._lesson.title), "", here=True)
        from pollinate.model.content import SourceKind

        target = self._look.target(SourceKind(key[0]), key[1])
        names = ", ".join(person.name for person in target.by[:2])
        soft = names or self._look.messages.tell(f"kind-{target.kind.value}")
        return Dot(x, y, wrap(target.title), wrap(soft, 28, 1)[0])
