"""Where `python main.py`, `flet run` and `flet build` begin; everything else is in `app`."""

from app.main import begin

if __name__ == "__main__":
    begin()
