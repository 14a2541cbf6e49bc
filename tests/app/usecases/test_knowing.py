"""A trust's lists reach the review on a device, offline too, and so do one's own words."""

from app.anonymise.loading import loading
from app.anonymise.spans import Level
from app.domain.roster import Roster
from app.domain.trust_lists import TrustLists
from app.usecases.find_names import NameFinder
from app.usecases.knowing import known_to
from tests.app.usecases.parts import ASSETS, run
from tests.app.usecases.trust_world import CODE, World, content_of_trust

TEXT = "zsuzsika was at skelingthorpe on qx-12"
LISTS = TrustLists(
    stations=("Skellingthorpe",),
    call_signs=("QX ##",),
    roster=Roster.of(["zsuzsika"], bytes(16)),
)


def test_the_trusts_lists_and_ones_own_words_are_known_to_the_review() -> None:
    async def story() -> None:
        finder = NameFinder(lambda: loading(lambda name: (ASSETS / "names" / name).read_bytes()))
        world = World()
        world.sends(content_of_trust(lists=LISTS))
        workspace = await world.opens()
        assert known_to(workspace).trust is None
        await workspace.enrolments.enrol(CODE)
        assert await workspace.trust.pull()
        world.server.replies.clear()

        async def masked() -> set[str]:
            spans = await finder.find(TEXT, known_to(workspace))
            return {TEXT[s.start : s.end] for s in spans if s.level is Level.RED}

        assert await masked() == {"zsuzsika", "skelingthorpe", "qx-12"}
        workspace.own_words.add("Zsuzsika")
        workspace.own_words.add("QX-12")
        assert await masked() == {"skelingthorpe", "qx-12"}, "a code is no name"
        await workspace.abandon()

    run(story())
