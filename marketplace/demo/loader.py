"""Filling an empty database, person by person, through the operations that real people use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select, update

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts import hashing
from marketplace.accounts import operations as accounts
from marketplace.accounts.models import Account
from marketplace.accounts.rules import ConsentPurpose
from marketplace.adapters.jobs.models import Job, JobState
from marketplace.artisans.models import Artisan
from marketplace.artisans.places import load_places
from marketplace.bodies import queries as bodies
from marketplace.certificates import drafts, rekeying, scans
from marketplace.certificates import operations as certificates
from marketplace.certificates import queries as certificate_queries
from marketplace.certificates.claims import Claim
from marketplace.certificates.grounds import NEEDS_SECOND, Ground
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Action, Field, Method, ScanSide
from marketplace.certificates.scans import StoredScan
from marketplace.database.session import session, writing
from marketplace.demo import (
    answered,
    asks,
    cohorts,
    collections,
    doubts,
    footfall,
    gaps,
    hours,
    lists,
    making,
    opportunities,
    orders,
    papers,
    questions,
    register,
    replies,
    talks,
)
from marketplace.demo.bags import Bag, bags_for
from marketplace.demo.people import ADMIN, BUYER, OFFICERS, PEOPLE, SIGN_IN_WORD, Person
from marketplace.demo.specimens import specimen
from marketplace.demo.ways import photos_of, vary
from marketplace.kit.errors import Refusal
from marketplace.kit.text import fold, slugify
from marketplace.listings import operations as listings
from marketplace.listings import photos
from marketplace.listings.labels import search_words
from marketplace.listings.rules import Action as ListingAction
from marketplace.pictures import operations as pictures
from marketplace.pictures.operations import StoredPicture
from marketplace.proposals import operations as proposals
from marketplace.toolbox import Toolbox

FOLDER = Path(__file__).resolve().parent
Tell = Callable[[int, int], None]


class DemoRefused(Refusal):
    """Demo data was asked for where it must not be."""

    default_code = "demo.refused"


def load(box: Toolbox, tell: Tell) -> None:
    """Load everything, or nothing where there are accounts already. Rows only; pictures follow from the job queue.

    Raises DemoRefused in production. `tell(done, total)` is called after each artisan. One transaction each, so that
    what was interrupted can be seen and thrown away.
    """
    if box.settings.production or not box.settings.demo:
        raise DemoRefused("demo.production")
    with writing():
        if session.scalar(select(func.count(Account.id))):
            raise DemoRefused("demo.not_empty")
        load_places()
    password = hashing.hash_password(SIGN_IN_WORD)
    officers = _staff(box, password)
    with writing():
        scheme_id = register.note(officers[0], box.clock(), box.today()).id
        lists.import_list(box, officers[0])
    stored = {
        path.stem: pictures.store(box, path.read_bytes())
        for path in sorted((FOLDER / "photos").glob("*.jpg"))
    }
    for number, (person, bags) in enumerate(bags_for(PEOPLE), start=1):
        sheets = [
            (claim, [] if person.fate == "draft" else _keep_scans(box, claim))
            for claim in papers.claims(person, number, box.today())
        ]
        with writing():
            artisan = _artisan(person, number, password, box.clock())
            actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
            for place, (claim, files) in enumerate(sheets):
                fate = "valid" if place else person.fate
                _certify(artisan, fate, number + 100 * place, claim, actor, officers, files, box)
            _cover(artisan, person, officers[0], scheme_id, box)
            hours.keep(artisan, number, actor=actor)
            if number == 1:
                making.of_workplace(artisan, stored, actor=actor, at=box.clock())
            _show(artisan, bags, actor, stored, box.clock() - timedelta(hours=7 * number), box.today())
            if number == 1:
                talk = talks.begin(artisan, actor=actor, box=box)
                orders.agree(artisan, actor=actor, box=box, thread=talk)
                replies.keep(actor=actor)
                answered.begin(artisan, actor=actor, box=box)
            _wait_from_now(box.clock())
        if person.fate == "listed":
            with writing():
                lists.claim(box, session.get_one(Artisan, actor.artisan_id), actor)
        tell(number, len(PEOPLE))
    gaps.count(box.today())
    footfall.count(box.today())
    with writing():
        gaps.wish(box.today())
        doubts.report(box, officers[0])
        asks.ask(box)
        opportunities.offer(box, officers[0])
        cohorts.open_one(box, officers[0])
        collections.put_together(actor=officers[0], at=box.clock())
        _wait_from_now(box.clock())


def _wait_from_now(now: datetime) -> None:
    """What happened years ago asked for its jobs then; they wait in this queue since now, and are not late."""
    begun = update(Job).where(Job.state == JobState.QUEUED, Job.created_at < now)
    session.execute(begun.values(created_at=now))
    session.execute(
        update(Job).where(Job.state == JobState.QUEUED, Job.run_after < now).values(run_after=now)
    )


def _staff(box: Toolbox, password: str) -> list[Actor]:
    at = box.clock()
    with writing():
        officers = [
            accounts.create(name=name, role=Role.OFFICER, at=at, email=email, password_hash=password)
            for name, email in OFFICERS
        ]
        accounts.create(name=ADMIN[0], role=Role.ADMIN, at=at, email=ADMIN[1], password_hash=password)
        consented = [ConsentPurpose.DATA_PROCESSING]
        accounts.create(
            name=BUYER[0], role=Role.BUYER, at=at, email=BUYER[1], password_hash=password, purposes=consented
        )
        return [Actor(officer.id, officer.role, officer.name, second_factor=True) for officer in officers]


def _artisan(person: Person, number: int, password: str, at: datetime) -> Artisan:
    phone = f"+62812000000{number:02d}"
    consented = [ConsentPurpose.DATA_PROCESSING, ConsentPurpose.SHOW_PROFILE, ConsentPurpose.SCAN_STORAGE]
    whatsapp = number % 6 != 0
    if whatsapp:
        consented.append(ConsentPurpose.SHOW_WHATSAPP)
    account = accounts.create(
        name=person.name, role=Role.ARTISAN, at=at, phone=phone, password_hash=password, purposes=consented
    )
    artisan = Artisan(
        account_id=account.id,
        slug=slugify(person.name),
        name=person.name,
        name_folded=fold(person.name),
        form_of_address=person.address,
        story=person.story,
        place_code=person.village,
        techniques=[person.technique.value],
        affiliations=[person.affiliation.value] if person.affiliation else [],
        whatsapp=phone,
        whatsapp_public=whatsapp,
        weekly_capacity=2 + number % 3 if number % 2 else None,
        visible=True,
        created_at=at,
    )
    session.add(artisan)
    session.flush()
    return artisan


def _keep_scans(box: Toolbox, claim: Claim) -> list[StoredScan]:
    """Draw both sides of a paper and keep them, as an upload would be."""
    scans_of_paper = []
    for side in ScanSide:
        data = specimen(claim, side)
        key = box.private_files.put_unguessable(data, "jpg")
        scans_of_paper.append(StoredScan(side, key, sha256(data).hexdigest(), len(data)))
    return scans_of_paper


def _certify(
    artisan: Artisan,
    fate: str,
    number: int,
    claim: Claim,
    actor: Actor,
    officers: list[Actor],
    files: list[StoredScan],
    box: Toolbox,
) -> None:
    waiting = fate in ("pending", "draft", "needs_changes", "rejected")
    issued = claim.issue_date or box.today()
    sent = (
        box.clock() - timedelta(hours=20 * (number % 5) + 3)
        if waiting
        else _morning(issued + timedelta(days=5))
    )
    certificate = drafts.draft(artisan, claim, actor=actor, at=sent)
    if fate == "draft":
        return
    for file in files:
        scans.attach(certificate, file, actor=actor, at=sent)
    certificates.submit(certificate, actor=actor, at=sent)
    for step, (action, reason) in enumerate(papers.AFTER_SUBMISSION[fate]):
        at = sent + timedelta(hours=1 + step) if waiting else sent + timedelta(days=5 + 20 * step)
        _decide(certificate, action, reason, officers, number + step, min(at, box.clock()), box)


def _decide(
    certificate: Certificate,
    action: Action,
    reason: str,
    officers: list[Actor],
    turn: int,
    at: datetime,
    box: Toolbox,
) -> None:
    officer = officers[turn % 2]
    verify = action is Action.VERIFY
    if action in NEEDS_SECOND:
        proposal = proposals.propose(
            certificate,
            action,
            ground=Ground.ISSUER,
            reason=reason,
            actor=officer,
            at=at - timedelta(hours=2),
        )
        second = next(one for one in officers if one.id != officer.id)
        proposals.confirm(proposal, actor=second, at=at, prefix=box.settings.record_prefix)
        return
    if verify and rekeying.is_unread(certificate):
        rekeying.rekey(certificate, rekeying.claimed(certificate), actor=officer, at=at)
    certificates.decide(
        certificate,
        action,
        actor=officer,
        at=at,
        prefix=box.settings.record_prefix,
        reason=reason,
        method=Method.CITY_LIST if verify else None,
        checked_on=box.local(at).date() if verify else None,
        fields=[Field.SCAN_BACK] if action is Action.ASK_CHANGES else [],
        today=box.today(),
    )


def _cover(artisan: Artisan, person: Person, officer: Actor, scheme_id: int, box: Toolbox) -> None:
    """Link what was decided to the register; one certificate loses a unit afterwards."""
    at = box.clock()
    decided = [one for one in certificate_queries.own_list(artisan.id) if one.code]
    scheme = bodies.any_scheme(scheme_id)
    for certificate in decided:
        register.link(certificate, scheme, actor=officer, at=at)
    if person.name == papers.REDUCED:
        register.take_out(decided[0], actor=officer, at=at, today=box.today())


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(2), UTC)


def _show(
    artisan: Artisan,
    bags: list[Bag],
    actor: Actor,
    stored: dict[str, StoredPicture],
    at: datetime,
    today: date,
) -> None:
    for number, bag in enumerate(bags):
        moment = at - timedelta(minutes=17 * number)
        listing = listings.begin(artisan, actor=actor, at=moment)
        fields = bag.fields | register.named(artisan.id, bag.fields["technique"], number, today)
        for name in photos_of(bag):
            photos.add(listing, stored[name], actor=actor, at=moment)
        vary(listing, bag, actor)
        listings.edit(listing, fields, actor=actor, at=moment, search_words=search_words)
        making.of_bag(listing, bag.photos[0], stored, actor=actor, at=moment)
        listings.change_state(listing, ListingAction.PUBLISH, actor=actor, at=moment)
        questions.ask(listing, number, actor=actor, at=moment)
        session.refresh(listing)
