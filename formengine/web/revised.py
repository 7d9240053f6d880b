"""What a person is told after the questions changed while they were answering: what was left, what to look at again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from flask import url_for

from formengine import locales
from formengine.core.model import Page
from formengine.web.carrying import Left
from formengine.web.drafting import Working, page_url
from formengine.web.notices import Notice
from formengine.web.rendering import render

KEY: Final = "fassung"
PATH: Final = "neue-fassung"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a draft when it moved to a newer revision; it adds up over several moves."""

    origins: tuple[str, ...] = ()
    """The revisions that it was on, the last one last."""
    left: tuple[Left, ...] = ()
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Pages that were done and must be looked at again, by id; each with the questions that are new there."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Answered questions that read differently now: id and earlier label."""
    carried: int = 0
    language: str = locales.GERMAN
    """In which its words are."""
    news: bool = False
    """True where the last move left something to tell."""

    @classmethod
    def of(cls, flags: Mapping[str, Any]) -> "Report":
        """As a draft keeps it; an empty one where it never moved."""
        kept = dict(flags.get(KEY) or {})
        left = tuple(Left(**each) for each in kept.pop("left", ()))
        renamed = tuple((id_, label) for id_, label in kept.pop("renamed", ()))
        origins = tuple(kept.pop("origins", ()))
        return cls(origins=origins, left=left, renamed=renamed, pages=kept.pop("pages", {}), **kept)

    def as_json(self) -> dict[str, Any]:
        """As a draft keeps it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Lost:
    """One answer that could not be carried over, as the page shows it."""

    label: str
    lines: tuple[str, ...]
    why: str
    files: tuple[tuple[str, str], ...] = ()
    """Name and address of each file."""
    page: tuple[str, str] | None = None
    """Title and address of the page where its question stands now."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """One question that reads differently now."""

    before: str
    after: str
    url: str


def show(working: Working) -> str:
    """The page that says what changed."""
    report = Report.of(working.draft.flags)
    words = working.form.words
    return render(
        "revised.html",
        service_title=working.form.definition.title,
        carried=report.carried,
        lost=[_lost(working, left) for left in report.left],
        pages=[
            (page.title, page_url(working, page.path), _new(working, report, page)) for page in _open(working, report)
        ],
        renamed=[each for pair in report.renamed if (each := _renamed(working, report, *pair)) is not None],
        continue_url=page_url(working, ""),
        said_in=words.foreign(report.language),
    )


def reminder(working: Working) -> Notice | None:
    """The note on the check page, as long as something stands nowhere in the application."""
    left = Report.of(working.draft.flags).left
    if not left:
        return None
    name, link = "left_one" if len(left) == 1 else "left", ("revised.see_left", page_url(working, PATH))
    return Notice("warning", name, {"number": len(left)}, link)


def _open(working: Working, report: Report) -> list[Page]:
    """The pages to look at again that were not done since, and that still come up."""
    seen = working.step(working.form.definition.pages[0])
    return [page for page in seen.path if page.id in report.pages and page.id in working.snapshot.open]


def _new(working: Working, report: Report, page: Page) -> str:
    """The labels of the questions that are new on a page."""
    controls, say = working.form.definition.controls, working.form.words.say
    new = (controls[id_].label for id_ in report.pages[page.id] if id_ in controls)
    return ", ".join(say("revised.quoted", label=label) for label in new)


def _lost(working: Working, left: Left) -> Lost:
    control = working.form.definition.controls.get(left.id)
    page = working.form.definition.page_by_id(control.page) if control is not None else None
    files = (
        (str(file["name"]), url_for("assistant.file", number=working.draft.number, id_=file["_id"]))
        for file in left.files
    )
    return Lost(
        label=left.label,
        lines=() if left.files else tuple(left.text.split("\n")),
        why=working.form.words.say(f"revised.{left.reason}"),
        files=tuple(files),
        page=(page.title, f"{page_url(working, page.path)}#f-{left.id}") if page is not None else None,
    )


def _renamed(working: Working, report: Report, id_: str, before: str) -> Renamed | None:
    control = working.form.definition.controls.get(id_)
    same_language = report.language == working.form.definition.language
    if control is None or (same_language and control.label == before):
        return None
    page = working.form.definition.page_by_id(control.page)
    return Renamed(before, control.label, f"{page_url(working, page.path)}#f-{id_}")
