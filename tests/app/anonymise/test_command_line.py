"""JSON lines in, JSON lines out, one for one."""

import json
import subprocess
import sys

from app.anonymise.__main__ import answers
from app.anonymise.policy import Anonymiser


def test_each_line_has_its_answer(anonymiser: Anonymiser) -> None:
    lines = [json.dumps({"text": "told sarah on tuesday"}), json.dumps({"text": ""}), "nonsense"]
    lines += ["[]", json.dumps({"text": 4}), json.dumps({"other": "sarah"})]
    found = [json.loads(answer) for answer in answers(lines, anonymiser)]
    assert found[0] == {"spans": [[5, 10, "NAME", "red"], [14, 21, "DATE", "amber"]]}
    assert found[1] == {"spans": []}
    assert all("error" in answer and "sarah" not in str(answer) for answer in found[2:])
    assert len(found) == len(lines)


def test_it_runs_as_a_program() -> None:
    line = json.dumps({"text": "call 07700 900123, Zoë"}) + "\n"
    done = subprocess.run(
        [sys.executable, "-m", "app.anonymise"],
        input=line * 2,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    answers = [json.loads(answer) for answer in done.stdout.splitlines()]
    assert answers == [{"spans": [[5, 17, "PHONE", "red"], [19, 22, "NAME", "red"]]}] * 2
