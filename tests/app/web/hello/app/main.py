"""A greeting, a field and a button. Replaces Layby's own screens where those do not matter."""

import flet as ft
import js
import pyodide.ffi


def main(page: ft.Page) -> None:
    """Show the greeting and tell the page that it may take its splash away."""
    page.title = "Hello"
    said = ft.Text("Nothing pressed yet")

    def press() -> None:
        said.value = "Pressed"
        page.update()

    page.add(
        ft.Text("Hello Layby"),
        ft.TextField(label="Notes"),
        ft.Button("Press", on_click=press),
        said,
    )
    port = getattr(js, "laybyPort", None)
    if port is not None:
        ask = {"ask": "shell-ready", "id": 1}
        port.postMessage(pyodide.ffi.to_js(ask, dict_converter=js.Object.fromEntries))


ft.run(main)
