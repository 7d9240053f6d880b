"""Every screen of the builder, and what somebody does there to see each of its states."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.outline import outline
from builder.sections import SECTIONS, Section, Subject
from tests.definitions.cases import definitions
from tests.usability.builder_acts import Act, codes, fill, old, pick, press, submit, unfold
from tests.usability.builder_site import EMPTY, IMPORTED, KINDS, SLUG, TEMPLATE, Built, elements

HELP: Final = "lp03-maengelmelder-klaerung"


@dataclass(frozen=True)
class Screen:
    """An address of the builder as somebody sees it who has done something there."""

    name: str
    path: str
    """Behind `/werkstatt/`, or the whole of it."""
    acts: tuple[Act, ...] = ()
    who: str = "admin"
    """The role of whoever is signed in; `` nobody, `halb` somebody whose second factor is missing."""
    smoke: bool = False
    status: int = 200
    """Of the page that is opened first."""
    shows: str = ""
    """What must be there at the end, or the state is not the one that is meant."""

    def address(self, site: Built) -> str:
        """Where it is; a link that invites is a fresh one."""
        path = self.path.replace("INVITATION", site.invitation()) if "INVITATION" in self.path else self.path
        return site.address + (path if path.startswith("/") else f"/werkstatt/{path}")


def screens(site: Built) -> list[Screen]:
    """All of them; the names are different ones."""
    return [*_workbench(), *_elements(site), *_logic(), *_beside(), *_service(site), *_accounts()]


def _workbench() -> Iterator[Screen]:
    yield Screen("Übersicht", "", smoke=True)
    yield Screen("Übersicht für QA", "", who="qa")
    yield Screen("Übersicht: kein Name", "", (submit("form[action='/werkstatt/neu']"),), smoke=True, shows="#wb-fehler")
    yield Screen(
        "Übersicht: nichts zu importieren", "", (submit("form[action='/werkstatt/importieren']"),), shows="#wb-fehler"
    )
    yield Screen(
        "Übersicht: nichts einzuspielen", "", (submit("form[action='/werkstatt/einspielen']"),), shows="#wb-fehler"
    )
    yield Screen("Werkbank", f"{SLUG}/")
    yield Screen("Werkbank, alles aufgeklappt", f"{SLUG}/", (unfold,), smoke=True)
    yield Screen("Werkbank, noch leer", f"{EMPTY}/")
    yield Screen("Werkbank, importiert", f"{IMPORTED}/")
    yield Screen("Werkbank für QA", f"{SLUG}/?element=kategorie", who="qa")
    yield Screen("Werkbank, Vorschau mit Fehlern", f"{SLUG}/?element=was&zustand=fehler&breite=320&sprache=en")
    wrong = (fill("#felder [name=frage]", ""), submit("#wb-panel"))
    yield Screen(
        "Werkbank: Fehler in den Eigenschaften", f"{SLUG}/?element=foto", wrong, smoke=True, shows="#fehlerliste"
    )
    delete = press("form:has([name=schritt][value=delete]) button")
    yield Screen(
        "Werkbank: Löschen verweigert", f"{SLUG}/?element=kategorie", (delete,), smoke=True, shows="#wb-fehler"
    )
    lines = (fill("#wb-zeilen", "Art: eins |"), submit("form.wb-add"))
    yield Screen("Werkbank: Zeilen verweigert", f"{SLUG}/?element=foto", lines, shows="#wb-fehler")
    late = (old(1), fill("#felder [name=frage]", "Ganz anders"), submit("#wb-panel"))
    yield Screen("Konflikt", f"{SLUG}/?element=beschreibung", late, smoke=True, shows=".wb-sides")


def _elements(site: Built) -> Iterator[Screen]:
    """Every kind of element chosen, everything unfolded."""
    for node in elements(site.workshop.head(KINDS).bundle).values():
        kind = f"{node.kind} {node.options.get('type', '')}".strip()
        smoke = kind in ("page", "list list", "control choice")
        yield Screen(f"Werkbank: {kind} ({node.id})", f"{KINDS}/?element={node.id}", (unfold,), smoke=smoke)
    yield Screen("Werkbank: block", f"{SLUG}/?element=erklaerung", (unfold,))
    yield Screen("Werkbank: Frage in einer Liste", "lp01-baumfaellung/?element=baeume.art", (unfold,))


def _logic() -> Iterator[Screen]:
    yield Screen("Logik", f"{SLUG}/logik", smoke=True)
    yield Screen("Logik, groß", "lp01-baumfaellung/logik", (unfold,))
    yield Screen("Logik, noch leer", f"{EMPTY}/logik")
    yield Screen("Regeln", f"{SLUG}/logik/laterne_nr", (unfold,), smoke=True)
    yield Screen("Regeln: keine", f"{SLUG}/logik/foto")
    yield Screen("Regeln einer Seite", f"{SLUG}/logik/wo")
    begin = press("button[value='regel@SHOW']")
    yield Screen("Regeln: begonnen", f"{SLUG}/logik/foto", (begin,), shows="#entwurf")
    save = press("button[value=speichern]:not(.aw-enter)")
    yield Screen(
        "Regeln: unfertig", f"{SLUG}/logik/foto", (begin, press("button[value=abbrechen]"), save), shows="#meldung"
    )
    more = (begin, pick("[name=frage]", index=3), press("button[value=weiter]:not(.aw-enter)"))
    yield Screen("Regeln: Frage gewählt", f"{SLUG}/logik/foto", more, smoke=True)
    done = press("button[value=fertig]")
    yield Screen("Regeln: ohne Antwort", f"{SLUG}/logik/foto", (*more, done), shows="#wert-fehler")
    yield Screen(
        "Regeln: ohne Frage",
        f"{SLUG}/logik/foto",
        (begin, press("button[value=weiter]:not(.aw-enter)")),
        shows="#entwurf",
    )
    changing = press("button[value^='dazu@']")
    yield Screen("Regeln: noch eine Bedingung", f"{SLUG}/logik/laterne_nr", (changing,), shows="#entwurf")
    answer = press("[name=wert]:is([type=radio], [type=checkbox])", asks=False)
    naming = (*more, answer, done, press("button[value^='benennen@']"))
    yield Screen("Regeln: benennen", f"{SLUG}/logik/foto", naming, shows="#titel")
    nameless = press("button[value^='benannt-speichern@']:not(.aw-enter)")
    yield Screen("Regeln: Name fehlt", f"{SLUG}/logik/foto", (*naming, nameless), shows="#titel-fehler")
    deny = press("button[value^='nicht@']")
    yield Screen("Regeln: verneint", f"{SLUG}/logik/laterne_nr", (deny,))
    yield Screen("Regeln: überholt", f"{SLUG}/logik/laterne_nr", (deny, old(), save), shows="#meldung")
    yield Screen("Bedingungen", f"{SLUG}/bedingungen", smoke=True)
    yield Screen("Bedingungen: keine", f"{EMPTY}/bedingungen")
    yield Screen("Bedingung", f"{SLUG}/bedingungen/ist_licht")
    yield Screen("Bedingung: neu", f"{SLUG}/bedingungen/neu")
    yield Screen("Bedingung: kein Satz", f"{SLUG}/bedingungen/neu", (save,), shows="#titel-fehler")
    yield Screen("Warum", f"{SLUG}/warum/laterne_nr", smoke=True)
    yield Screen("Warum, mit Person", f"{SLUG}/warum/laterne_nr?person=P01")


def _beside() -> Iterator[Screen]:
    yield Screen("Storyboard", f"{SLUG}/storyboard", smoke=True)
    yield Screen("Storyboard zum Drucken", f"{HELP}/storyboard?breite=1280&sprache=en&alle=1")
    yield Screen("Storyboard: Bilder", f"{HELP}/storyboard", (submit("#bilder form"),))
    yield Screen("Befunde", f"{SLUG}/befunde", (unfold,), smoke=True)
    yield Screen("Befunde einer Frage", f"{KINDS}/befunde?element=probe_text")
    yield Screen("Befunde für QA", f"{SLUG}/befunde", who="qa")
    yield Screen("Fassungen", f"{SLUG}/fassungen", smoke=True)
    yield Screen("Fassungen: keine", "lp01-baumfaellung/fassungen")
    yield Screen("Fassungen: viele", f"{KINDS}/fassungen?vor=20")
    yield Screen("Vergleich", f"{SLUG}/fassungen/1/2", smoke=True)
    yield Screen("Vergleich, große Änderung", f"{KINDS}/fassungen/1/20", (unfold,))
    yield Screen("Vergleich mit sich selbst", f"{SLUG}/fassungen/1/1")
    yield Screen("Texte", f"{SLUG}/texte", smoke=True)
    yield Screen("Texte, einfaches Deutsch", f"{KINDS}/texte?sprache=de-einfach")
    yield Screen("Texte als Tabelle", f"{SLUG}/texte?was=tabelle")
    table = (fill("#wb-tabelle", "Unsinn"), submit("form:has(#wb-tabelle)"))
    yield Screen("Texte: Tabelle verweigert", f"{SLUG}/texte?was=tabelle", table, shows="#wb-fehler")
    yield Screen("Fragenkatalog", f"{SLUG}/fragenkatalog", smoke=True)
    yield Screen("Fragenkatalog, alle Arten", f"{KINDS}/fragenkatalog")
    yield Screen("JSON", f"{SLUG}/json")
    yield Screen("JSON der Fälle", f"{SLUG}/json/cases")
    yield Screen("JSON für QA", f"{SLUG}/json", who="qa")
    broken = (fill("#wb-text", '{"slug": '), press("button[formaction$='/pruefen']"))
    yield Screen("JSON mit Fehler", f"{SLUG}/json", broken, smoke=True, shows="#wb-fehler")
    strange = (fill("#wb-text", '{"slug": "x", "uischema": {"type": "Nanu"}}'), press("button[formaction$='/pruefen']"))
    yield Screen("JSON mit Befunden", f"{SLUG}/json", strange, shows=".wb-problem")
    yield Screen("Mitnehmen", f"{SLUG}/mitnehmen", smoke=True)
    yield Screen("Bericht des Imports", f"{IMPORTED}/bericht", smoke=True)
    yield Screen("Übernehmen", f"{SLUG}/uebernehmen")
    yield Screen("Übernehmen: gewählt", f"{SLUG}/uebernehmen?aus=lp01-baumfaellung", smoke=True)
    nothing = submit("form[action$='/tun']")
    yield Screen("Übernehmen: nichts", f"{SLUG}/uebernehmen?aus=lp01-baumfaellung", (nothing,), shows="#wb-fehler")
    yield Screen("Erscheinungsbild", "erscheinungsbild", smoke=True)


def _service(site: Built) -> Iterator[Screen]:
    """Every section: its list, an entry, what is new and left empty, each other set of fields."""
    for section in SECTIONS.values():
        slug = next(slug for slug in (SLUG, HELP) if section.fits(site.workshop.head(slug).bundle.form))
        base = f"{slug}/dienst/{section.name}"
        yield Screen(f"Dienst, {section.title}", base, smoke=section.name in ("angaben", "ergebnisse"))
        yield Screen(f"Dienst, {section.title}: für QA", base, who="qa")
        yield from _entries(section, _subject(site, slug), base)
    yield Screen("Dienst", f"{KINDS}/dienst")
    yield Screen("Dienst: noch keine Regeln", f"{EMPTY}/dienst/regeln")


def _subject(site: Built, slug: str) -> Subject:
    return Subject(site.workshop.head(slug).bundle, definitions()[slug], dict, lambda other: definitions().get(other))


def _entries(section: Section, subject: Subject, base: str) -> Iterator[Screen]:
    sent = submit("form.wb-properties")
    if section.entries is None:
        emptied = fill("form.wb-properties :is(input:not([type=hidden]), textarea)", "")
        yield Screen(f"Dienst, {section.title}: geleert", base, (emptied, sent), shows="#fehlerliste")
        return
    for first in [*section.entries(subject)][:1]:
        yield Screen(f"Dienst, {section.title}: {first.title}", f"{base}/{first.id}", smoke=section.name == "regeln")
        for id_, label in section.variants(subject, first.id):
            yield Screen(f"Dienst, {section.title}: {label}", f"{base}/{id_}", (unfold,))
    for id_, label in [*section.new(subject)][:1]:
        yield Screen(f"Dienst, {section.title}: {label}", f"{base}/{id_}")
        yield Screen(
            f"Dienst, {section.title}: leer gespeichert",
            f"{base}/{id_}",
            (sent,),
            smoke=section.place == 2,
            shows="#fehlerliste, #wb-fehler",
        )


def template(site: Built, name: str) -> list[Screen]:
    """Every page of a definition that was begun from a template, empty and refused."""
    found = []
    for page in outline(site.workshop.head(f"{TEMPLATE}{name}").bundle):
        path = f"/vorschau/{TEMPLATE}{name}/{page.path}"
        found += [
            Screen(f"{name}: {page.title}", path),
            Screen(f"{name}: {page.title}: Fehler", f"{path}?zustand=fehler"),
        ]
    return found


def _accounts() -> Iterator[Screen]:
    send = submit("form.aw-form")
    yield Screen("Anmelden", "anmelden?hinweis=abgemeldet", who="")
    yield Screen("Anmelden: leer", "anmelden", (send,), who="", smoke=True, shows="#fehlerliste")
    yield Screen("Code", "anmelden/code", who="halb")
    yield Screen("Code: leer", "anmelden/code", (send,), who="halb", shows="#fehlerliste")
    yield Screen("Einladung", "einladung/INVITATION", who="", smoke=True)
    yield Screen("Einladung: leer", "einladung/INVITATION", (send,), who="", shows="#fehlerliste")
    yield Screen("Einladung, die nicht gilt", "einladung/falsch", who="", status=404)
    yield Screen("Konten", "konten", smoke=True)
    yield Screen("Konten: neuer Link", "konten", (submit("form[action$='/einladen']"),), shows="#f-link")
    yield Screen("Konten, nicht erlaubt", "konten", who="qa", status=403)
    yield Screen("Protokoll", "konten/protokoll")
    yield Screen("Konto", "konto", smoke=True)
    yield Screen(
        "Konto: Kennwort zu kurz",
        "konto",
        (fill("[name=kennwort-neu]", "kurz"), submit("form.aw-form")),
        shows="#fehlerliste",
    )
    yield Screen("Zweiter Faktor", "konto/zweiter-faktor", who="moderator")
    yield Screen("Zweiter Faktor: leer", "konto/zweiter-faktor", (send,), who="moderator", shows="#fehlerliste")
    yield Screen("Notfallcodes", "konto/zweiter-faktor", (codes,), who="moderator", shows="ul.wb-codes")
