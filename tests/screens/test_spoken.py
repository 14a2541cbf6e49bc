"""The tour finds in another language what it looks for in English."""

from tests.screens.spoken import Catalogue

_WORDS = {
    "Profile {n}": "Profil {n}",
    "{number} of {total}": "{number} z {total}",
    "Unlock {label}": "Odblokuj: {label}",
}


def test_a_profiles_name_is_said_in_the_language_and_a_number_stays() -> None:
    catalogue = Catalogue(_WORDS)
    assert catalogue.says("4 of 5") == "4 z 5"
    assert catalogue.says("Unlock Profile 2") == "Odblokuj: Profil 2"
    assert catalogue.says("Unlock Sam") == "Odblokuj: Sam"
