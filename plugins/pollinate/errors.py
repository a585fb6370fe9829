# All errors of the project, one root, PollinateError:
#   ├── GitError          git is missing, refuses, or cannot tell the truth (shallow)
#   ├── SettingsError     a setting that cannot be read or makes no sense
#   ├── ContentError      nothing to make a garden of
#   ├── RequestError      what was asked for is unknown or ambiguous (model/targets.py)
#   ├── OverrideError     a site's own template that cannot be used in the place of ours
#   └── OutputError, ProgramError   a place that can't be written, a program that didn't answer
# Low layers say what; the edge adds where and prints. Must not know: anything of ours.
"""Define every error that pollinate raises on purpose."""

from __future__ import annotations


class PollinateError(Exception):
    """Say place, problem, cure and an example, for somebody who did nothing wrong yet."""

    def __init__(self, problem: str, *, place: str = "", cure: str = "", example: str = "") -> None:
        super().__init__(problem)
        self.problem, self.place, self.cure, self.example = problem, place, cure, example

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.problem}" if self.place else self.problem]
        lines += [self.cure] if self.cure else []
        lines += (
            ["", *("    " + line for line in self.example.splitlines())] if self.example else []
        )
        return "\n".join(lines)


class GitError(PollinateError):
    """Git is missing, refuses, or would make us credit the wrong person."""


class SettingsError(PollinateError):
    """A setting cannot be read or makes no sense."""


class ContentError(PollinateError):
    """There is nothing to make a garden of."""


class RequestError(PollinateError):
    """What was asked for is unknown or ambiguous."""

    def __init__(
        self,
        problem: str,
        *,
        place: str = "",
        cure: str = "",
        example: str = "",
        choices: tuple[str, ...] = (),
    ) -> None:
        super().__init__(problem, place=place, cure=cure, example=example)
        self.choices = choices
        """Words that would do in the place of the one that was given."""


class OverrideError(PollinateError):
    """A site's own template cannot be used in the place of ours."""


class OutputError(PollinateError):
    """A place cannot be written."""


class ProgramError(PollinateError):
    """Another program that we asked did not answer."""
