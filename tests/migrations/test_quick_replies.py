"""Quick replies come and go with their table; whoever kept them stays."""

from __future__ import annotations

import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from marketplace.artisans.models import Artisan
from marketplace.database.base import db
from marketplace.inquiries.models import QuickReply
from tests.conftest import NOON
from tests.factories.make import Make


def test_quick_replies_come_and_go(newest: Flask, config: Config) -> None:
    session = db.session()
    artisan = Make(session, lambda: NOON).artisan()
    session.add(QuickReply(artisan_id=artisan.id, position=1, title="Stok", body="{tas} masih ada."))
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE quick_reply SET body = ''"))
    session.rollback()
    number = artisan.id
    db.session.remove()
    command.downgrade(config, "20261127_1170-1")
    assert "quick_reply" not in inspect(db.engine).get_table_names()
    command.upgrade(config, "head")
    assert db.session.get_one(Artisan, number).name
    assert db.session.scalar(text("SELECT count(*) FROM quick_reply")) == 0
