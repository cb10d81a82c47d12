"""What is true of bags: words about them as codes, lifecycle, what publication needs."""

from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from marketplace.access.permissions import Permission
from marketplace.artisans.rules import Technique
from marketplace.kit.lifecycle import Lifecycle, Move
from marketplace.pictures.rules import PictureState

MAX_TITLE, MAX_STORY, MAX_PHOTOS, MAX_PHOTO_WORDS = 80, 4000, 10, 160
MIN_LEAD_DAYS, MAX_LEAD_DAYS = 1, 60
CODE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Focus:
    """The point of a photo that stays in sight however it is cropped, in percent from its left and its top edge."""

    x: int
    y: int

    def __str__(self) -> str:
        """As the forms write it."""
        return f"{self.x},{self.y}"

    @property
    def tenths(self) -> tuple[int, int]:
        """The nearest of the eleven steps each way that the styles know."""
        return (self.x + 5) // 10, (self.y + 5) // 10


MIDDLE = Focus(50, 50)


def read_focus(text: str) -> Focus | None:
    """Return the point "x,y" in whole percent; the middle, or nothing, is None. Raises ValueError for anything else."""
    if not text:
        return None
    numbers = text.split(",")
    if len(numbers) != 2 or not all(one.isascii() and one.isdecimal() and len(one) < 4 for one in numbers):
        raise ValueError(text)
    x, y = map(int, numbers)
    if max(x, y) > 100:
        raise ValueError(text)
    return None if Focus(x, y) == MIDDLE else Focus(x, y)


class BagType(StrEnum):
    TOTE = "tote"
    CROSSBODY = "crossbody"
    SHOULDER = "shoulder"
    HANDBAG = "handbag"
    BACKPACK = "backpack"
    DRAWSTRING = "drawstring"
    CLUTCH = "clutch"
    POUCH = "pouch"
    WALLET = "wallet"
    WAIST = "waist"
    EVENING = "evening"
    LAPTOP = "laptop"
    KIDS = "kids"
    SHOPPING = "shopping"
    PHONE = "phone"
    BOTTLE = "bottle"


class Material(StrEnum):
    NYLON = "nylon"
    POLYESTER = "polyester"
    COTTON = "cotton"
    MILK_COTTON = "milk_cotton"
    CORD = "cord"
    ACRYLIC = "acrylic"
    WOOL = "wool"
    RAYON = "rayon"
    RAFFIA = "raffia"
    TSHIRT_YARN = "tshirt_yarn"
    JUTE = "jute"
    ROPE = "rope"
    OTHER = "other"


class Colour(StrEnum):
    BLACK = "black"
    WHITE = "white"
    CREAM = "cream"
    BROWN = "brown"
    GREY = "grey"
    RED = "red"
    MAROON = "maroon"
    PINK = "pink"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TURQUOISE = "turquoise"
    BLUE = "blue"
    NAVY = "navy"
    PURPLE = "purple"
    GOLD = "gold"
    SILVER = "silver"
    MULTICOLOUR = "multicolour"


COLOUR_HEX: Mapping[Colour, str] = {
    Colour.BLACK: "#1c1c1e",
    Colour.WHITE: "#ffffff",
    Colour.CREAM: "#f3e6c8",
    Colour.BROWN: "#7b4f2c",
    Colour.GREY: "#8a8f94",
    Colour.RED: "#c8281e",
    Colour.MAROON: "#6e1527",
    Colour.PINK: "#ee9ab8",
    Colour.ORANGE: "#ee7d22",
    Colour.YELLOW: "#f3c623",
    Colour.GREEN: "#2f7d46",
    Colour.TURQUOISE: "#23a6a6",
    Colour.BLUE: "#2566b8",
    Colour.NAVY: "#182a54",
    Colour.PURPLE: "#6d3f95",
    Colour.GOLD: "#c49a3a",
    Colour.SILVER: "#bfc4c9",
    Colour.MULTICOLOUR: "#b07fa8",
}
"""The dot beside a colour's name. Never the only sign of it: the name is always there as well."""


class Closure(StrEnum):
    ZIP = "zip"
    MAGNET = "magnet"
    DRAWSTRING = "drawstring"
    BUTTON = "button"
    OPEN = "open"


class Lining(StrEnum):
    LINED = "lined"
    UNLINED = "unlined"


class Care(StrEnum):
    HAND_WASH = "hand_wash"
    DRY_FLAT = "dry_flat"
    NO_MACHINE = "no_machine"
    NO_HEAT = "no_heat"
    STORE_FILLED = "store_filled"
    SPOT_CLEAN = "spot_clean"


class MadeBy(StrEnum):
    """Made myself, made with my group, made by others I sell for. Asked each time: there is no default."""

    SELF = "self"
    GROUP = "group"
    OTHERS = "others"


