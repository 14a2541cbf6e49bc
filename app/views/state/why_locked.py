"""Says on the welcome why the last profile was locked."""

_WORDS = {
    "asked": "Locked.",
    "idle": "Locked after some minutes without a touch. What was typed is saved.",
    "hidden": "Locked while Layby was out of sight. What was typed is saved.",
    "moved": "Your profile is now open in another window. What was typed here is saved.",
    "pin": "Locked after five wrong PINs. Your passphrase opens it.",
    "erased": "Erased from this device.",
}


def why_locked(word: str) -> str:
    """Give a sentence for the device's word; "" when the app was simply started."""
    return _WORDS.get(word, "")
