"""EMAIL_URL says in one line where mail goes."""

import pytest

from config.mail import read_email_url


def test_a_mail_server_is_read_with_its_password() -> None:
    """A password may hold any character, so it is quoted in the address."""
    found = read_email_url("smtp://desk%40example.org:p%2Fw@mail.example.org/?tls=1")

    assert found["EMAIL_HOST"] == "mail.example.org"
    assert found["EMAIL_HOST_USER"] == "desk@example.org"
    assert found["EMAIL_HOST_PASSWORD"] == "p/w"
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (587, True, False)


def test_smtps_speaks_tls_from_the_first_byte() -> None:
    """Its usual port is another one."""
    found = read_email_url("smtps://mail.example.org")

    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (465, False, True)


def test_an_unknown_way_of_sending_says_which_ways_there_are() -> None:
    """Bad input is answered with what to do."""
    with pytest.raises(ValueError, match="use console:, smtp:// or smtps://"):
        read_email_url("pigeon://roof")
