"""The declarative base every table shares, and the one database handle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, registry

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Constraints have names, so that migrations can drop them on both databases."""

    registry = registry(metadata=MetaData(naming_convention=NAMING))


db = SQLAlchemy(model_class=Base, disable_autonaming=True)

# Flask-SQLAlchemy copies the base instead of using it; type checkers are shown the original.
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model
