"""Tests the trimming of KERN's stylesheet on stylesheets small enough to read."""

from pathlib import Path

import pytest

from scripts import trim


def trimmed(css: str, *names: str, variables: frozenset[str] = frozenset()) -> str:
    """Trim a stylesheet for these class names."""
    return trim.trim(css, frozenset(names), variables).strip()


def test_a_rule_stays_when_its_class_is_used() -> None:
    css = ".kern-btn { color: red; } .kern-card { color: blue; }"
    assert trimmed(css, "kern-btn") == ".kern-btn{color:red}"


def test_only_the_selectors_that_can_apply_stay() -> None:
    css = ".kern-btn .kern-label, .kern-card .kern-label, .kern-btn:hover { color: red }"
    assert trimmed(css, "kern-btn", "kern-label") == ".kern-btn .kern-label,.kern-btn:hover{color:red}"


def test_rules_for_elements_stay() -> None:
    css = "*, *:before { box-sizing: border-box } html { margin: 0 }"
    assert trimmed(css) == "*,*:before{box-sizing:border-box}html{margin:0}"


def test_a_class_that_must_be_absent_need_not_be_used() -> None:
    css = "body:not(.kern-dark) { color: red }"
    assert trimmed(css) == "body:not(.kern-dark){color:red}"


def test_one_used_alternative_keeps_a_selector() -> None:
    css = ":is(body, .kern-dark) p { color: red } :is(.kern-card, .kern-dark) p { color: blue }"
    assert trimmed(css) == ":is(body,.kern-dark) p{color:red}"


def test_a_theme_attribute_counts_as_a_name() -> None:
    css = "[data-kern-theme=dark] { color: white }"
    assert trimmed(css) == ""
    assert trimmed(css, "kern-theme") == "[data-kern-theme=dark]{color:white}"


def test_an_open_name_keeps_all_that_begin_so() -> None:
    css = ".kern-alert--info { color: blue } .kern-alert--danger { color: red } .kern-alert { margin: 0 }"
    assert trimmed(css, "kern-alert--") == ".kern-alert--info{color:blue}.kern-alert--danger{color:red}"


def test_an_end_that_is_put_on_elsewhere_keeps_used_names_with_that_end() -> None:
    css = ".kern-fieldset--error { color: red } .kern-card--error { color: red } .kern-fieldset--wide { margin: 0 }"
    assert trim.names_in(["{{ wrong }}--error", "`${name}--open`"]) == {"--error", "--open"}
    assert trimmed(css, "kern-fieldset", "--error") == ".kern-fieldset--error{color:red}"


def test_forced_colours_stay_for_what_is_used() -> None:
    css = "@media (forced-colors: active) { .kern-btn { color: ButtonText } .kern-card { color: red } }"
    assert trimmed(css, "kern-btn") == "@media (forced-colors: active){.kern-btn{color:ButtonText}}"


def test_an_emptied_media_block_goes() -> None:
    assert trimmed("@media print { .kern-card { color: red } }", "kern-btn") == ""


def test_a_variable_stays_when_a_kept_rule_reaches_it_through_others() -> None:
    css = ":root { --kern-a: var(--kern-b); --kern-b: 1px; --kern-c: 2px } .kern-btn { margin: var(--kern-a, 3px) }"
    assert trimmed(css, "kern-btn") == (":root{--kern-a:var(--kern-b);--kern-b:1px}.kern-btn{margin:var(--kern-a,3px)}")


def test_a_variable_of_our_own_stylesheet_stays() -> None:
    css = ":root { --kern-space: 8px }"
    assert trimmed(css, variables=frozenset({"--kern-space"})) == ":root{--kern-space:8px}"
    assert trimmed(css) == ""


def test_an_animation_stays_when_it_is_named() -> None:
    css = "@keyframes turn { 0% { rotate: 0deg } } .kern-loader { animation: 1s turn }"
    assert trimmed(css, "kern-loader") == "@keyframes turn{0%{rotate:0deg}}.kern-loader{animation:1s turn}"
    assert trimmed(css, "kern-btn") == ""


def test_a_data_address_is_not_touched() -> None:
    address = "url(\"data:image/svg+xml,%3Csvg d='M1, 2  3'/%3E\")"
    assert trimmed(f".kern-icon {{ mask: {address} no-repeat !important }}", "kern-icon") == (
        f".kern-icon{{mask:{address} no-repeat!important}}"
    )


def test_nested_css_is_refused_rather_than_lost() -> None:
    with pytest.raises(ValueError, match="line 1"):
        trimmed(".kern-btn { & .kern-label { color: red } }", "kern-btn", "kern-label")


def test_names_are_found_in_templates_scripts_and_modules_but_not_in_vendored_files(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/other.js").write_text('"kern-dialog"')
    (tmp_path / "page.html").write_text('<p class="kern-body kern-alert--{{ tone }}">')
    (tmp_path / "page.js").write_text('"kern-sr-only"')
    (tmp_path / "page.py").write_text('"kern-label__optional"')
    (tmp_path / "page.css").write_text(".kern-card { margin: var(--kern-space) }")
    assert trim.names_used(tmp_path) == {"kern-body", "kern-alert--", "kern-sr-only", "kern-label__optional"}
    assert trim.variables_used(tmp_path) == {"--kern-space"}
