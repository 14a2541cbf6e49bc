"""What a screen's controls hold and say, in reading order, as a screen reader goes through them."""

from typing import Any

from flet.controls.base_control import BaseControl


def fits(control: Any, kinds: tuple[str, ...]) -> bool:
    return not kinds or type(control).__name__.endswith(kinds)


def controls_in(control: Any) -> list[Any]:
    found: list[Any] = []
    _walk(control, found)
    return found


def views_in(control: Any) -> list[Any]:
    """Every view at or under this, without what is in them."""
    if isinstance(control, list | tuple):
        return [view for item in control for view in views_in(item)]
    if not isinstance(control, BaseControl) or not getattr(control, "visible", True):
        return []
    if type(control).__name__ == "View":
        return [control]
    return [view for name in _PARTS for view in views_in(getattr(control, name, None))]


def merged(control: Any) -> str:
    inside = controls_in(control)
    own = [c.label for c in inside if type(c).__name__ == "Semantics" and c.label]
    texts = [c.value for c in inside if type(c).__name__ == "Text"]
    return "\n".join([*own, *texts])


#: What can hold other controls, in reading order.
_PARTS = (
    *("_b", "appbar", "leading", "title", "controls"),
    *("content", "suffix_icon", "actions", "bottom_appbar"),
)


def _walk(control: Any, found: list[Any]) -> None:
    if isinstance(control, BaseControl):
        if getattr(control, "visible", True):
            found.append(control)
            for name in _PARTS:
                part = getattr(control, name, None)
                if part is not None:
                    _walk(part, found)
    elif isinstance(control, list | tuple):
        for item in control:
            _walk(item, found)


def says(control: Any) -> tuple[str, str]:
    # A field's trouble stands below it.
    error = getattr(control, "error", None)
    inside = getattr(control, "content", None)
    if type(control).__name__.endswith("Button") and isinstance(inside, BaseControl):
        return "", ""  # the words in it are read by themselves
    return label_of(control), error if isinstance(error, str) else ""


def label_of(control: Any) -> str:
    """What a control is called; a button by the words in it."""
    inside = getattr(control, "content", None)
    if type(control).__name__.endswith("Button") and type(inside).__name__ == "Text":
        return str(inside.value)
    for name in ("content", "value", "label", "title", "tooltip"):
        if control._c in ("TextField", "Radio") and name == "value":
            continue
        value = getattr(control, name, None)
        if isinstance(value, str) and value:
            return value
    return ""