class Availability(StrEnum):
    READY = "ready"
    MADE_TO_ORDER = "made_to_order"


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    PAUSED = "paused"
    SOLD = "sold"
    TAKEN_DOWN = "taken_down"
    REMOVED = "removed"


WITH_PAGE: frozenset[State] = frozenset({State.PUBLISHED, State.PAUSED, State.SOLD})
"""Whoever kept the address still finds the bag, with its state said; only the published are offered.

A bag that an officer has taken down has none: its address says that it is gone, and nothing about it.
"""


class Action(StrEnum):
    PUBLISH = "publish"
    PAUSE = "pause"
    RESUME = "resume"
    MARK_SOLD = "mark_sold"
    RELIST = "relist"
    TAKE_DOWN = "take_down"
    GIVE_BACK = "give_back"
    REMOVE = "remove"


def to_change(state: State) -> Permission:
    """What is asked of whoever changes a bag in this state: only a draft is seen by nobody."""
    return Permission.DRAFT_LISTING if state is State.DRAFT else Permission.PUBLISH_LISTING


def _step(action: Action, target: State, *sources: State) -> Move[State, Action, Permission]:
    return Move(action, frozenset(sources), target, Permission.PUBLISH_LISTING)


def _officers_step(action: Action, target: State, *sources: State) -> Move[State, Action, Permission]:
    return Move(action, frozenset(sources), target, Permission.MODERATE_LISTING, needs_reason=True)


LIFECYCLE: Lifecycle[State, Action, Permission] = Lifecycle(
    [
        _step(Action.PUBLISH, State.PUBLISHED, State.DRAFT),
        _step(Action.PAUSE, State.PAUSED, State.PUBLISHED),
        _step(Action.RESUME, State.PUBLISHED, State.PAUSED),
        _step(Action.MARK_SOLD, State.SOLD, State.PUBLISHED, State.PAUSED),
        _step(Action.RELIST, State.PUBLISHED, State.SOLD),
        _officers_step(Action.TAKE_DOWN, State.TAKEN_DOWN, State.PUBLISHED, State.PAUSED, State.SOLD),
        _officers_step(Action.GIVE_BACK, State.PAUSED, State.TAKEN_DOWN),
        Move(
            Action.REMOVE,
            frozenset({State.DRAFT, State.PUBLISHED, State.PAUSED, State.SOLD, State.TAKEN_DOWN}),
            State.REMOVED,
            Permission.EDIT_LISTING,
        ),
    ]
)
"""Every step that ends in PUBLISHED asks `missing_for_publication` again.

What was taken down its maker may mend and delete, and never show: given back it is paused, and she shows it herself.
"""


class _Picture(Protocol):
    @property
    def state(self) -> PictureState: ...


class _Photo(Protocol):
    @property
    def picture(self) -> _Picture: ...


class Described(Protocol):
    """What `missing_for_publication` needs to know of a bag."""

    @property
    def title(self) -> str: ...
    @property
    def price(self) -> int | None: ...
    @property
    def availability(self) -> Availability | None: ...
    @property
    def stock(self) -> int | None: ...
    @property
    def lead_days(self) -> int | None: ...
    @property
    def bag_type(self) -> BagType | None: ...
    @property
    def technique(self) -> Technique | None: ...
    @property
    def made_by(self) -> MadeBy | None: ...
    @property
    def materials(self) -> Sized: ...
    @property
    def length_cm(self) -> Decimal | None: ...
    @property
    def height_cm(self) -> Decimal | None: ...
    @property
    def colours(self) -> Sized: ...
    @property
    def photos(self) -> Iterable[_Photo]: ...
    @property
    def variants(self) -> Sized: ...


def missing_for_publication(listing: Described) -> list[str]:
    """Return the codes of what is still missing, in the order of the form; empty when the bag may be shown.

    Length and height are asked, width is not: a clutch or a wallet has none worth measuring. A photo that is
    still being prepared counts, one that failed does not. A finished bag of which none is left is not ready to send;
    where it comes in variations, theirs are the numbers that count.
    """
    none_left = (
        listing.availability is Availability.READY and listing.stock == 0 and not len(listing.variants)
    )
    present = {
        "photos": any(photo.picture.state is not PictureState.FAILED for photo in listing.photos),
        "title": bool(listing.title.strip()),
        "price": listing.price is not None,
        "availability": listing.availability is not None,
        "stock": not none_left,
        "lead_days": listing.availability is not Availability.MADE_TO_ORDER or listing.lead_days is not None,
        "bag_type": listing.bag_type is not None,
        "technique": listing.technique is not None,
        "materials": len(listing.materials) > 0,
        "size": listing.length_cm is not None and listing.height_cm is not None,
        "colours": len(listing.colours) > 0,
        "made_by": listing.made_by is not None,
    }
    return [code for code, there in present.items() if not there]
