"""All checks, by axis: each file is one family. A slug is an identity for ever: findings keep it."""

from .arithmetic import Arithmetic
from .attendance import Attendance
from .dates import BulkEntry, FactDate, LateEntry
from .development import DevelopmentOrder
from .duplicates import DuplicatePhoto, DuplicateText
from .names import NamesTitles
from .numbers import BankNumber, IdNumber, Phone
from .places import TwoPlaces
from .secrecy import DisciplineMatters, SecrecyWords
from .sources import Evidence, RepostSource
from .votes import Votes
from .wording import FixedWording, Misprints

__all__ = ["checks"]

checks = [
    Attendance(),
    Votes(),
    Arithmetic(),
    FactDate(),
    LateEntry(),
    BulkEntry(),
    TwoPlaces(),
    DuplicateText(),
    DuplicatePhoto(),
    RepostSource(),
    Evidence(),
    DevelopmentOrder(),
    IdNumber(),
    BankNumber(),
    Phone(),
    SecrecyWords(),
    DisciplineMatters(),
    NamesTitles(),
    FixedWording(),
    Misprints(),
]
