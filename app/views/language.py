"""The page in the language that was chosen: its letters, its direction, Material's own words."""

import flet as ft

from app.views.services import Services

#: Material's words come for a country; the others have none that would change them.
_COUNTRIES = {"en": "GB"}


def show_in(page: ft.Page, services: Services) -> None:
    """Show everything in the language that is spoken now."""
    spoken = services.languages.spoken
    locale = ft.Locale(spoken.code, _COUNTRIES.get(spoken.code))
    page.locale_configuration = ft.LocaleConfiguration(
        supported_locales=[locale], current_locale=locale
    )
    # The client takes a screen's direction from the page; a screen's own would turn nothing.
    page.rtl = spoken.right_to_left
    page.update()
    services.spoken.code = spoken.code
