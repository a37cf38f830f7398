"""What a mail looks like on the wire."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import default

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from registre_core import AdapterFailure
from registre_core.ports import Attachment, Message
from registre_notification_smtp.letter import mail_of

MESSAGE = Message("permit-opened/12", "helene@exemple.fr", "Permis de feu n° 12", "À signer.")
SENDER = "registre@exemple.fr"
ONE_LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=120)


def written(message: Message = MESSAGE, name: str | None = None) -> bytes:
    return mail_of(message, SENDER, name).content


def read(content: bytes) -> EmailMessage:
    mail = message_from_bytes(content, EmailMessage, policy=default)
    assert [] == mail.defects
    return mail


def test_text_and_html_are_alternatives_and_files_stand_behind_them() -> None:
    slip = Attachment("bon signé.pdf", "application/pdf", b"%PDF-1.7")
    mail = read(written(evolve(MESSAGE, html="<p>À signer.</p>", attachments=(slip,))))

    body, *files = mail.iter_parts()
    assert "multipart/mixed" == mail.get_content_type()
    assert "multipart/alternative" == body.get_content_type()
    assert ["text/plain", "text/html"] == [part.get_content_type() for part in body.iter_parts()]
    assert ["application/pdf"] == [part.get_content_type() for part in files]


def test_an_accented_name_of_a_file_stands_as_its_standard_wants_it() -> None:
    content = written(evolve(MESSAGE, attachments=(Attachment("bon signé.pdf", "application/pdf", b"%PDF-1.7"),)))
    assert b"filename*=utf-8''bon%20sign%C3%A9.pdf" in content  # RFC 2231


def test_every_server_takes_every_line() -> None:
    long = evolve(MESSAGE, subject="œ" * 2_000, text="é" * 5_000, html="<p>" + "à" * 5_000, key="k" * 200)
    picture = Attachment("é" * 300, "image/png", bytes(range(256)) * 9)
    content = written(evolve(long, attachments=(picture,)), "Mairie d’Œuvre")

    assert content.isascii()
    assert b"\r\n" * content.count(b"\n") == b"".join(re.findall(rb"\r?\n", content))
    assert max(map(len, content.split(b"\r\n"))) <= 998


def test_encoded_words_are_as_short_as_their_standard_wants_them() -> None:
    head = written(evolve(MESSAGE, subject="À l’école, " * 30)).partition(b"\r\n\r\n")[0]
    subject = re.search(rb"^Subject: (?:.*\r\n )*.*", head, flags=re.MULTILINE)

    assert subject is not None
    assert max(map(len, subject[0].split(b"\r\n"))) <= 76  # RFC 2047, section 2


def test_a_mail_sent_again_is_known_by_its_identifier() -> None:
    once, again, other = (read(written(evolve(MESSAGE, key=key)))["Message-ID"] for key in ("k-1", "k-1", "K-1"))
    assert once == again != other
    assert re.fullmatch(r"<[0-9a-f]{32}@exemple\.fr>", once)


def test_nobody_s_absence_answers_and_nothing_promises_what_is_not_there() -> None:
    mail = read(written())
    assert "auto-generated" == mail["Auto-Submitted"]  # RFC 3834
    assert mail["List-Unsubscribe"] is None


def test_answers_go_where_the_message_says_and_nowhere_if_that_is_no_address() -> None:
    def told(reply_to: str | None) -> str | None:
        header = read(written(evolve(MESSAGE, reply_to=reply_to)))["Reply-To"]
        return None if header is None else str(header)

    assert ("mairie@exemple.fr", None) == (told("mairie@exemple.fr"), told(None))
    assert (None, None) == (told("mairie@exemple.fr, paul@exemple.fr"), told("hélène@exemple.fr"))
    assert "mairie@xn--cole-9oa.fr" == told("mairie@école.fr")


@pytest.mark.parametrize("name", ["Registre", "Mairie d’Œuvre, « sécurité »", 'a "b" <c>, d', "Ville; de=?x?="])
def test_who_sends_is_shown_by_name(name: str) -> None:
    sender = read(written(name=name))["From"]
    assert isinstance(sender, AddressHeader)
    ((shown, address),) = [(one.display_name, one.addr_spec) for one in sender.addresses]
    assert (name, SENDER) == (shown, address)


NOT_ONE = """
helene  helene@  @exemple.fr  a,b@exemple.fr  a@b.fr,c@d.fr  <a@exemple.fr>  a@b@exemple.fr  a..b@exemple.fr
=?utf-8?q?a?=@exemple.fr  a@exemple..fr  "a"@exemple.fr  a@[127.0.0.1]  a(b)@exemple.fr
""".split()
NOR_THESE = ["a b@exemple.fr", f"{'a' * 250}@exemple.fr", f"a@{'é' * 80}.fr"]
SOMEBODY_ELSE_S = ["a@groß.fr", "a@exemple².fr", "a@ﬁn.fr", "a@σας.gr"]
"""Python's IDNA (RFC 3490) makes gross.fr of the first: another domain, which .fr hands out beside it."""


@pytest.mark.parametrize("recipient", [*NOT_ONE, *NOR_THESE, *SOMEBODY_ELSE_S], ids=ascii)
def test_what_is_not_one_mail_address_is_refused_for_good(recipient: str) -> None:
    with pytest.raises(AdapterFailure) as failure:
        written(evolve(MESSAGE, recipient=recipient))
    assert ("delivery-refused", False) == (failure.value.code, failure.value.retryable)


@pytest.mark.parametrize("recipient", ["a+b=c@exemple.fr", "o'neill@exemple.fr", "a.b-c_d@mail.exemple.fr"])
def test_addresses_that_people_have_are_taken(recipient: str) -> None:
    assert recipient == read(written(evolve(MESSAGE, recipient=recipient)))["To"]


@settings(max_examples=30)
@given(subject=ONE_LINE.filter(str.strip), file=ONE_LINE.filter(str.strip))
def test_a_subject_and_the_name_of_a_file_come_back_as_they_were(subject: str, file: str) -> None:
    attached = (Attachment(file, "application/pdf", b""),)
    mail = read(written(evolve(MESSAGE, subject=subject, attachments=attached)))

    assert subject == mail["Subject"]
    assert [file] == [part["Content-Disposition"].params["filename"] for part in mail.iter_attachments()]
