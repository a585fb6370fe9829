# Who may take requests in, and whether enough people looked at one: the rules `moderators`,
# `second_moderator` and `disclosure` of a garden, asked by the queue, a review and a squash alike.
# A name in a commit is what somebody wrote there: this says whose word is missing, the forge's own
# lock says who may press the button. Why here: it stands above people and the commits of requests.
# Must not know: where commits were read, how anything is printed.
"""Keep the rules of moderation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pollinate.checks.files.rules import finding
from pollinate.emails import one_line, without_addresses
from pollinate.house_rules import REQUIRED, HouseRules
from pollinate.known_people import KnownPeople
from pollinate.model.diagnostics import Diagnostic
from pollinate.model.git import Commit, Identity, Trailer, TrailerKind
from pollinate.model.names import name_key
from pollinate.model.people import COLLEAGUE
from pollinate.model.requests import RequestCommit, SecondWord
from pollinate.paths import RepoPath, SrcUri

NEEDED = 2
"""Moderators who look at a request for a topic that needs a second one."""
MOST_NAMED = 5
OWN_WORD = 'git commit --allow-empty -m "Read it" -m "Reviewed-by: NAME"'
_WORDS = (TrailerKind.REVIEWER, TrailerKind.MODERATOR)
"""Trailers that are somebody's word: Reviewed-by and Approved-by, Merged-by."""


