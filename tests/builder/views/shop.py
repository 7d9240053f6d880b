"""Edits made behind the pages, so that the pages have something to show."""

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Flask

from builder.services import workshop
from builder.tree import nodes
from builder.workshop import Head
from formengine.core.bundle import Bundle
from formengine.store.edits import Step
from tests.web.person import rooms

Form = dict[str, Any]


def head(app: Flask, slug: str = "probe") -> Head:
    """The newest revision."""
    with app.app_context():
        return workshop().head(slug)


def edited(
    app: Flask, account: str, change: Callable[[Form], None], summary: str = "geändert", slug: str = "probe"
) -> Head:
    """Save a changed form as the new head."""
    before = head(app, slug)
    form: Form = copy.deepcopy(dict(before.bundle.form))
    change(form)
    bundle = replace(before.bundle, form=form)
    step = Step(account, "test", {}, summary)
    shared = rooms(app)
    return Head(shared.store.edits.record(bundle, before.revision, step, shared.settings.clock.now()), bundle)


def deliver(app: Flask, change: Callable[[Form], None], slug: str = "probe") -> int:
    """A newer folder arrives; the number of its revision."""
    shared = rooms(app)
    first = shared.store.bundles.shipped(slug)
    assert first is not None
    form: Form = copy.deepcopy(dict(shared.store.bundles.load(first).form))
    change(form)
    bundle = Bundle(slug, form)
    return shared.store.bundles.publish_shipped(bundle, shared.settings.clock.now()).revision.number


def relabel(id_: str, label: str) -> Callable[[Form], None]:
    """The change that gives an element another label."""

    def change(form: Form) -> None:
        raw: Any = nodes(form)[id_].raw
        raw["label"] = label

    return change
