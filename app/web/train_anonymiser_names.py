"""Where the names that training texts are filled with come from: the lists, and the dice."""

import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

from app.web import train_anonymiser_polish as polish
from app.web.names import classes
from app.web.names_additions import ALSO_NAMES, NICKNAMES
from app.web.names_origins import FIRST, LAST
from app.web.train_anonymiser_notes import STREETS, WORDS
from app.web.train_anonymiser_writing import FIRMS


@dataclass
class Names:
    """Where names for swaps come from, and the dice."""

    usual: list[str]
    first: list[str]
    last: list[str]
    towns: list[str]
    dice: random.Random

    @classmethod
    def of(cls, folder: Path, seed: int) -> "Names":
        """Read the lists; each level of frequency has its say, not only the commonest names."""
        first = classes(folder / "uk_forenames.tsv")
        last = classes(folder / "surnames.tsv")
        towns = classes(folder / "places.tsv")
        words = sorted(w for w in first if w.isalpha())
        return cls(
            [w for w in words if first[w] >= 4] + NICKNAMES,
            [w for w in words if first[w] >= 1 and len(w) > 2],
            sorted(w for w in last if last[w] >= 1 and w.isalpha() and len(w) > 2),
            sorted(w for w in towns if towns[w] >= 1 and len(w) > 3 and not w.isdigit()),
            random.Random(seed),  # noqa: S311 - dice for training, not for secrets
        )

    def only_words(self) -> "Names":
        """Draw from first names only that are words too."""
        return replace(self, usual=ALSO_NAMES, first=ALSO_NAMES)

    def given(self) -> str:
        """Draw a first name: usual, rare, also a word, or made up."""
        draw = self.dice.random()
        if draw < 0.14:
            return self.dice.choice(ALSO_NAMES)
        if draw < 0.24:
            return self._made_up(self.first)
        if draw < 0.30:
            return self.dice.choice(FIRST)
        return self.dice.choice(self.usual if draw < 0.55 else self.first)

    def family(self) -> str:
        """Draw a surname."""
        draw = self.dice.random()
        if draw < 0.12:
            return self._made_up(self.last)
        return self.dice.choice(LAST if draw < 0.18 else self.last)

    def _made_up(self, of: list[str]) -> str:
        one, other = self.dice.choice(of), self.dice.choice(of)
        return one[: max(2, len(one) // 2)] + other[len(other) // 2 :]

    def place(self) -> str:
        """Draw a town or country."""
        return self.dice.choice(self.towns)

    def address(self) -> str:
        """Draw a house and street."""
        word = self.dice.choice((self.family, self.given, self.place))()
        number = self.dice.randint(1, 250)
        return f"{number} {word} {self.dice.choice(STREETS)}"

    def firm(self) -> str:
        """Draw a firm, club or school named after somebody or a place."""
        word = self.dice.choice((self.family, self.given, self.place))()
        return f"{word} {self.dice.choice(FIRMS)}"

    def code(self) -> str:
        """Draw a postcode, or the five digits that other countries use."""
        letters, digit = "ABDEFGHJLNPRSTUWXYZ", self.dice.randint
        if digit(0, 2) == 0:
            return str(digit(10_000, 99_999))
        outward = self.dice.choice(letters) + self.dice.choice(letters) + str(digit(1, 30))
        return f"{outward} {digit(1, 9)}{self.dice.choice(letters)}{self.dice.choice(letters)}"

    def word(self) -> str:
        """Draw an ordinary word that some people are called."""
        return self.dice.choice(WORDS)

    def draw(self, slot: str) -> str:
        """Draw what a slot of a pattern stands for."""
        if slot in polish.CASES:
            return polish.bend(self.dice.choice(polish.FIRST_NAMES), polish.CASES[slot])
        if slot in "kj":
            return polish.bend(self.dice.choice(polish.SURNAMES), "of" if slot == "j" else "")
        if slot == "v":
            return self.dice.choice(ALSO_NAMES)
        draws = {
            "p": self.given,
            "s": self.family,
            "l": self.place,
            "a": self.address,
            "z": self.code,
            "o": self.firm,
            "w": self.word,
        }
        return draws[slot]()


def capital(name: str) -> str:
    """Write a name as names are written."""
    return re.sub(r"(?:^|[\s-])[^\W\d_]", lambda m: m.group().upper(), name)
