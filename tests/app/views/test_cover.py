"""The cover: a PIN or a tap lifts it, and it hides without locking."""

from pathlib import Path

from tests.app.views.locking import on_disk, opened, reads_again, typing
from tests.app.views.phone import Phone, on_a_phone, with_profile


def test_a_pin_lifts_the_cover_and_five_wrong_ones_lock(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await typing(phone, "Three late jobs")
        session = phone.services.session
        await opened(phone).lock.set_pin("2580")
        await session.rearm(phone.services)
        assert phone.device.armed == (300.0, 120.0, True)
        phone.device.fires("pin", digits="1111")
        await screen.settle()
        assert phone.device.pin_answer == (False, 4)
        phone.device.fires("pin", digits="2580")
        await screen.settle()
        assert phone.device.pin_answer is not None
        assert phone.device.pin_answer[0] is True
        assert session.workspace is not None
        for _ in range(5):
            phone.device.fires("pin", digits="1111")
            await screen.settle()
        assert phone.device.pin_answer == (False, 0)
        await phone.until(lambda: "Locked after five wrong PINs" in screen.words())
        assert phone.device.asked("forget") == [("pin",)]
        await reads_again(phone, "Three late jobs")

    on_a_phone(tmp_path, story)


def test_where_nothing_can_be_put_over_the_app_no_dead_button_stands(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        phone.has_page = False
        screen = await with_profile(phone)
        assert "Hide now" not in screen.words()
        assert screen.tappable("Lock")

    on_a_phone(tmp_path, story)


def test_hide_now_covers_and_locks_nothing(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        on_disk(phone)
        screen = await phone.start()
        assert "Hide now" not in screen.words()
        screen = await typing(phone, "Three late jobs")
        for route in ("/talk/talk", "/support", "/", "/profile"):
            await screen.go(route)
            phone.device.covered = False
            await screen.tap("Hide now")
            assert phone.device.covered
        assert phone.services.session.workspace is not None

    on_a_phone(tmp_path, story)
