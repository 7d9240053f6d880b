"""Account numbers: lengths by country, check digits, and what a plain validator can still say."""

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formengine.core import iban
from formengine.core.submission import plain
from formengine.core.validation import judge

SCHEMA = {"type": "string", "format": "iban"}
GOOD = [
    *("DE89370400440532013000", "AT611904300234573201", "CH9300762011623852957", "GB29NWBK60161331926819"),
    *("NO9386011117947", "MT84MALT011000012345MTLCAST001S", "FR1420041010050500013M02606", "NL91ABNA0417164300"),
]
BAD = [
    *("DE88370400440532013000", "DE8937040044053201300", "DE893704004405320130000", "DE8937040044053201300A", "de89"),
    *("US64SVBKUS6S3300958879", "", "DE", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000\n"),
]


def with_check_digits(country: str, account: str) -> str:
    """The number with the two digits that make its remainder one."""
    return f"{country}{98 - iban.remainder(f'{country}00{account}'):02}{account}"


@pytest.mark.parametrize("number", GOOD)
def test_a_number_of_a_bank_is_accepted(number: str) -> None:
    assert judge(SCHEMA).ok(number)
    assert jsonschema_rs.Draft202012Validator(plain(SCHEMA)).is_valid(number)


@pytest.mark.parametrize("number", BAD)
def test_another_is_refused_with_the_code_format(number: str) -> None:
    assert [problem.code for problem in judge(SCHEMA).problems(number)] == ["format"]


@pytest.mark.parametrize("country", sorted(iban.LENGTHS))
def test_every_country_has_its_length(country: str) -> None:
    account = "1" * (iban.LENGTHS[country] - 4)
    assert iban.is_iban(with_check_digits(country, account))
    assert not iban.is_iban(with_check_digits(country, account + "1"))
    assert not iban.is_iban(with_check_digits(country, account[1:]))


@given(st.integers(0, 10**18 - 1), st.integers(0, 21), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(account: int, place: int, more: int) -> None:
    number = with_check_digits("DE", f"{account:018}")
    assert iban.is_iban(number)
    if number[place].isdigit():
        wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
        assert not iban.is_iban(wrong)


@given(st.integers(0, 10**18 - 1), st.integers(4, 20))
def test_two_digits_in_the_wrong_order_are_always_noticed(account: int, place: int) -> None:
    number = with_check_digits("DE", f"{account:018}")
    one, other = number[place], number[place + 1]
    assert one == other or not iban.is_iban(number[:place] + other + one + number[place + 2 :])


@given(st.text("DEAT0123456789", max_size=24))
def test_a_plain_validator_refuses_nothing_that_we_accept(text: str) -> None:
    plainly = jsonschema_rs.Draft202012Validator(plain(SCHEMA)).is_valid(text)
    assert plainly or not judge(SCHEMA).ok(text)
