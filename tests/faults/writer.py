"""A process that writes to the store and acknowledges each write on a pipe, to be killed at any moment."""

import hashlib
import io
import json
import os
import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from formengine.store import Store
from formengine.store.drafts import Conflict, PageRow
from formengine.store.submissions import Definition, Obligation, Submission

NOW = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
LIFETIME = timedelta(days=30)
PAGES = ("was", "ort", "wer")


def content(number: str, page: str, rev: int) -> dict[str, Any]:
    """What a page holds at a revision: known in advance, so that a mix of two states would show."""
    seed = hashlib.sha256(f"{number} {page} {rev}".encode()).hexdigest()
    return {"rev": rev, "text": f"Größe „{seed}“\n" * (1 + int(seed[:2], 16)), "zahl": rev / 7}


def submit(store: Store, number: str, rev: int, document: dict[str, Any]) -> Submission:
    """Submit with two messages; the reference is part of them."""
    return store.submissions.submit(
        number,
        rev,
        prefix="LP03",
        year=2026,
        document=document,
        definition=Definition("probe", "1.0.0", "a" * 64),
        messages=lambda reference: [Obligation("oe.a", "k", {"n": 1}), Obligation("oe.b", "k", {"vorgang": reference})],
        receipt=lambda reference: {"vorgang": reference},
        now=NOW,
    )


def say(**fact: Any) -> None:
    """One line in one write, so that a killed process leaves whole lines."""
    os.write(1, json.dumps(fact).encode() + b"\n")


def work(store: Store, dice: random.Random) -> None:
    """One draft from its beginning to its submission."""
    number, secret = store.drafts.create("probe", "a" * 64, {}, NOW, LIFETIME)
    say(kind="draft", number=number, secret=secret)
    files = []
    for turn in range(dice.randrange(2, 10)):
        page = dice.choice(PAGES)
        rev = store.drafts.pages(number, [page]).get(page, PageRow()).rev
        new = content(number, page, rev + 1)
        say(kind="page", number=number, page=page, rev=store.drafts.save_page(number, page, rev, now=NOW, answers=new))
        if turn % 2:
            body = dice.randbytes(dice.randrange(1, 60_000))
            file = store.files.add(number, page, "foto", store.files.judge("foto.bin", io.BytesIO(body), 100_000), NOW)
            files.append({"_id": file.id, "sha256": file.sha256})
            say(kind="file", number=number, id=file.id, sha256=hashlib.sha256(body).hexdigest())
    rev = store.database.rows("SELECT rev FROM draft WHERE number = :number", {"number": number})[0]["rev"]
    say(kind="submitting", number=number, rev=rev, files=files)
    say(kind="submitted", number=number, reference=submit(store, number, rev, {"fotos": files}).reference)


def count_up(store: Store, number: str, name: str, turns: int) -> None:
    """Add one's own marks to a page that others write too, trying again after each conflict."""
    for turn in range(turns):
        row = store.drafts.pages(number).get("gemeinsam", PageRow())
        while True:
            answers = {**(row.answers or {}), f"{name}-{turn}": True}
            try:
                store.drafts.save_page(number, "gemeinsam", row.rev, now=NOW, answers=answers)
                break
            except Conflict as conflict:
                row = conflict.current or PageRow()
        say(kind="mark", mark=f"{name}-{turn}")


def main(command: str, data: str, *more: str) -> None:
    """`work DATA SEED` writes until it is killed; `count DATA NUMBER NAME TURNS` ends by itself."""
    store = Store.open(Path(data))
    if command == "count":
        count_up(store, more[0], more[1], int(more[2]))
        return
    dice = random.Random(int(more[0]))  # noqa: S311
    while True:
        work(store, dice)


if __name__ == "__main__":
    main(*sys.argv[1:])
