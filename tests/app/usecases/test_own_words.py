"""Words that are nobody's name: kept in this profile, forgotten on demand, in its backup."""

import pytest

from app.domain.errors import InputError
from app.domain.organisation import Organisation
from app.domain.trust_content import TrustContent
from app.domain.trust_lists import TrustLists
from app.usecases.own_words import MOST, TABLE
from app.usecases.trust_terms import trust_terms
from tests.app.scripted_server import ORGANISATION
from tests.app.usecases.parts import Place, run


def test_words_are_kept_folded_and_each_by_itself() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        workspace.own_words.add("Hope")
        workspace.own_words.add("Zoë’s Grace, 07700!")
        workspace.own_words.add("hope")
        assert workspace.own_words.all() == {"hope", "zoe", "grace"}
        await place.leave(workspace)
        again = place.enter(await place.reopened())
        again.own_words.remove("GRACE")
        again.own_words.remove("never there")
        assert again.own_words.all() == {"hope", "zoe"}
        await place.leave(again)

    run(story())


def test_no_word_stands_in_clear_on_the_device_and_all_are_in_the_backup() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        workspace.own_words.add("brondesbury")
        records = await workspace.saver.tables.records()
        kept = [one for one in records if one.table == TABLE]
        assert len(kept) == 1
        assert "brondesbury" not in str(kept)
        await place.leave(workspace)

    run(story())


def test_far_too_many_are_refused_and_nothing_is_lost() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        letters = "abcdefghij"
        words = [a + b + c for a in letters for b in letters for c in letters]
        workspace.own_words.add(" ".join(words[:MOST]))
        with pytest.raises(InputError, match="Forget some"):
            workspace.own_words.add("hope")
        assert len(workspace.own_words.all()) == MOST
        await place.leave(workspace)

    run(story())


def test_a_trust_without_lists_gives_nothing_to_look_for() -> None:
    organisation = Organisation.from_document(ORGANISATION)
    assert trust_terms(None) is None
    assert trust_terms(TrustContent(1, organisation)) is None
    found = trust_terms(TrustContent(1, organisation, lists=TrustLists(stations=("Oakham",))))
    assert found is not None
    assert found.whole == {"oakham"}
