"""Plain observable state behind the screens; no controls in here."""
