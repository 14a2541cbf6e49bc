"""What a trust does with what it is sent, said in words that hold for any of its settings."""

from app.domain.trust_policy import TrustPolicy


def test_it_is_said_in_words() -> None:
    assert TrustPolicy(11, 2).in_words() == (
        "Your trust shows nothing of a group until it has 11 summaries of it. It deletes the "
        "words after about 2 years."
    )
    assert TrustPolicy(11, 1).in_words().endswith("after about 1 year.")
    assert "20 summaries" in TrustPolicy(20, 5).in_words()
    assert "about 5 years" in TrustPolicy(20, 5).in_words()


def test_an_older_server_says_nothing() -> None:
    assert TrustPolicy.from_document(None) is None
