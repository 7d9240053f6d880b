"""What is said of the service as a whole."""

from collections.abc import Mapping
from typing import Any, Final

from builder.naming import fresh, slug
from builder.posters import Wish
from builder.sections._frame import Fields, Section, Subject, lines, of_lines, panel

_OF_FORM: Final = ("title", "keepDays")
_LISTS: Final = ("office_address", "needs", "legalBasis", "nextSteps")
_OPEN: Final = "open"


def _fields(subject: Subject, _id: str) -> Fields:
    titles = {name: str(other.form.get("title", name)) for name, other in subject.others().items()}
    kinds = {name: other.form.get("kind") for name, other in subject.others().items()}
    offered = [(name, title) for name, title in titles.items() if kinds[name] == "klaerung"]
    now = subject.form.get("service", {}).get("klaerung")
    if now and now not in dict(offered):
        offered.append((now, f"{now} (gibt es hier nicht)"))
    places = [*_places(subject)]
    return panel("service", {"klaerung": offered}, {name: _shown(subject, name) for name in places})


def _places(subject: Subject) -> list[str]:
    content = panel("service", {}, {}).content
    return list(content["schema"]["properties"])


def _shown(subject: Subject, name: str) -> Any:
    """What stands in a field."""
    found: Any = subject.form if name in _OF_FORM else subject.form.get("service", {})
    for part in name.split("_"):
        found = found.get(part) if isinstance(found, Mapping) else None
    if name == _OPEN:
        return "\n".join(str(each.get("text", "")) for each in found or ())
    return lines(found) if name in _LISTS else found


def _wish(subject: Subject, _id: str, answers: Mapping[str, Any]) -> Wish | None:
    """What differs from what stands there; None of a text removes it."""
    changes = {
        name.replace("_", "/"): _written(subject, name, answers.get(name))
        for name in _places(subject)
        if (answers.get(name) or None) != (_shown(subject, name) or None)
    }
    return Wish("set_service", {"changes": changes}) if changes else None


def _written(subject: Subject, name: str, answer: Any) -> Any:
    if name == _OPEN:
        return _points(subject, of_lines(answer or ""))
    if name in _LISTS:
        return of_lines(answer or "") or None
    if name in ("leika", "klaerung"):
        # The shipped definitions write null for what is not known yet, and a removed key would read as forgotten.
        return answer or None
    return answer


def _points(subject: Subject, texts: list[str]) -> list[dict[str, str]] | None:
    """The open points, those that stay with the id that they have."""
    known = {str(each.get("text")): str(each.get("id")) for each in subject.form.get("service", {}).get(_OPEN, ())}
    taken = set(known.values())
    found = []
    for text in texts:
        id_ = known.pop(text, "") or fresh(slug(text.removeprefix("zu klären:"), "punkt", "-"), taken, "-")
        taken.add(id_)
        found.append({"id": id_, "text": text})
    return found or None


SECTION: Final = Section(
    name="angaben",
    title="Angaben zum Dienst",
    explains="Steht auf der Startseite des Antrags, beim Datenschutz und nach dem Absenden.",
    place=1,
    fields=_fields,
    wish=_wish,
)
