"""Whatever happens in whatever order: none lost, none twice, each under one number.

A model of the server follows the contract to the letter: nonces, judging by number, marks that a
verified backup raises, restores from an older backup, keys that retire.
"""

import copy
import uuid
from dataclasses import dataclass, field, replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.second_look import hash_of, new_code
from app.domain.summary import WireSummary
from app.domain.token import Token
from app.sync.moves import (
    TOKEN_REASONS,
    after_failure,
    after_meta,
    after_receipt,
    after_withdraw,
    ask_back,
    before_request,
    due,
    may_withdraw,
    pause,
    resume,
    sealed_anew,
)
from app.sync.outbox import ARRIVED, OutboxItem, Receipt, State, may_edit
from app.sync.pace import LONGEST_PAUSE
from tests.app.domain.test_summary import SOUND
from tests.app.sync.stamps import a_token

DAY = date(2026, 11, 23)
NAMING = "Dana talked."
TEXTS = ["Breaks are missed.", "Nights are long.", NAMING]
LOST = st.sampled_from(["nothing", "nothing", "request", "answer"])


@dataclass
class History:
    """What a database holds; a backup is a copy of it."""

    stored: dict[str, WireSummary] = field(default_factory=dict)
    spent: dict[bytes, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)


class ModelServer:
    """Judges as the contract says."""

    def __init__(self) -> None:
        self.now = History()
        self.backup = History()
        self.epochs, self.mark = 1, 0
        self.retired: set[str] = set()

    @property
    def epoch(self) -> str:
        return f"epoch-{self.epochs}"

    def take(self, token: Token, wire: WireSummary) -> Receipt:
        status, reason = self._judge(token, wire)
        return Receipt(wire.id, status, reason, epoch=self.epoch, mark=self.mark)

    def _judge(self, token: Token, wire: WireSummary) -> tuple[str, str]:
        spent_by = self.now.spent.get(token.nonce)
        if spent_by not in (None, wire.id):
            return "rejected", "token-spent"
        if spent_by is None and token.key in self.retired:
            return "rejected", "token-expired"
        known = self.now.stored.get(wire.id)
        if known is not None or wire.id in self.now.withdrawn:
            return ("duplicate" if known in (wire, None) else "conflict"), ""
        if wire.text == NAMING:
            return "needs-another-look", ""
        self.now.stored[wire.id] = wire
        self.now.spent[token.nonce] = wire.id
        return "stored", ""

    def give_back(self, code: str) -> str:
        for key, wire in list(self.now.stored.items()):
            if wire.withdrawal == hash_of(code):
                del self.now.stored[key]
                self.now.withdrawn.add(key)
                return "withdrawn"
        return "unknown"

    def back_up(self) -> None:
        self.backup, self.mark = copy.deepcopy(self.now), self.mark + 1

    def restore(self) -> None:
        self.now, self.mark = copy.deepcopy(self.backup), 0
        self.epochs += 1


