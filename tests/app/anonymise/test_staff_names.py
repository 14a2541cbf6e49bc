"""Name parts are read out of the files that trusts have; nothing else is taken for a name."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.anonymise.staff_names import MAX_FILE_BYTES, decoded, name_parts, roster_of
from app.domain.errors import ContentError


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ngozi Okafor\nSinéad O'Neill-Smith\n", "ngozi okafor sinead o'neill oneill smith"),
        ("\ufeffSurname,First name\nOkafor,Ngozi\n", "okafor ngozi"),
        ("Staff No;Forename;Surname;Site\n12;Łukasz;van der Berg;Oakham\n", "lukasz berg"),
        ('Employee Name\tJob\n"Rowe, Dr Priya"\tParamedic\n', "rowe priya"),
        (
            "Full Name,Known As,Username\nGwendoline Rees (Gwen),Gwen,grees1\n",
            "gwendoline rees gwen",
        ),
        ("Okafor, Ngozi\nRees, Gwen\n", "okafor ngozi rees gwen"),
        ("Ngozi Okafor\n07700 900123\nngozi@trust.example\nhttps://x\n", "ngozi okafor"),
    ],
    ids=["lines", "csv", "semicolons", "tabs", "known-as", "two-columns", "other-things"],
)
def test_names_are_found_in_the_forms_trusts_have(text: str, parts: str) -> None:
    assert name_parts(text) == set(parts.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "No names"),
        ("12,34\n", "No names"),
        ("Okafor,Ngozi,Paramedic\nRees,Gwen,Technician\n", "Say in the first line"),
        ("Station,Team name,Job\nOakham,Red,Paramedic\n", "Say in the first line"),
    ],
    ids=["empty", "numbers", "no-heading", "no-name-column"],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(text: str, words: str) -> None:
    with pytest.raises(ContentError, match=words):
        name_parts(text)


def test_the_filter_knows_them_and_holds_none() -> None:
    roster = roster_of("First name,Surname\nNgozi,Okafor\nGwen,Rees\n", bytes(16))
    assert roster.names == 4
    assert all(map(roster.holds, ["ngozi", "okafor", "gwen", "rees"]))
    assert "okafor" not in str(roster.to_document())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_spreadsheet_s_own_ways_of_writing_are_read(encoding: str) -> None:
    assert name_parts(decoded("Sinéad Öz\n".encode(encoding))) == {"sinead", "oz"}


@pytest.mark.parametrize(
    "content",
    [b"\x81\x8d", b"\xff\xfe\x00", b"a" * (MAX_FILE_BYTES + 1)],
    ids=["bytes", "half", "large"],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(ContentError):
        decoded(content)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120) | st.text('ab,"\n;\t\r\x00', max_size=60))
@example("A𝕬")
def test_any_file_is_read_or_refused(text: str) -> None:
    try:
        parts = name_parts(text)
    except ContentError:
        return
    assert parts
    assert all(len(part) >= 2 and part == part.lower() for part in parts)
