"""``annae chat`` as a person and as a program use it, with a kiosk that is a scripted fake."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import psutil
import pytest

from annae.chat.shown import lines
from annae.cli.main import main
from annae.paths import PROJECT
from annae.supervisor.ports import free_port


class FakeKiosk(ThreadingHTTPServer):
    """Answers every message with its own text, and writes down what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: FakeKiosk

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        custom = {"language": body["metadata"].get("language", "ko"), "intent": "x", "suggestions": ["하나", "둘"]}
        answer = json.dumps([{"recipient_id": "x", "text": f"[{body['message']}]", "custom": custom}]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def kiosk() -> Iterator[FakeKiosk]:
    server = FakeKiosk()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_line_is_answered_until_the_input_ends(
    kiosk: FakeKiosk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("화장실 어디예요\n\nwhere are the bags\n204117\n"))
    assert main(["chat", "--url", kiosk.url]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line for line in shown if line.startswith("[")] == [
        "[안녕하세요]", "[화장실 어디예요]", "[where are the bags]", "[204117]"
    ]  # fmt: skip
    assert "  (하나 / 둘)" in shown
    languages = [asked["metadata"].get("language") for asked in kiosk.asked]
    assert languages == ["ko", "ko", "en", None]
    assert len({asked["sender"] for asked in kiosk.asked}) == 1


def test_with_json_each_reply_is_an_object_and_nothing_else_is_printed(
    kiosk: FakeKiosk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("bags\n"))
    assert main(["chat", "--url", kiosk.url, "--json", "--language", "en"]) == 0
    replies = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [reply["said"] for reply in replies] == [None, "bags"]
    assert replies[0]["text"] == "[Hello]"
    assert replies[1]["language"] == "en"


def test_without_a_kiosk_it_says_so_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chat", "--url", f"http://127.0.0.1:{free_port()}"]) == 1
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert "no kiosk answers" in line
    assert "annae run" in line


def test_ctrl_c_ends_it_without_a_complaint(kiosk: FakeKiosk) -> None:
    command = [sys.executable, "-m", "annae", "chat", "--url", kiosk.url]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as chat:  # fmt: skip
        assert chat.stdout is not None
        assert chat.stdout.readline() == "[안녕하세요]\n"
        time.sleep(0.3)  # until it waits for a line
        chat.send_signal(signal.SIGINT)
        _, complaint = chat.communicate(timeout=20)
    assert chat.returncode == 0
    assert "Traceback" not in complaint


def test_a_reply_is_shown_with_its_cards_and_facts_in_short_lines() -> None:
    custom = {
        "products": [
            {"id": "bag-01", "title": "토트백", "price": 159000, "sale_price": 129000, "floor": "1F", "zone": "핸드백"},
            {"id": "bag-02", "title": "숄더백", "price": 9000, "in_stock": False},
        ],
        "location": {"floor": "1F", "zone": "핸드백", "route": ["곧장 가세요."]},
        "order": {"id": "204117", "status": "paid"},
        "cart": {"items": [{"id": "bag-01", "quantity": 2}], "total": 258000},
        "action": "confirm",
        "suggestions": ["네", "아니요"],
    }
    assert lines({"text": "여기 있어요.", "custom": custom}) == [
        "여기 있어요.",
        "  1. 토트백 · 129,000 (159,000) · 1F 핸드백 · bag-01",
        "  2. 숄더백 · 9,000 · sold out · bag-02",
        "  @ 1F 핸드백",
        "    곧장 가세요.",
        "  # 204117 paid",
        "  = 2 x bag-01: 258,000",
        "  [confirm]",
        "  (네 / 아니요)",
    ]


def test_help_has_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["chat", "--help"])
    assert ended.value.code == 0
    assert "annae chat --url" in capsys.readouterr().out


FAKE_SERVER = """
import json, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def answer(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        self.answer({"model_file": "fake"})
    def do_POST(self):
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["message"]
        self.answer([{"text": f"[{message}]"}, {"custom": {"language": "ko"}}])
HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@pytest.fixture
def started_with_fakes(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What a dialogue is started with: small servers in the place of Rasa and the action server."""
    commands: list[list[str]] = []

    def command(port: int) -> tuple[list[str], dict[str, str]]:
        commands.append([sys.executable, "-c", FAKE_SERVER, str(port)])
        return commands[-1], {}

    monkeypatch.setattr("annae.chat.starting.train", lambda: None)
    monkeypatch.setattr("annae.chat.starting.rasa_command", lambda settings: command(settings.dialogue.rasa_port))
    monkeypatch.setattr("annae.chat.starting.actions_command", lambda settings: command(settings.dialogue.actions_port))
    return commands


def test_the_dialogue_is_started_and_ends_with_the_conversation(
    started_with_fakes: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("화장실 어디예요\n"))
    assert main(["chat"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == ["[/greeting]", "[화장실 어디예요]"]
    assert "dialogue ready" in captured.err
    running = [process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"])]
    assert not [command for command in started_with_fakes if command in running]


def test_a_dialogue_that_cannot_start_is_named_with_its_log(
    started_with_fakes: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "annae.chat.starting.rasa_command", lambda _: ([sys.executable, "-c", "raise SystemExit(3)"], {})
    )
    assert main(["chat"]) == 1
    assert "chat-rasa.log" in capsys.readouterr().err
