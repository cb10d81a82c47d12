"""What the journal's entries are called. An action nobody gave words to is shown by its code, never hidden."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

ACTIONS: Mapping[str, LazyString] = {
    "certificate.submit": lazy_gettext("Certificate sent for checking"),
    "certificate.withdraw_submission": lazy_gettext("Certificate taken back by the artisan"),
    "certificate.verify": lazy_gettext("Certificate approved"),
    "certificate.verify_from_list": lazy_gettext("Certificate matched with the LSP's list"),
    "certificate.ask_changes": lazy_gettext("Changes to a certificate asked for"),
    "certificate.reject": lazy_gettext("Certificate rejected"),
    "certificate.suspend": lazy_gettext("Certificate suspended"),
    "certificate.reinstate": lazy_gettext("Certificate reinstated"),
    "certificate.revoke": lazy_gettext("Certificate revoked"),
    "certificate.reduce_scope": lazy_gettext("Units taken out of a certificate"),
    "certificate.units_withdrawn": lazy_gettext("Which units were taken out"),
    "certificate.link": lazy_gettext("What a certificate covers was noted"),
    "certificate.propose_revoke": lazy_gettext("Revoking a certificate proposed"),
    "proposal.declined": lazy_gettext("Proposal declined by a second officer"),
    "proposal.taken_back": lazy_gettext("Proposal taken back"),
    "certificate.read": lazy_gettext("Photo of a certificate read without the claim in sight"),
    "certificate.open_unread": lazy_gettext("Claim opened before its photo was read"),
    "certificate.renews": lazy_gettext("Noted which record a certificate renews"),
    "relation.declare": lazy_gettext("Declared to be related to an artisan"),
    "relation.end": lazy_gettext("Declared relation ended"),
    "certificate.delete_draft": lazy_gettext("Draft of a certificate deleted"),
    "renewal.steps": lazy_gettext("Steps of a renewal noted"),
    "renewal.export": lazy_gettext("List for the LSP taken"),
    "log.refused": lazy_gettext("DECISION LOG CHANGED: it was not signed"),
    "log.rotate": lazy_gettext("New key for the decision log"),
    "roster.import": lazy_gettext("List of results imported"),
    "roster.undo": lazy_gettext("Import of a list taken back"),
    "roster.claim": lazy_gettext("Row of a list claimed"),
    "roster.release": lazy_gettext("Row or account released for claiming"),
    "roster.remove_row": lazy_gettext("Row of a list removed"),
    "report.forward": lazy_gettext("Report passed on to the artisan"),
    "report.reply": lazy_gettext("Reply to a report"),
    "report.close": lazy_gettext("Report closed"),
    "report.evidence_view": lazy_gettext("Evidence of a report looked at"),
    "report.forget": lazy_gettext("Evidence and sender of a report deleted, the time is over"),
    "appeal.make": lazy_gettext("Appeal made"),
    "appeal.close": lazy_gettext("Appeal decided"),
    "scan.attach": lazy_gettext("Photo of a certificate added"),
    "scan.forget": lazy_gettext("Photos of a certificate deleted, consent taken back"),
    "scan.view": lazy_gettext("Photo of a certificate looked at"),
    "listing.publish": lazy_gettext("Bag published"),
    "listing.pause": lazy_gettext("Bag paused"),
    "listing.resume": lazy_gettext("Bag shown again"),
    "listing.mark_sold": lazy_gettext("Bag marked as sold"),
    "listing.relist": lazy_gettext("Bag offered again"),
    "listing.remove": lazy_gettext("Bag removed"),
    "body.add": lazy_gettext("Certifying body noted"),
    "body.edit": lazy_gettext("Entry of a certifying body changed"),
    "body.scheme_add": lazy_gettext("Scheme noted"),
    "body.scheme_edit": lazy_gettext("Scheme changed"),
    "check.record": lazy_gettext("Check written down"),
    "check.evidence_view": lazy_gettext("Evidence of a check looked at"),
    "account.create": lazy_gettext("Account made on the command line"),
    "account.consent": lazy_gettext("Consent given"),
    "account.consent_withdrawn": lazy_gettext("Consent taken back"),
    "account.password": lazy_gettext("Password changed"),
    "account.reset_code": lazy_gettext("Code for a new password issued"),
    "account.invite": lazy_gettext("Invitation sent"),
    "account.invite_withdrawn": lazy_gettext("Invitation withdrawn"),
    "account.invite_accepted": lazy_gettext("Invitation accepted"),
    "account.disable": lazy_gettext("Account switched off"),
    "account.enable": lazy_gettext("Account switched on"),
    "account.second_factor_on": lazy_gettext("Second sign-in step switched on"),
    "account.second_factor_off": lazy_gettext("Second sign-in step switched off"),
}


def words_for(action: str) -> LazyString | str:
    """Return what an action is called in the reader's language."""
    return ACTIONS.get(action, action)
