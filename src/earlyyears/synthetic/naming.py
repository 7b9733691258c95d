"""Names, numbers and postcodes that belong to nobody."""

from hashlib import sha256
from itertools import count, product
from random import Random

from .plan import plan

__all__ = ["Namer", "token_for"]


class Namer:
    """Gives out invented names and numbers, none of them twice.

    Registration numbers begin with EY9, school numbers with 99 and postcodes with ZZ,
    which nobody has been given.
    """

    def __init__(self, chance: Random) -> None:
        words = plan()["names"]
        pairs = [
            f"{one} {two}" for one, two in product(words["first"], words["second"])
        ]
        chance.shuffle(pairs)
        self._chance = chance
        self._pairs = iter(pairs)
        self._numbers = count(1)
        self._persons = count(1)

    def setting(self, words: tuple[str, ...]) -> str | None:
        """A name such as “Copper Kite Nursery”; without words it is withheld."""
        return f"{next(self._pairs)} {self._chance.choice(words)}" if words else None

    def registration(self) -> str:
        """A registration number of Ofsted's form."""
        return f"ofsted:EY9{next(self._numbers):05d}"

    def person(self) -> tuple[str, str]:
        """The number and name of a registered person."""
        number = next(self._persons)
        return f"ofsted-person:RP{number:06d}", f"Invented Provider {number} Limited"

    def postcode(self) -> str:
        """A postcode of an area that does not exist."""
        letters = "".join(self._chance.choices("ABDEFGHJLNPQRSTUWXYZ", k=2))
        district, sector = self._chance.randint(1, 9), self._chance.randint(1, 9)
        return f"ZZ{district} {sector}{letters}"

    def token(self) -> str:
        """A token that means nothing, for the id of a setting."""
        return f"{self._chance.getrandbits(48):012x}"


def token_for(*parts: object) -> str:
    """A token that means nothing and is the same whenever the parts are.

    >>> token_for(7, "person", 1) == token_for(7, "person", 1)
    True
    """
    told = "/".join(map(str, parts))
    return sha256(told.encode()).hexdigest()[:12]
