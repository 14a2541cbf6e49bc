"""From which list of ways on a screen was opened, so that back leads there again."""

#: Screens that lead on to others; back from one of those leads here. From any other screen it
#: leads up, by the address alone: a step of something half done is not gone back to by mistake.
_LISTS = frozenset({"/mine", "/after-job", "/prepare", "/plans", "/profile"})
#: A lead's screens of figures, each of which several others lead to.
_FIGURES = ("/lead/theme/", "/lead/spread/", "/lead/findings/", "/lead/said/")


class Trail:
    """What was opened from where since home; nothing of it is kept."""

    def __init__(self) -> None:
        self._opened: list[tuple[str, str]] = []
        self._arrow = ("", "")

    def goes(self, here: str, to: str) -> None:
        """Note that somebody goes from ``here`` to ``to``, forth or back; both are addresses."""
        above = [came for came, _ in self._opened]
        if "/" in (here, to):
            self._opened.clear()
        if to in above:
            del self._opened[above.index(to) :]
        elif to not in ("/", here) and (here in _LISTS or _shows_figures(here, to)):
            self._opened.append((here, to))
        elif to.startswith(f"{here}/") and self.above(here):
            self._opened.append((self.above(here), to))  # what follows of the same

    def leads_back(self, route: str, to: str) -> None:
        """Note where the arrow in the bar of ``route`` leads."""
        self._arrow = (route, to)

    def way_back(self, route: str) -> str:
        """Give where the arrow of ``route`` leads, for a phone's own way back; home without one."""
        there, to = self._arrow
        return to if there == route else "/"

    def above(self, route: str) -> str:
        """Give the address that ``route`` was opened from; "" where it is not known."""
        return next((came for came, to in reversed(self._opened) if to == route), "")


def _shows_figures(here: str, to: str) -> bool:
    return here.startswith("/lead") and to.startswith(_FIGURES)
