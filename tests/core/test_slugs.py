"""What a definition may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formengine.core.slugs import RESERVED, unfit


@pytest.mark.parametrize("slug", ["a", "lp01-baumfaellung", "0", "a" * 64, "konto-eroeffnen", "neu-2"])
def test_an_ordinary_name_is_fit(slug: str) -> None:
    assert unfit(slug) == ""


@pytest.mark.parametrize(
    "slug", ["", "-a", "A", "ä", "a b", "a/b", "..", "a.b", "a_b", "a" * 65, "a\n", "a\0", "\u0661"]
)
def test_what_could_not_stand_in_an_address_is_refused(slug: str) -> None:
    assert unfit(slug).startswith("Erlaubt sind")


@given(st.text(max_size=70))
def test_nothing_fit_leads_out_of_its_folder(slug: str) -> None:
    assert unfit(slug) or (slug.isascii() and not set(slug) & set("/\\.%?#: "))


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_the_name_of_a_page_is_refused(slug: str) -> None:
    assert "Name einer Seite der Werkstatt" in unfit(slug)
