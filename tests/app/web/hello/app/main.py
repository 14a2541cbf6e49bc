"""A greeting, a button, and the page's bridge laid bare: what it hears, and two things to ask."""

from collections.abc import Callable

import flet as ft
import js
import pyodide.ffi

GREETING = "Hello Layby"


def main(page: ft.Page) -> None:
    """Show the greeting and tell the page that it may take its splash away."""
    page.title = "Hello"
    pressed = ft.Text("Pressed 0")
    heard = ft.Text("Heard nothing")
    events: list[str] = []
    presses = 0

    def ask(what: str) -> None:
        question = {"ask": what, "id": what}
        js.laybyPort.postMessage(pyodide.ffi.to_js(question, dict_converter=js.Object.fromEntries))

    def asking(what: str) -> Callable[[], None]:
        return lambda: ask(what)

    def hear(message: object) -> None:
        said = message.data.to_py()
        if "event" in said:
            events.append(said["event"])
        elif said["answer"] != "shell-ready":
            events.append(f"{said['answer']}={said.get('value', said.get('reason'))}")
        heard.value = "Heard " + ", ".join(events)
        page.update()

    def press() -> None:
        nonlocal presses
        presses += 1
        pressed.value = f"Pressed {presses}"
        page.update()

    asks = ("check-update", "apply-update", "persisted", "nonsense")
    page.add(
        ft.Container(height=60, bgcolor="#12ab34"),
        ft.Text(GREETING),
        ft.TextField(label="Notes"),
        ft.Button("Press", on_click=press),
        pressed,
        *(ft.Button(f"Ask {what}", on_click=asking(what)) for what in asks),
        heard,
    )
    if hasattr(js, "laybyPort"):  # a stock Flet page has none
        js.laybyPort.addEventListener("message", pyodide.ffi.create_proxy(hear))
        js.laybyPort.start()
        ask("shell-ready")


ft.run(main)
