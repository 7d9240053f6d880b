"""What a browser may fill in: only the tokens that browsers know do anything (HTML, WCAG 2.2 criterion 1.3.5)."""

from collections.abc import Iterator
from typing import Final

from formengine.core.lint._subject import Subject, hint
from formengine.core.model import Finding

_ALONE: Final = frozenset({"on", "off"})
_ADDRESSES: Final = frozenset({"shipping", "billing"})
_CONTACTS: Final = frozenset({"home", "work", "mobile", "fax", "pager"})
_REACHING: Final = frozenset(
    {
        *("email", "impp", "tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local"),
        *("tel-local-prefix", "tel-local-suffix", "tel-extension"),
    }
)
_FIELDS: Final = _REACHING | frozenset(
    {
        *("name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix", "nickname"),
        *("username", "new-password", "current-password", "one-time-code", "organization-title", "organization"),
        *("street-address", "address-line1", "address-line2", "address-line3", "address-level4", "address-level3"),
        *("address-level2", "address-level1", "country", "country-name", "postal-code", "cc-name", "cc-given-name"),
        *("cc-additional-name", "cc-family-name", "cc-number", "cc-exp", "cc-exp-month", "cc-exp-year", "cc-csc"),
        *("cc-type", "transaction-currency", "transaction-amount", "language", "bday", "bday-day", "bday-month"),
        *("bday-year", "sex", "url", "photo"),
    }
)


def check(subject: Subject) -> Iterator[Finding]:
    """A hint for each question with a token that no browser understands."""
    for control in subject.definition.controls.values():
        wanted = control.options.get("autocomplete", "")
        if wanted and not known(str(wanted)):
            yield hint(
                f"{control.pointer}/options/autocomplete",
                f"„{wanted}“ bei „{control.label}“ versteht kein Browser.",
                "Nehmen Sie einen Wert aus der HTML-Norm, zum Beispiel email, tel oder family-name.",
            )


def known(text: str) -> bool:
    """Whether a value of `autocomplete` follows the grammar of HTML."""
    tokens = text.lower().split()
    if len(tokens) == 1 and tokens[0] in _ALONE:
        return True
    if tokens and tokens[0].startswith("section-"):
        tokens = tokens[1:]
    if tokens and tokens[0] in _ADDRESSES:
        tokens = tokens[1:]
    tokens = tokens[:-1] if tokens[-1:] == ["webauthn"] else tokens
    if len(tokens) == 2 and tokens[0] in _CONTACTS:
        return tokens[1] in _REACHING
    return len(tokens) == 1 and tokens[0] in _FIELDS
