"""Mails to a real server: who is trusted, who is let in, and which refusal is for good."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from attrs import evolve
from tests.certificates import Authority, authority
from tests.mail_server import LOGIN, PASSWORD, MailServer, mail_server

from registre_core import AdapterFailure, Host
from registre_core.ports import Attachment, Message
from registre_notification_smtp.notifier import SmtpNotifier

Open = Callable[..., SmtpNotifier]

MESSAGE = Message("permit-opened/12", "helene@exemple.fr", "Permis de feu n° 12", "À signer.")
SIGNED = Attachment("bon signé.pdf", "application/pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")


def failed(notifier: SmtpNotifier, message: Message = MESSAGE) -> AdapterFailure:
    with pytest.raises(AdapterFailure) as failure:
        notifier.deliver(message)
    return failure.value


def postponed(notifier: SmtpNotifier, message: Message = MESSAGE) -> str:
    failure = failed(notifier, message)
    assert ("delivery-postponed", True) == (failure.code, failure.retryable)
    return failure.message.partition("now: ")[2]


def refused(notifier: SmtpNotifier, message: Message = MESSAGE) -> AdapterFailure:
    failure = failed(notifier, message)
    assert ("delivery-refused", False) == (failure.code, failure.retryable)
    return failure


def test_a_slip_arrives_under_its_french_name(opened: Open, server: MailServer) -> None:
    opened().deliver(evolve(MESSAGE, html="<p>À signer.</p>", attachments=(SIGNED,)))
    (arrived,) = server.office.arrived
    mail = message_from_bytes(arrived.content, EmailMessage, policy=default)

    (slip,) = mail.iter_attachments()
    assert ("bon signé.pdf", SIGNED.content) == (slip.get_filename(), slip.get_content())


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_mail_goes_over_tls_and_with_a_login(opened: Open, server: MailServer, scheme: str) -> None:
    port = server.port if scheme == "smtp" else server.tls_port
    opened(f"{scheme}://{LOGIN}@localhost", port).deliver(MESSAGE)

    (arrived,) = server.office.arrived
    assert (True, LOGIN) == (arrived.is_encrypted, arrived.login)


def test_to_this_machine_a_mail_may_go_in_clear_if_the_address_says_so(opened: Open, server: MailServer) -> None:
    opened("smtp://127.0.0.1", server.plain_port, tls="none").deliver(MESSAGE)
    (arrived,) = server.office.arrived
    assert (False, None) == (arrived.is_encrypted, arrived.login)


def test_a_server_that_offers_no_tls_is_told_nothing(opened: Open, server: MailServer) -> None:
    assert "it offers no STARTTLS" == postponed(opened(port=server.plain_port))
    assert "tls" == failed(opened(port=server.plain_port)).facts["mend"]
    assert [] == server.office.arrived


def test_a_server_whom_nobody_we_trust_vouches_for_gets_nothing(
    opened: Open, server: MailServer, tmp_path: Path
) -> None:
    stranger = authority(tmp_path).trusted
    for start, port in (("smtp://localhost", server.port), ("smtps://localhost", server.tls_port)):
        assert postponed(opened(start, port, ca=str(stranger))).startswith("its certificate is not trusted")
    assert [] == server.office.arrived


def test_a_server_of_another_name_gets_nothing(opened: Open, town: Authority) -> None:
    with mail_server(town.server("mail.exemple.fr")) as other:
        assert postponed(opened(port=other.port)).startswith("its certificate is not trusted, Hostname mismatch")
        assert [] == other.office.arrived


def test_a_wrong_password_turns_no_notice_into_a_dead_letter(opened: Open, server: MailServer, tmp_path: Path) -> None:
    (tmp_path / "other").touch(mode=0o600)
    (tmp_path / "other").write_text("oublié", encoding="utf-8")

    assert "it does not let us in (535): look at name and password" == postponed(
        opened(password=str(tmp_path / "other"))
    )


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_either_way_to_log_in_will_do(opened: Open, server: MailServer, mechanism: str) -> None:
    server.settings["auth_exclude_mechanism"] = [{"PLAIN": "LOGIN", "LOGIN": "PLAIN"}[mechanism]]
    opened().deliver(MESSAGE)
    assert [LOGIN] == [arrived.login for arrived in server.office.arrived]


def test_a_server_with_no_way_to_log_in_is_to_be_mended(opened: Open, server: MailServer) -> None:
    server.settings["auth_exclude_mechanism"] = ["PLAIN", "LOGIN"]
    assert "it offers no AUTH PLAIN or AUTH LOGIN" == postponed(opened())


FOR_GOOD = ["550 5.1.1 no such user", "553 5.1.3 what address is that", "550 no", "556 5.1.10 takes no mail"]
PASSING = [
    "450 4.2.0 greylisted",
    "452 4.5.3 too many recipients",
    "421 4.3.2 closing",
    "554 5.7.1 relay access denied",
    "553 5.7.1 sender address rejected: not owned by user",
    "550 5.1.8 sender address rejected: domain not found",
    "530 5.7.0 must authenticate",
    "552 5.2.2 mailbox full",
    "552 mailbox full",
    "550 relay not permitted",
    "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
]
"""The last two as Exim and qmail say it."""


@pytest.mark.parametrize("answer", FOR_GOOD)
def test_a_recipient_who_does_not_exist_is_a_dead_letter(opened: Open, server: MailServer, answer: str) -> None:
    server.office.at_recipient[MESSAGE.recipient] = answer
    assert int(answer[:3]) == refused(opened()).facts["code"]


@pytest.mark.parametrize("answer", PASSING)
def test_what_somebody_can_mend_is_tried_again(opened: Open, server: MailServer, answer: str) -> None:
    server.office.at_recipient[MESSAGE.recipient] = answer
    assert f"it answered {answer[:3]}" == postponed(opened())


def test_a_sender_who_is_refused_is_the_host_s_to_mend(opened: Open, server: MailServer) -> None:
    server.office.at_sender = "550 5.1.0 who are you"
    assert "it answered 550" == postponed(opened())


def test_a_mail_that_is_refused_is_a_dead_letter(opened: Open, server: MailServer) -> None:
    server.office.at_data = "554 5.6.0 what is that"
    assert {"code": 554, "status": "5.6.0"}.items() <= refused(opened()).facts.items()


def test_a_mail_that_is_not_taken_now_is_tried_again(opened: Open, server: MailServer) -> None:
    for answer in ("451 4.3.0 try later", "552 5.2.2 mailbox full", "554 5.7.1 no DKIM"):
        server.office.at_data = answer
        assert f"it answered {answer[:3]}" == postponed(opened())


def test_a_connection_cut_after_the_mail_was_taken_is_tried_again_under_its_key(
    opened: Open, server: MailServer
) -> None:
    notifier = opened()
    server.office.cuts = True
    assert "the connection was cut" == postponed(notifier)
    server.office.cuts = False
    notifier.deliver(MESSAGE)

    mails = [message_from_bytes(one.content, EmailMessage, policy=default) for one in server.office.arrived]
    assert [MESSAGE.key] * 2 == [str(mail["Registre-Key"]) for mail in mails]
    assert 1 == len({str(mail["Message-ID"]) for mail in mails})


def test_a_mail_larger_than_the_server_takes_is_refused_before_it_is_sent(opened: Open, server: MailServer) -> None:
    server.settings["data_size_limit"] = 2_000
    notifier = opened()
    failure = refused(notifier, evolve(MESSAGE, text="mot " * 1_000))

    assert 2_000 == failure.facts["most"]
    notifier.deliver(MESSAGE)
    assert 1 == len(server.office.arrived)


def test_a_server_that_finds_it_too_large_only_when_it_hears_of_it_refuses_it(opened: Open, server: MailServer) -> None:
    server.office.at_sender = "552 5.3.4 message size exceeds fixed limit"
    assert 552 == refused(opened()).facts["code"]


def test_an_accented_address_goes_to_a_server_that_takes_such(opened: Open, server: MailServer) -> None:
    opened().deliver(evolve(MESSAGE, recipient="hélène@école.exemple.fr"))
    (arrived,) = server.office.arrived
    mail = message_from_bytes(arrived.content, EmailMessage, policy=default)

    assert ("hélène@école.exemple.fr",) == arrived.recipients
    assert "hélène@école.exemple.fr" == str(mail["To"])


def test_an_accented_address_is_refused_where_the_server_takes_none(opened: Open, server: MailServer) -> None:
    server.settings["enable_SMTPUTF8"] = False
    notifier = opened()

    assert "SMTPUTF8" in refused(notifier, evolve(MESSAGE, recipient="hélène@exemple.fr")).message
    notifier.deliver(evolve(MESSAGE, recipient="helene@école.exemple.fr"))
    assert [("helene@xn--cole-9oa.exemple.fr",)] == [arrived.recipients for arrived in server.office.arrived]


def test_one_connection_carries_mail_after_mail(opened: Open, server: MailServer) -> None:
    notifier = opened()
    for number in range(3):
        notifier.deliver(evolve(MESSAGE, key=f"k-{number}"))
    assert 1 == len({arrived.connection for arrived in server.office.arrived})


def test_a_refused_mail_ends_no_connection(opened: Open, server: MailServer) -> None:
    server.office.at_recipient["partie@exemple.fr"] = "550 5.1.1 unknown"
    notifier = opened()
    notifier.deliver(MESSAGE)
    refused(notifier, evolve(MESSAGE, recipient="partie@exemple.fr"))
    notifier.deliver(MESSAGE)
    assert 1 == len({arrived.connection for arrived in server.office.arrived})


def test_a_connection_that_was_cut_while_it_waited_is_opened_anew(opened: Open, server: MailServer) -> None:
    notifier = opened()
    notifier.deliver(MESSAGE)
    with server.away():
        pass
    notifier.deliver(MESSAGE)
    assert 2 == len({arrived.connection for arrived in server.office.arrived})


def test_nobody_s_name_is_asked_for_to_greet_with(
    opened: Open, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getfqdn", lambda: pytest.fail("asked for the name of this machine"))
    opened().deliver(MESSAGE)
    opened(hello="registre.exemple.fr").deliver(MESSAGE)

    assert ["[127.0.0.1]", "registre.exemple.fr"] == [arrived.greeting for arrived in server.office.arrived]


def test_what_fails_tells_neither_password_nor_recipient(
    opened: Open, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="registre")
    server.office.at_recipient[MESSAGE.recipient] = f"550 5.1.1 <{MESSAGE.recipient}> unknown"
    failure = refused(notifier := opened())
    told = f"{failure!r} {failure.facts} {failure.__cause__!r} {notifier!r} {vars(notifier)} {caplog.text}"

    assert "localhost" in told
    assert [] == [word for word in (PASSWORD, MESSAGE.recipient, MESSAGE.subject) if word in told]


def test_a_host_finds_it_by_either_name() -> None:
    for start in ("smtp", "smtps"):
        notifier = Host.discover().build("notifier", f"{start}://mail.exemple.fr?from=registre@exemple.fr")
        assert f"SmtpNotifier(mail.exemple.fr:{587 if start == 'smtp' else 465})" == repr(notifier)
