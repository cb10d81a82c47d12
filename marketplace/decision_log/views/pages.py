"""Pages for people: what the log is, and one entry of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from marketplace.decision_log import proofs, queries
from marketplace.decision_log.labels import told
from marketplace.decision_log.rules.notes import base64, verifier_key
from marketplace.decision_log.views.blueprint import blueprint
from marketplace.kit.errors import NotFound, Unavailable
from marketplace.web.doors import public

if TYPE_CHECKING:
    from marketplace.decision_log.models import LogEntry

LATEST = 10


@blueprint.get("/log")
@public(kept=True)
def index() -> str:
    """What the log is, how it stands, and how to check it."""
    state = queries.state()
    latest = [told(entry) for entry in queries.latest(LATEST)]
    checkpoint = state.checkpoint
    return render_template(
        "decision_log/index.html",
        state=state,
        latest=latest,
        root=base64(checkpoint.root) if checkpoint else "",
        key=verifier_key(checkpoint.key.origin, checkpoint.key.public_key) if checkpoint else "",
    )


@blueprint.get("/log/entries/<int(max=2147483647):seq>")
@public(kept=True)
def entry(seq: int) -> str:
    """One entry: what it says, its hash, and the way to the signed root."""
    found = queries.entry(seq)
    if found is None:
        raise NotFound()
    return render_template("decision_log/entry.html", entry=told(found), **_proven(found))


def _proven(found: LogEntry) -> dict[str, object]:
    try:
        proof = proofs.proof_of(found)
    except Unavailable as reason:
        return {"proof": None, "path": [], "root": "", "reason": reason.code}
    path = [base64(step) for step in proof.path]
    return {"proof": proof, "path": path, "root": base64(proof.checkpoint.root), "reason": ""}