class World(RuleBasedStateMachine):
    """A device, its network, its server and the people at both ends."""

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, OutboxItem] = {}
        self.server = ModelServer()
        self.key, self.clock = "11" * 16, 0.0
        self.requested: dict[str, WireSummary] = {}
        self.nonces: dict[bytes, str] = {}
        self.shown: dict[str, bytes] = {}

    @initialize(texts=st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3))
    def begin(self, texts: list[str]) -> None:
        for text in texts:
            self.agree(text)

    @rule(text=st.sampled_from(TEXTS))
    def agree(self, text: str) -> None:
        code = new_code()
        wire = replace(SOUND, id=str(uuid.uuid4()), text=text, withdrawal=hash_of(code))
        self.items[wire.id] = OutboxItem(wire, DAY, code=code)

    @rule(lost=LOST, chance=st.floats(0, 1))
    def send(self, lost: str, chance: float) -> None:
        for item in due(list(self.items.values()), self.clock):
            if item.state is State.WITHDRAWING:
                self._have_back(item, lost, chance)
                continue
            ready = before_request(item, item.token or a_token(self.key))
            self.items[item.id] = ready
            assert ready.token is not None
            self._note_request(ready, ready.token)
            if lost == "request":
                self.items[item.id] = after_failure(ready, "lost", self.clock, chance=chance)
                continue
            receipt = self.server.take(ready.token, ready.wire)
            if lost != "answer" and receipt.reason in TOKEN_REASONS:
                del self.shown[item.id]
            self.items[item.id] = (
                after_failure(ready, "lost", self.clock, chance=chance)
                if lost == "answer"
                else after_receipt(ready, receipt, self.clock, DAY, chance)
            )

    def _note_request(self, item: OutboxItem, token: Token) -> None:
        assert self.nonces.setdefault(token.nonce, item.id) == item.id
        assert self.requested.setdefault(item.id, item.wire) == item.wire
        # The same token each time: only a refusal, noted in ``send``, gives it another.
        assert self.shown.setdefault(item.id, token.nonce) == token.nonce

    def _have_back(self, item: OutboxItem, lost: str, chance: float) -> None:
        word = "" if lost == "request" else self.server.give_back(item.code)
        self.items[item.id] = (
            after_withdraw(item, word, self.clock, DAY)
            if lost == "nothing"
            else after_failure(item, "lost", self.clock, chance=chance)
        )

    def a_person_hides_what_was_marked(self) -> None:
        for item in [item for item in self.items.values() if item.state is State.LOOK]:
            wire = replace(item.wire, text="[name] talked.", looked_again=True)
            self.items[item.id] = sealed_anew(item, wire, item.code)
            del self.requested[item.id]

    def a_person_words_one_anew(self) -> None:
        for item in [item for item in self.items.values() if may_edit(item)][:1]:
            wire = replace(item.wire, text=f"{item.wire.text} And more.")
            self.items[item.id] = OutboxItem(wire, DAY, code=item.code)

    @rule(act=st.sampled_from(["hide", "reword", "pause", "resume", "withdraw"]))
    def a_person_acts(self, act: str) -> None:
        if act == "hide":
            self.a_person_hides_what_was_marked()
        elif act == "reword":
            self.a_person_words_one_anew()
        for item in list(self.items.values())[:1]:
            if act == "withdraw" and may_withdraw(item, DAY):
                self.items[item.id] = ask_back(item)
            elif act in ("pause", "resume"):
                self.items[item.id] = pause(item) if act == "pause" else resume(item)

    # One rule for all of these: of many rules each run of hypothesis leaves most out.
    @rule(event=st.sampled_from(["backup", "restore", "hear", "hear", "quarter", "wait", "kill"]))
    def something_happens(self, event: str) -> None:
        {
            "backup": self.the_server_is_backed_up,
            "restore": self.the_server_goes_back_to_its_last_backup,
            "hear": self.the_device_hears_of_it,
            "quarter": self.a_quarter_passes,
            "wait": self.time_passes,
            "kill": self.the_app_is_killed_and_started,
        }[event]()

    def the_server_is_backed_up(self) -> None:
        self.server.back_up()

    def the_server_goes_back_to_its_last_backup(self) -> None:
        self.server.restore()

    def the_device_hears_of_it(self) -> None:
        server = self.server
        self.items = {
            key: after_meta(item, server.epoch, server.mark, DAY)
            for key, item in self.items.items()
        }

    def a_quarter_passes(self) -> None:
        self.server.retired.add(self.key)
        self.key = uuid.uuid4().hex

    def time_passes(self) -> None:
        self.clock += LONGEST_PAUSE

    def the_app_is_killed_and_started(self) -> None:
        self.items = {
            key: OutboxItem.from_document(item.to_document()) for key, item in self.items.items()
        }

    @invariant()
    def nothing_is_lost_and_nothing_invented(self) -> None:
        assert all(key == item.id for key, item in self.items.items())
        assert set(self.server.now.stored) <= set(self.items)
        for item in self.items.values():
            seen = item.epoch == self.server.epoch
            if seen and item.state in ARRIVED:
                assert item.id in self.server.now.stored
            if seen and item.state is State.DURABLE:
                assert item.id in self.server.backup.stored
            if item.state is State.LOOK:
                assert item.wire.text == NAMING
            assert item.state is not State.HELD

    def teardown(self) -> None:
        self.items = {key: resume(item) for key, item in self.items.items()}
        for _ in range(4):
            self.the_device_hears_of_it()
            self.clock += LONGEST_PAUSE
            self.send(lost="nothing", chance=0.0)
            self.a_person_hides_what_was_marked()
        self.send(lost="nothing", chance=0.0)
        kept = {key for key, item in self.items.items() if item.state is not State.WITHDRAWN}
        assert set(self.server.now.stored) == kept
        assert all(self.items[key].state in ARRIVED for key in kept)
        for key in kept:
            assert self.server.now.stored[key] == self.items[key].wire
        self.server.back_up()
        self.the_device_hears_of_it()
        assert all(self.items[key].state is State.DURABLE for key in kept)


TestWorld = World.TestCase
TestWorld.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def test_what_was_taken_back_does_not_return_with_an_older_backup() -> None:
    world = World()
    world.begin(["Breaks are missed."])
    world.send(lost="nothing", chance=0.0)
    world.the_server_is_backed_up()
    world.a_person_acts("withdraw")
    world.send(lost="nothing", chance=0.0)
    world.the_server_goes_back_to_its_last_backup()
    assert len(world.server.now.stored) == 1
    world.the_device_hears_of_it()
    world.send(lost="nothing", chance=0.0)
    assert world.server.now.stored == {}
    world.teardown()
