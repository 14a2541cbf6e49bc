"""The quick walk of a patch finds what Flet's own does, and leaves it in the same state."""

from typing import Any

import flet as ft
import pytest
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder
from hypothesis import given, settings
from hypothesis import strategies as st

from app.views import quick_patch

QUICK = {name: quick_patch.quick(walk) for name, walk in quick_patch.FLETS.items()}
PLAIN = type("Plain", (DiffBuilder,), dict(quick_patch.FLETS))
QUICKER = type("Quicker", (DiffBuilder,), QUICK)

leaves = st.builds(
    lambda words, size, weight: (
        lambda: ft.Text(
            words, size=size, style=ft.TextStyle(weight=weight, color=ft.Colors.PRIMARY)
        )
    ),
    st.text(max_size=3),
    st.none() | st.floats(1, 90),
    st.none() | st.sampled_from([ft.FontWeight.BOLD, ft.FontWeight.W_400]),
)


def _holding(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    boxes = st.builds(
        lambda make, pad: (
            lambda: ft.Container(
                make(), padding=pad, border=ft.Border.all(1, "red"), on_click=print
            )
        ),
        inner,
        st.none() | st.integers(0, 9) | st.just(ft.Padding(1, 2, 3, 4)),
    )
    columns = st.builds(
        lambda makes, key: lambda: ft.Column([make() for make in makes], key=key, data={"a": [1]}),
        st.lists(inner, max_size=4),
        st.none() | st.text(max_size=2),
    )
    buttons = st.builds(
        lambda make: (
            lambda: ft.FilledButton(
                make(),
                icon=ft.Icons.ADD,
                style=ft.ButtonStyle(padding={ft.ControlState.DEFAULT: 3}, side=ft.BorderSide(1)),
            )
        ),
        inner,
    )
    bars = st.builds(lambda make: lambda: ft.AppBar(title=make(), actions=[make()]), inner)
    return boxes | columns | buttons | bars


trees = st.recursive(leaves, _holding, max_leaves=12)


def _walked(builder: type[DiffBuilder], tree: Any, frozen: bool) -> list[Any]:
    """Index a tree, then take it out again; say what came and in which state it is."""
    diff = builder(None, None, control_cls=BaseControl)
    said: list[Any] = []
    root = ft.Column()
    added = list(diff._configure_dataclass(tree, root, frozen))
    order = {id(control): at for at, control in enumerate(added)}
    for control in added:
        parent = control._parent()
        said.append(
            (
                type(control).__name__,
                order.get(id(parent), "root" if parent is root else "none"),
                getattr(control, "_frozen", None),
                control._initialized,
                dict(control._dirty),
                sorted(map(str, control._values)),
            )
        )
    for recurse in (True, False):
        said.append([order[id(one)] for one in diff._removed_controls(tree, recurse)])
    return said


@settings(max_examples=60, deadline=None)
@given(trees, st.booleans())
def test_the_quick_walk_is_flets_own_walk(make: Any, frozen: bool) -> None:
    assert _walked(QUICKER, make(), frozen) == _walked(PLAIN, make(), frozen)


def test_plain_fields_are_passed_by_and_the_others_are_not() -> None:
    box = ft.Container(ft.Text("words"), padding=ft.Padding(1, 2, 3, 4), width=5, tooltip="more")
    seen = [field.name for field in quick_patch.worth_walking(box)]
    assert {"content", "padding"} <= set(seen)
    assert not {"width", "tooltip", "height", "visible"} & set(seen)
    assert len(seen) < 12


@pytest.mark.parametrize(
    "control", [ft.FilledButton("Go"), ft.TextField(), ft.Container(), ft.ReorderableListView([])]
)
def test_a_handler_gets_the_kind_of_event_that_flet_would_give(control: ft.Control) -> None:
    handlers = [name for name in dir(control) if name.startswith("on_")]
    assert handlers
    for _ in range(2):  # found out, and known
        for name in (*handlers, "on_nothing_there"):
            assert quick_patch.kind_of_event(control, name) == quick_patch.FLETS_KIND(control, name)