@dataclass(frozen=True)
class Moderation:
    """The rules of a garden, and who is who in it."""

    rules: HouseRules
    known: KnownPeople
    there: Collection[Identity]
    """Who has a part in the branch that requests go to."""

    def may(self, who: Identity) -> bool:
        """Tell whether somebody may take requests in."""
        return not self.rules.moderators or any(
            self._means(name, who) for name in self.rules.moderators
        )

    def moderators(self, but: Collection[Identity] = ()) -> tuple[str, ...]:
        """Return the names of those who may, as the garden shows them, without some."""
        return tuple(sorted(dict.fromkeys(map(self._shown, self._left(but)))))

    def _left(self, but: Collection[Identity]) -> list[str]:
        """Return the names in the settings that are none of some people's."""
        named = self.rules.moderators
        return [name for name in named if not any(self._means(name, who) for who in but)]

    def _meant(self, name: str) -> str:
        """Return one word for all names of one person."""
        slug = self.known.people.resolve(name)
        return name_key(name) if slug in (None, COLLEAGUE) else str(slug)

    def second_word(
        self,
        uris: Iterable[SrcUri],
        commits: Sequence[RequestCommit],
        merger: Identity | None = None,
        said: Sequence[Trailer] = (),
    ) -> SecondWord | None:
        """Return whose word a request has and how many it lacks; None for one that needs no second.

        Nobody has a word on what they wrote, and a line counts in a commit that its person made;
        `merger` takes it in, and so has a word; `said` stands in a message beside the commits.
        """
        folder = next(filter(None, map(self.rules.needs_second, uris)), "")
        if not folder:
            return None
        by = [who for who in self._words(commits, said) if self._has_word(who)]
        by += [merger] if merger is not None and self.may(merger) else []
        writers = [who for one in commits for who in self._writers(one)]
        wrote = set(map(self._key, writers))
        found = {self._key(who): who for who in by if not self._is_tool(who)}
        given = {key: who for key, who in found.items() if key not in wrote}
        but = (*given.values(), *writers)
        return SecondWord(
            folder=folder,
            given=tuple(self.name(who) for who in given.values()),
            asked=self.moderators(but),
            missing=max(0, NEEDED - len(given)),
            left=len(set(map(self._meant, self._left(but)))) if self.rules.moderators else None,
        )

    def _words(
        self, commits: Sequence[RequestCommit], said: Sequence[Trailer]
    ) -> Iterator[Identity]:
        """Yield whose word a request has; one that somebody else wrote down, in the name of whom it
        names, is none, nor is its copy in a message.
        """
        of_others, own = set[int | str](), list[Identity]()
        for one in commits:
            makers = {self._key(one.commit.author), self._key(one.committer)}
            for who in (t.who for t in one.commit.trailers if t.kind in _WORDS):
                if self._key(who) in makers:
                    own.append(who)
                else:
                    of_others.add(self._key(who))
        yield from own
        told = (t.who for t in said if t.kind in _WORDS)
        yield from (who for who in told if self._key(who) not in of_others)

    def name(self, who: Identity) -> str:
        """Return somebody's name as the garden shows it, without any address."""
        number = self.known.number(who)
        name = self.known.name(number) if number is not None else self._shown(who.name)
        return name or "Somebody without a name"

    def find(
        self,
        second: SecondWord | None,
        commits: Iterable[Commit],
        merger: Identity | None = None,
    ) -> Iterator[Diagnostic]:
        """Yield what the rules of the garden hold a request up for."""
        if second is not None and second.missing:
            yield second_finding(second)
        if merger is not None and not self.may(merger):
            yield self.not_a_moderator(merger)
        if self.rules.disclosure == REQUIRED:
            yield from self._of_tools_alone(commits)

    def not_a_moderator(self, who: Identity) -> Diagnostic:
        """Return the finding on somebody who takes in a request and may not."""
        names = ", ".join(self.moderators()[:MOST_NAMED])
        message = f"{self.name(who)} is none of those who moderate this garden"
        return finding("not-a-moderator", RepoPath(""), 0, message, f"Ask one of them: {names}.")

    def _of_tools_alone(self, commits: Iterable[Commit]) -> Iterator[Diagnostic]:
        for one in commits:
            tool = self.known.tool(one.author)
            if tool and not self.known.writers(one):
                message = f"commit {one.sha[:10]} is by {tool} alone, and nobody answers for it"
                cure = (
                    "Whoever asked for it names themselves: a line Co-authored-by: NAME <ADDRESS>"
                    " in its message."
                )
                yield finding("tool-alone", RepoPath(""), 0, message, cure)

    def _has_word(self, who: Identity) -> bool:
        """Tell whether somebody whom a commit names has a word; where the settings name nobody,
        whoever the garden knows: a request could make up any other.
        """
        if self.rules.moderators:
            return self.may(who)
        number = self.known.number(who)
        own = () if number is None else self.known.joined(number).identities
        return any(one in self.there for one in own)

    def _means(self, name: str, who: Identity) -> bool:
        people = self.known.people
        if people.means(name, who) or name_key(name) == name_key(who.name):
            return True
        meant = people.resolve(name)
        # An address that the garden has not seen: the name is all there is.
        new = people.of(who) is None and meant not in (None, COLLEAGUE)
        return new and meant == people.resolve(who.name)

    def _shown(self, name: str) -> str:
        slug = self.known.people.resolve(name)
        one = self.known.people.contributors.get(slug) if slug else None
        return one_line(without_addresses(one.name if one else name)).strip()

    def _writers(self, one: RequestCommit) -> list[Identity]:
        author = [] if one.is_word else [one.commit.author]
        named = [t.who for t in one.commit.trailers if t.kind is TrailerKind.CO_AUTHOR]
        return [who for who in (*author, *named) if not self._is_tool(who)]

    def _key(self, who: Identity) -> int | str:
        number = self.known.number(who)
        if number is not None:
            return number
        names = [
            at
            for at, one in enumerate(self.known.people.joined)
            if any(name_key(each.name) == name_key(who.name) for each in one.identities)
        ]
        return names[0] if len(names) == 1 else name_key(who.name)

    def _is_tool(self, who: Identity) -> bool:
        return bool(self.known.tool(who))


def second_finding(second: SecondWord) -> Diagnostic:
    """Return the finding on a request that too few people looked at."""
    cure = "Whoever read it commits their own word: " + OWN_WORD
    if not second.can_be_had:
        cure = "Name more people in 'moderators' of 'policy': nobody has a word on what they wrote."
    return finding("second-moderator", RepoPath(""), 0, second_words(second), cure)


def second_words(second: SecondWord) -> str:
    """Return in words whose word a request has, and whose it lacks."""
    given = " and ".join(second.given) or "nobody"
    has = "have" if len(second.given) > 1 else "has"
    told = f"two moderators look at what is sent for '{second.folder}': {given} {has}"
    if not second.missing:
        return told
    more = f" and {len(second.asked) - MOST_NAMED} more" if len(second.asked) > MOST_NAMED else ""
    who = ", ".join(second.asked[:MOST_NAMED]) + more
    lacks = "one more is missing" if second.missing == 1 else "both are missing"
    others = f" ({who})" if who else ""
    if second.can_be_had:
        return f"{told}, {lacks}{others}"
    left = "only one other moderator is" if second.left else "no other moderator is"
    return f"{told}, {lacks}, and {left} named{others}: the rule can't be met"
