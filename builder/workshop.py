"""The workshop: loads the head of a definition, applies an edit, checks what came of it, and saves it as a revision."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import filterfalse
from typing import Any, Final

from builder import compiling
from builder.history import Stack, remembered, stack_of
from builder.identifying import identified
from builder.incoming import check_slug
from builder.merging import Conflict, changed, merge
from builder.operations import Refused, perform
from builder.refusals import Busy
from builder.saved import EditConflict, Head, NoRevision, Nothing, Saved
from builder.tree import ROOT, nodes_of
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition
from formengine.core.pointer import MISSING
from formengine.core.publishing import hindrances
from formengine.store import Store
from formengine.store.bundles import Revision
from formengine.store.edits import Edit, Milestone, Overtaken, Record, Step

__all__ = ["ADOPT", "CREATE", "REDO", "RESTORE", "TAKE_OVER", "UNDO", "EditConflict", "Head", "NoRevision", "Nothing"]
__all__ += ["Saved", "Workshop"]
_TRIES: Final = 4
"""So often an edit is worked out anew where others keep saving first; then everybody else has to wait."""
_LONGEST_NAME: Final = 80
UNDO: Final = "rueckgaengig"
REDO: Final = "wiederholen"
RESTORE: Final = "wiederherstellen"
TAKE_OVER: Final = "auslieferung"
CREATE: Final = "anlegen"
ADOPT: Final = "einspielen"

Summary = Callable[[Bundle, Bundle], str]
Ready = Callable[[Revision, Definition], None]


@dataclass(frozen=True, slots=True)
class _Wish:
    """An edit that is still to be made."""

    slug: str
    work: Callable[[Head], Bundle]
    account: str
    operation: str
    arguments: Mapping[str, Any]
    undoes: int | None
    base: int | None
    """The revision that it was asked for on; None where that does not matter."""
    rests: int
    """The shipped revision that the result rests on; 0 for that of the head."""


class Workshop:
    """The edits of one installation. Every method that writes takes the id of the account that asks for it."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime.datetime],
        summary: Summary,
        ready: Ready | None = None,
        allows: Callable[[str], bool] = bool,
    ) -> None:
        self._store = store
        self._now = now
        self._summary = summary
        self._ready = ready
        """Gets each revision that was saved with its compiled definition, so that nobody compiles it again."""
        self._allows = allows
        """Whether an account may have one more edit worked out now."""

    def head(self, slug: str) -> Head:
        """The newest revision. Raises NoRevision."""
        revision = self._store.bundles.head(slug)
        if revision is None:
            raise NoRevision(slug)
        return Head(revision, self._store.bundles.load(revision))

    def at(self, slug: str, number: int) -> Head:
        """Any revision. Raises NoRevision."""
        revision = self._store.edits.revision(slug, number)
        if revision is None:
            raise NoRevision(f"{slug}, {number}")
        return Head(revision, self._store.bundles.load(revision))

    def edit(
        self, slug: str, base: int, operation: str, arguments: Mapping[str, Any], account: str, *, insist: bool = False
    ) -> Saved:
        """Apply an operation that was asked for on revision `base`. Raises Refused, EditConflict, NoRevision.

        Who insists has seen the conflict: what clashes becomes as this edit has it, everything else stands.
        """

        def work(head: Head) -> Bundle:
            with compiling.on(self._now().date()):
                late = self._late(head, base, operation, arguments, account, insist) if base != head.number else None
                return late or perform(identified(head.bundle), operation, arguments)

        return self._save(slug, work, account, operation, remembered(arguments), late_from=base)

    def undo(self, slug: str, account: str, *, insist: bool = False) -> Saved:
        """Take back somebody's own newest edit, whatever others did since. Raises Nothing, EditConflict, Refused."""
        done = self.stack(slug, account).done
        if not done:
            raise Nothing
        return self._take_back(slug, account, done[-1], UNDO, insist)

    def redo(self, slug: str, account: str, *, insist: bool = False) -> Saved:
        """Do again what was taken back last. Raises Nothing, EditConflict, Refused."""
        undone = self.stack(slug, account).undone
        if not undone:
            raise Nothing
        return self._take_back(slug, account, undone[-1], REDO, insist)

    def stack(self, slug: str, account: str) -> Stack:
        """What somebody can undo and redo."""
        return stack_of(self._store.edits.own(slug, account), UNDO, REDO)

    def restore(self, slug: str, number: int, account: str) -> Saved:
        """Make an earlier revision the head again, as a new revision."""
        earlier = self.at(slug, number)
        rests = earlier.revision.base
        return self._save(slug, lambda _head: earlier.bundle, account, RESTORE, {"fassung": number}, rests=rests)

    def adopt(self, slug: str, bundle: Bundle, account: str) -> Saved:
        """Make what came from elsewhere the newest revision; what was here stays in the history. Raises Refused."""
        return self._save(slug, lambda _head: identified(bundle), account, ADOPT, {})

    def take_over(self, slug: str, delivered: Revision, account: str, *, insist: bool = False) -> Saved:
        """Join a newer delivered folder with what was edited here. Raises Refused, EditConflict, NoRevision."""
        if delivered.origin != "shipped":
            raise Refused(f"Fassung {delivered.number} ist keine Auslieferung.", "Laden Sie die Seite neu.")
        bundle = self._store.bundles.load(delivered)

        def work(head: Head) -> Bundle:
            joined = merge(self.at(slug, head.revision.base).bundle, bundle, head.bundle, insist=insist)
            self._must_fit(joined.conflicts, head, TAKE_OVER, account, head.revision.base)
            return joined.bundle

        return self._save(slug, work, account, TAKE_OVER, {"fassung": delivered.number}, rests=delivered.number)

    def create(self, bundle: Bundle, account: str, origin: Mapping[str, Any]) -> Saved:
        """A definition that is new here. Raises Refused where its name is taken or it does not compile."""
        self._must_be_allowed(account)
        check_slug(bundle.slug)
        if self._store.bundles.head(bundle.slug) is not None:
            raise Refused(f"Den Namen „{bundle.slug}“ gibt es schon.", "Wählen Sie einen anderen.")
        bundle = identified(bundle)
        definition = self._compiled(bundle, None)
        step = Step(account, CREATE, origin, "angelegt")
        try:
            revision = self._store.edits.record(bundle, None, step, self._now())
        except Overtaken:
            raise Refused(
                f"Den Namen „{bundle.slug}“ hat gerade jemand vergeben.", "Wählen Sie einen anderen."
            ) from None
        self._note(revision, definition, step)
        return Saved(Head(revision, bundle), step.summary, frozenset(), frozenset(), late=False)

    def publish(self, slug: str, number: int, account: str) -> Revision:
        """Let everybody have a revision. Raises Refused for one that does not run or has stand-ins, NoRevision."""
        self._must_be_allowed(account)
        self._must_be_ready(self.at(slug, number))
        revision = self._store.edits.publish(slug, number)
        self._store.audit.note(account, "veroeffentlicht", slug, number, {}, self._now())
        return revision

    def _must_be_allowed(self, account: str) -> None:
        if not self._allows(account):
            raise Busy

    def _must_be_ready(self, head: Head) -> None:
        with compiling.on(self._now().date()):
            definition, errors = compiling.read(head.bundle)
        for found in errors if definition is None else hindrances(definition):
            raise Refused(f"Diese Fassung kann noch niemand bekommen: {found.message}", found.mend)

    def name(self, slug: str, number: int, name: str, account: str) -> None:
        """Give a revision a name. Raises Refused where it is taken, empty, long or unprintable, NoRevision."""
        self._must_be_allowed(account)
        self.at(slug, number)
        named = Milestone(slug, name.strip(), number, account, self._now())
        fit = 0 < len(named.name) <= _LONGEST_NAME and named.name.isprintable()
        if not fit or not self._store.edits.name(named):
            mend = f"Schreiben Sie einen, den es noch nicht gibt, mit höchstens {_LONGEST_NAME} Zeichen."
            raise Refused("Diesen Namen kann die Fassung nicht bekommen.", mend)

    def _late(
        self, head: Head, base: int, operation: str, arguments: Mapping[str, Any], account: str, insist: bool
    ) -> Bundle | None:
        """The head joined with an edit of an older one; None where it has to be performed anew. Raises EditConflict."""
        seen = self.at(head.revision.slug, base)
        with compiling.relying_on(seen.bundle):
            asked = perform(identified(seen.bundle), operation, arguments)
        joined = merge(seen.bundle, asked, head.bundle, insist=insist)
        self._must_fit(tuple(filterfalse(_is_name, joined.conflicts)), head, operation, account, base)
        whole = not joined.conflicts and not compiling.read(joined.bundle)[1]
        return joined.bundle if whole else None

    def _take_back(self, slug: str, account: str, edit: Edit, operation: str, insist: bool) -> Saved:
        before, after = self.at(slug, edit.parent), self.at(slug, edit.number)

        def work(head: Head) -> Bundle:
            joined = merge(after.bundle, before.bundle, head.bundle, insist=insist)
            self._must_fit(joined.conflicts, head, operation, account, edit.number)
            return joined.bundle

        moved = before.revision.base if before.revision.base != after.revision.base else 0
        return self._save(slug, work, account, operation, {}, undoes=edit.number, rests=moved)

    def _must_fit(self, conflicts: tuple[Conflict, ...], head: Head, operation: str, account: str, since: int) -> None:
        if conflicts:
            others = (edit for edit in self._store.edits.history(head.revision.slug) if edit.number > since)
            by = next((edit for edit in others if edit.account != account), None)
            raise EditConflict(head, conflicts, operation, by)

    def _save(
        self,
        slug: str,
        work: Callable[[Head], Bundle],
        account: str,
        operation: str,
        arguments: Mapping[str, Any],
        undoes: int | None = None,
        late_from: int | None = None,
        rests: int = 0,
    ) -> Saved:
        self._must_be_allowed(account)
        wish = _Wish(slug, work, account, operation, arguments, undoes, late_from, rests)
        made = None
        for _ in range(_TRIES):
            with suppress(Overtaken):
                made = self._attempt(wish, self._store.edits.record)
                break
        if made is None:
            with self._store.edits.alone() as record:
                made = self._attempt(wish, record)
        saved, definition, step = made
        if step is not None:
            self._note(saved.head.revision, definition, step)
        return saved

    def _attempt(self, wish: "_Wish", record: Record) -> tuple[Saved, Definition | None, Step | None]:
        """Work out an edit on the head of this moment and record it. Raises Overtaken."""
        head = self.head(wish.slug)
        bundle = wish.work(head)
        if bundle.hash == head.bundle.hash and wish.rests in (0, head.revision.base):
            return Saved(head, "nichts geändert", frozenset(), frozenset(), late=False), None, None
        definition = self._compiled(bundle, head.bundle)
        summary = self._summary(head.bundle, bundle)
        step = Step(wish.account, wish.operation, wish.arguments, summary, wish.undoes, wish.rests)
        revision = record(bundle, head.revision, step, self._now())
        elements, created = frozenset(changed(head.bundle, bundle)), frozenset(_created(head.bundle, bundle))
        late = wish.base is not None and wish.base != head.number
        return Saved(Head(revision, bundle), summary, elements, created, late), definition, step

    def _compiled(self, bundle: Bundle, before: Bundle | None) -> Definition | None:
        """The compiled definition; None where it does not compile, but did not do so before either. Raises Refused."""
        with compiling.on(self._now().date()):
            definition, errors = compiling.read(bundle)
            if errors and (before is None or not compiling.read(before)[1]):
                raise Refused(errors[0].message, errors[0].mend)
        return definition

    def _note(self, revision: Revision, definition: Definition | None, step: Step) -> None:
        self._store.audit.note(step.account, step.operation, revision.slug, revision.number, {}, self._now())
        if definition is not None and self._ready is not None:
            self._ready(revision, definition)


def _is_name(conflict: Conflict) -> bool:
    """True where both added something under one name: performed anew, the later one finds another."""
    adds_property = conflict.place[:2] == ("form", "schema") and conflict.place[-2:-1] == ("properties",)
    return conflict.base is MISSING and (adds_property or (bool(conflict.element) and not conflict.place))


def _created(before: Bundle, after: Bundle) -> Iterator[str]:
    known, found = nodes_of(before), nodes_of(after)
    for id_, node in found.items():
        if id_ not in known and (node.parent in known or node.parent == ROOT):
            yield id_
