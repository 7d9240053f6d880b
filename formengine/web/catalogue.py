"""The definitions of this installation: taken in at the start, compiled when asked for; and what is broken."""

import datetime
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from formengine import locales
from formengine.core.bundle import Bundle
from formengine.core.definition import Definition, read_definition
from formengine.core.model import DefinitionError
from formengine.core.publishing import hindrances
from formengine.fields import TYPES
from formengine.fields.setting import Marks
from formengine.store import Store
from formengine.store.bundles import Revision
from formengine.store.folder import LISTS, read_all
from formengine.web.forms import Form, compile_form, form_of
from formengine.web.language import current
from formengine.web.look import Look
from formengine.web.settings import Settings

_FRESH: Final = 1.0
"""Seconds for which it is known whether somebody works on a definition."""
MAX_COMPILED = 64 * len(locales.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Broken:
    """A definition that could not be loaded: the file, the place in it, what is wrong and the mend."""

    folder: str
    place: str
    message: str
    mend: str


def file_of(slug: str, part: str) -> str:
    """The file that holds a part of a definition, from the folder of definitions."""
    room, _, name = part.partition("/")
    return {
        "shared": f"_shared/{name}.json",
        "codelists": f"{LISTS}/{name}.json",
        "texts": f"{slug}/texts.{name}.json",
        "parameters": "_parameters",
    }.get(room, f"{slug}/{part}.json")


class Catalogue:
    """What can be filled in here."""

    def __init__(self, settings: Settings, store: Store, asset: Callable[[str], str], marks: Marks) -> None:
        self._settings = settings
        self._store = store
        self._look = Look(asset, marks, settings.help)
        self._compiled: dict[tuple[str, datetime.date, str], Form] = {}
        self._lock = threading.Lock()
        self._unreadable: set[str] = set()
        self._worked_on: dict[str, tuple[float, bool]] = {}
        self.broken: tuple[Broken, ...] = ()

    @property
    def waiting(self) -> frozenset[str]:
        """Slugs whose delivered folder is newer than what was edited here."""
        return frozenset(slug for slug in self.slugs() if self._store.bundles.waiting(slug))

    def load(self, more: Sequence[Bundle] = ()) -> None:
        """Take in every sound definition of the folder, and more; a broken one stops no other."""
        now = self._settings.clock.now()
        reading = read_all(self._settings.definitions, self._settings.kommune)
        broken = [Broken(error.file, error.place, error.message, "") for error in reading.errors]
        for bundle in (*reading.bundles, *more):
            definition, found = read_definition(bundle, TYPES, now.date())
            findings = [f for f in found if f.level == "error"] + (hindrances(definition) if definition else [])
            broken += [
                Broken(file_of(bundle.slug, finding.part), finding.place, finding.message, finding.mend)
                for finding in findings
            ]
            if findings or definition is None:
                continue
            shipped = self._store.bundles.publish_shipped(bundle, now)
            if shipped.state != "newer_than_edited_head":
                # Nobody's first request has to wait for what was compiled here anyway.
                form = form_of(shipped.revision.hash, definition, self._look)
                self._keep((shipped.revision.hash, now.date(), definition.language), form)
        for bundle in more:
            # Else whoever measures would measure how long compiling takes.
            self.published(bundle.slug)
        self.broken = tuple(broken)

    def take(self, revision: Revision, definition: Definition) -> None:
        """Keep a revision that somebody has compiled already: nobody's next request has to wait for it."""
        key = revision.hash, definition.today, definition.language
        with self._lock:
            self._keep(key, form_of(revision.hash, definition, self._look))

    def is_worked_on(self, slug: str) -> bool:
        """Whether somebody edits a definition here; asked once in a while, since each page asks."""
        ticks = self._settings.clock.ticks()
        until, found = self._worked_on.get(slug, (ticks, False))
        if until <= ticks:
            head = self._store.bundles.head(slug)
            found = head is not None and head.origin == "edited"
            self._worked_on[slug] = ticks + _FRESH, found
        return found

    def slugs(self) -> list[str]:
        """Every definition that can be opened."""
        return self._store.bundles.slugs()

    def published(self, slug: str) -> tuple[Revision, Form] | None:
        """The revision that new drafts get, in the language of the request."""
        revision = self._store.bundles.published(slug)
        form = None if revision is None else self.readable(revision)
        return None if revision is None or form is None else (revision, form)

    def pinned(self, hash_: str, language: str = "", *, listed: bool = True) -> Form | None:
        """The revision that a draft is pinned to, in a language or in that of the request.

        One that nobody can read joins the broken ones, unless it is only being worked on (not `listed`).
        """
        compiled = self._compiled.get((hash_, self._settings.clock.now().date(), language or current()))
        if compiled is not None:
            return compiled
        revision = self._store.bundles.revision(hash_)
        return None if revision is None else self.readable(revision, language, listed=listed)

    def readable(self, revision: Revision, language: str = "", *, listed: bool = True) -> Form | None:
        """The compiled revision; one that an older release took in and this one cannot read joins the broken ones."""
        if revision.hash in self._unreadable:
            return None
        try:
            return self.form(revision, language)
        except DefinitionError as error:
            if not listed:
                return None
            self._unreadable.add(revision.hash)
            found = [
                Broken(f"{revision.slug}, Revision {revision.number}", finding.place, finding.message, finding.mend)
                for finding in error.findings
            ]
            self.broken += tuple(entry for entry in found if entry not in self.broken)
            return None

    def form(self, revision: Revision, language: str = "") -> Form:
        """A revision compiled for today and for a language; bounds relative to today move at midnight."""
        key = revision.hash, self._settings.clock.now().date(), language or current()
        found = self._compiled.get(key)
        if found is None:
            with self._lock:
                found = self._compiled.get(key) or self._compile(revision, *key[1:])
                self._keep(key, found)
        return found

    def _keep(self, key: tuple[str, datetime.date, str], form: Form) -> None:
        while len(self._compiled) >= MAX_COMPILED:
            self._compiled.pop(next(iter(self._compiled)))
        self._compiled[key] = form

    def _compile(self, revision: Revision, today: datetime.date, language: str) -> Form:
        return compile_form(revision.hash, self._store.bundles.load(revision), today, self._look, language)
