"""The command is found, limited and ended; what it prints is read, and what it complains of is said."""

import stat
import sys
import time
import zlib
from pathlib import Path

import pytest

from registre_core import AdapterFailure, ConfigurationError, Host, InvalidInput, RegistreError
from registre_core.extraction import Recognition
from registre_core.testing.contracts.text_recognizer import png
from registre_recognition_tesseract import Limits, TesseractRecognizer
from registre_recognition_tesseract.command import MEBIBYTE, USUAL, run

WHITE = png(200, 100, zlib.compress((b"\x00" + b"\xff" * 200) * 100))


def code_of(recognizer: TesseractRecognizer, picture: bytes = WHITE) -> str:
    with pytest.raises(RegistreError) as refused:
        recognizer.recognise(picture, dpi=300)
    return refused.value.code


@pytest.fixture
def pretender(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A command of the same name, which knows French and then does what a test writes into a file beside it."""
    deed = tmp_path / "deed.py"
    command = tmp_path / "tesseract"
    command.write_text(
        f"#!{sys.executable}\nimport sys\n"
        "if '--list-langs' in sys.argv: print('List of available languages (1):\\nfra'); sys.exit()\n"
        f"exec(open({str(deed)!r}).read())\n",
        encoding="utf-8",
    )
    command.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", str(tmp_path))
    return deed


@pytest.mark.parametrize(
    "address,language",
    [
        ("tesseract", "fra"),
        ("tesseract:fra+eng", "fra+eng"),
        ("tesseract:eng", "eng"),
        ("tesseract:chi_sim", "chi_sim"),
    ],
)
def test_an_address_says_which_languages_are_read(address: str, language: str) -> None:
    assert TesseractRecognizer.at(address).language == language


@pytest.mark.parametrize(
    "address",
    [
        "tesseract:",
        "tesseract:français",
        "tesseract:fra ",
        "tesseract:fra+",
        "tesseract:--help",
        "ocr",
        "tesseract:fra --psm 0",
    ],
)
def test_an_address_says_nothing_else(address: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        TesseractRecognizer.at(address)

    assert refused.value.code == "malformed-recognizer-address"


def test_a_host_finds_it_by_its_name() -> None:
    assert Host.discover().build("recognizer", "tesseract:fra+eng") == TesseractRecognizer("fra+eng")


def test_a_host_is_put_together_where_nothing_is_installed_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    recognizer = Host.discover().build("recognizer", "tesseract")
    with pytest.raises(ConfigurationError, match="apt-get install tesseract-ocr tesseract-ocr-fra"):
        recognizer.check()


def test_a_missing_language_names_the_package_of_each(pretender: Path) -> None:
    with pytest.raises(ConfigurationError) as refused:
        TesseractRecognizer("fra+eng+chi_sim").check()

    assert refused.value.facts == {"languages": "eng chi_sim", "install": "tesseract-ocr-eng tesseract-ocr-chi-sim"}


def test_a_language_that_was_installed_meanwhile_is_found(pretender: Path) -> None:
    recognizer = TesseractRecognizer("eng")
    with pytest.raises(ConfigurationError):
        recognizer.check()
    command = pretender.parent / "tesseract"
    command.write_text(command.read_text(encoding="utf-8").replace("fra", "eng"), encoding="utf-8")

    recognizer.check()


def test_what_is_installed_is_asked_once(pretender: Path, tmp_path: Path) -> None:
    recognizer = TesseractRecognizer()
    recognizer.check()
    (tmp_path / "tesseract").unlink()

    recognizer.check()


def test_its_words_are_read_from_its_table(pretender: Path) -> None:
    rows = [
        "level page_num block_num par_num line_num word_num left top width height conf text",
        "4 1 1 1 1 0 10 10 90 20 -1 ",
        "5 1 1 1 1 1 10 10 40 20 96.5 Porte",
        "5 1 1 1 1 2 60 10 40 20 -1 ?",
        "5 1 1 1 2 1 10 40 40 20 91 ||n°4",
        "5 1 1 1 2 2 60 40 40 20 91 |",
        "5 1 2 1 1 1 10 70 40 20 100.2 Suite|",
        "5 1 2 1 1 2 10 70 40 20 95  ",
    ]
    pretender.write_text(f"print({chr(10).join(rows)!r}.replace(' ', chr(9)))", encoding="utf-8")
    words = TesseractRecognizer().recognise(WHITE, dpi=300).words

    assert [(word.text, word.line, word.confidence) for word in words] == [
        ("Porte", 0, 96.5),
        ("?", 0, 0.0),
        ("n°4", 1, 91.0),
        ("Suite", 2, 100.0),
    ]
    assert [(word.x0, word.y0, word.x1, word.y1) for word in words[::2]] == [(10, 10, 50, 30), (26, 40, 50, 60)]


@pytest.mark.parametrize("place", ["x 10 40 20 90", "nan 10 40 20 90", "10 inf 40 20 90", "10 10 -40 20 90"])
def test_words_that_stand_nowhere_are_a_failure_of_the_command(pretender: Path, place: str) -> None:
    row = f"5 1 1 1 1 1 {place} Porte".replace(" ", "\t")
    pretender.write_text(f"print('heads\\n' + {row!r})", encoding="utf-8")

    assert "recognizer-failed" == code_of(TesseractRecognizer())


def test_a_command_that_hangs_is_ended_with_all_it_started(pretender: Path, tmp_path: Path) -> None:
    child = tmp_path / "child"
    pretender.write_text(
        "import subprocess, time\n"
        "started = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(child)!r}, 'w').write(str(started.pid))\n"
        "time.sleep(600)\n",
        encoding="utf-8",
    )

    assert code_of(TesseractRecognizer(limits=Limits(seconds=3))) == "picture-too-costly"
    assert is_ended(int(child.read_text(encoding="utf-8")))


def is_ended(process: int) -> bool:
    """Wait for a process to do nothing any more; one that only waits to be counted does not."""
    for _ in range(500):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="missing: limits of another process's memory, which Linux has")
def test_a_command_that_grows_is_stopped(pretender: Path) -> None:
    grown = "try: bytearray(2**31)\nexcept MemoryError: sys.exit('std::bad_alloc')\n"
    pretender.write_text(f"sys.stdin.buffer.read()\n{grown}", encoding="utf-8")

    assert code_of(TesseractRecognizer(limits=Limits(memory=512 * MEBIBYTE))) == "picture-too-costly"


def test_a_command_that_fails_says_why(pretender: Path) -> None:
    pretender.write_text("sys.exit('no such mode')", encoding="utf-8")
    with pytest.raises(AdapterFailure, match="ended with 1: no such mode") as failure:
        TesseractRecognizer().recognise(WHITE, dpi=300)

    assert (failure.value.code, failure.value.facts) == ("recognizer-failed", {"exit_code": 1})


def test_a_command_that_cannot_be_started_says_so(pretender: Path, tmp_path: Path) -> None:
    (tmp_path / "tesseract").write_text("#!/nowhere/python\n", encoding="utf-8")

    assert code_of(TesseractRecognizer()) == "recognizer-failed"


def test_what_is_no_picture_is_never_given_to_the_command(pretender: Path, tmp_path: Path) -> None:
    """It would take it for a list of files, and read those."""
    pretender.write_text(f"open({str(tmp_path / 'started')!r}, 'w')", encoding="utf-8")

    assert code_of(TesseractRecognizer(), b"/etc/hostname\n") == "not-a-picture"
    assert not (tmp_path / "started").exists()


def test_a_host_says_how_large_a_picture_may_be() -> None:
    assert TesseractRecognizer(limits=Limits(pixels=20_000)).recognise(WHITE, dpi=300) == Recognition()
    with pytest.raises(InvalidInput) as refused:
        TesseractRecognizer(limits=Limits(pixels=19_999)).recognise(WHITE, dpi=300)

    assert refused.value.code == "picture-too-costly"


def test_nothing_of_the_host_s_settings_changes_what_is_read(pretender: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_NUMERIC", "fr_FR.UTF-8")
    monkeypatch.setenv("OMP_THREAD_LIMIT", "16")
    monkeypatch.setenv("TESSDATA_PREFIX", "/somewhere")
    printed = run([sys.executable, "-c", "import os; print(sorted(os.environ.items()))"], USUAL)
    settings = dict(eval(printed.output))  # noqa: S307  # what our own child printed

    assert settings.items() >= {("OMP_THREAD_LIMIT", "1"), ("TESSDATA_PREFIX", "/somewhere"), ("LC_ALL", "C")}
    assert "LC_NUMERIC" not in settings
