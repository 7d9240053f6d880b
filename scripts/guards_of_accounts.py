"""Guards around accounts of the builder: where each stands, and the test that must notice."""

from typing import Final

from scripts.guard import Guard

_STORE: Final = "formengine/store"
_TESTS: Final = "tests/builder/accounts"

GUARDS_OF_ACCOUNTS: Final = (
    Guard(
        "A12",
        "the role of whoever is signed in",
        "builder/access.py",
        "            if not may(found, *roles):",
        "            if False:",
        f"{_TESTS}/test_access.py::test_only_admins_manage_accounts",
    ),
    Guard(
        "A12",
        "the second factor after a right password",
        "builder/access.py",
        "    return found.account if found is not None and found.complete else None",
        "    return found.account if found is not None else None",
        f"{_TESTS}/test_second_factor.py::test_the_password_alone_opens_nothing",
    ),
    Guard(
        "A12",
        "pauses between guesses",
        f"{_STORE}/attempts.py",
        "    if until > now:",
        "    if False:",
        f"{_TESTS}/test_sign_in.py::test_after_five_wrong_ones_there_are_growing_pauses_for_every_name",
    ),
    Guard(
        "A12",
        "a code of the app works once",
        f"{_STORE}/accounts.py",
        " AND totp_step < :step",
        "",
        f"{_TESTS}/test_second_factor.py::test_a_code_works_once_even_for_its_owner",
    ),
    Guard(
        "A12",
        "a link that invites works once",
        f"{_STORE}/invitations.py",
        '    db.execute("DELETE FROM invitation WHERE secret_hash = :hash", {"hash": digest(secret)})',
        "    pass",
        f"{_TESTS}/test_invitation.py::test_a_link_works_once",
    ),
    Guard(
        "A12",
        "the last admin",
        f"{_STORE}/accounts.py",
        '    if [row["id"] for row in rows] == [id]:',
        "    if False:",
        f"{_TESTS}/test_accounts.py::test_the_last_admin_stays",
    ),
    Guard(
        "A12",
        "only an unused link passes the gate",
        "builder/access.py",
        "        return shared.store.invitations.find(secret, shared.settings.clock.now()) is not None",
        "        return bool(shared and secret)",
        f"{_TESTS}/test_access.py::TestBehindTheGate::test_a_link_that_was_used_shows_the_gate_again",
    ),
    Guard(
        "A15",
        "only pictures become a coat of arms",
        "builder/views/theme.py",
        "    picture = read_picture(data)",
        '    picture = Picture("image/svg+xml", data)',
        f"{_TESTS}/test_theme.py::test_what_is_no_sound_small_picture_is_refused_and_nothing_else_is_lost",
    ),
    Guard(
        "A19",
        "the old secret ends when somebody signs in",
        "builder/signing.py",
        "instead=old)",
        'instead="")',
        f"{_TESTS}/test_sign_in.py::test_a_secret_that_was_planted_before_signing_in_is_worthless_after",
    ),
    Guard(
        "A19",
        "the old token ends when somebody signs in",
        "builder/signing.py",
        "    session.pop(TOKEN, None)",
        "    session.get(TOKEN)",
        f"{_TESTS}/test_sign_in.py::test_a_secret_that_was_planted_before_signing_in_is_worthless_after",
    ),
    Guard(
        "A19",
        "a browser that idles is signed out",
        f"{_STORE}/signins.py",
        " AND s.touched > :idle",
        "",
        f"{_TESTS}/test_sign_in.py::test_who_is_away_for_eight_hours_signs_in_again",
    ),
    Guard(
        "A12",
        "who leads the day only releases",
        "builder/views/workbench.py",
        "    if step != PUBLISH and not may(account(), Role.DESIGNER):",
        "    if False:",
        f"{_TESTS}/test_roles.py::test_no_step_changes_anything",
    ),
    Guard(
        "A27",
        "edits of an account",
        "builder/workshop.py",
        "        if not self._allows(account):",
        "        if False:",
        "tests/builder/views/test_busy.py",
    ),
    Guard(
        "A27",
        "documents and archives that an account hands in",
        "builder/views/overview.py",
        "    if not services().limiter.may_import(account().id):",
        "    if False:",
        "tests/builder/views/test_busy.py::test_beginning_and_importing_count_too",
    ),
    Guard(
        "A27",
        "the number of answers of a question",
        "builder/operations/choosing.py",
        "    if len(options) > MOST:",
        "    if False:",
        "tests/builder/operations/test_choosing.py::test_a_question_offers_no_more_than_somebody_could_read",
    ),
)
