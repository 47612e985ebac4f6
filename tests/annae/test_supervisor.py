import asyncio
import os
import signal
import socket
import sys

import pytest

from annae.errors import AnnaeError
from annae.supervisor.ports import check_free, free_port
from annae.supervisor.process import ChildProcess, Command
from annae.supervisor.supervisor import BackOff, Supervisor

FOREVER = [sys.executable, "-c", "import time; time.sleep(600)"]


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNAE_HOME", str(tmp_path))


async def child_of(supervisor, name, but_not=None):
    while name not in supervisor.children or supervisor.children[name] is but_not:
        await asyncio.sleep(0.01)
    return supervisor.children[name]


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_process_that_died_is_started_again_and_said():
    said, stop = [], asyncio.Event()
    supervisor = Supervisor([Command("worker", FOREVER)], said.append, BackOff(first=0.01))
    running = asyncio.create_task(supervisor.run(stop.wait()))
    first = await child_of(supervisor, "worker")
    os.kill(first.pid, signal.SIGKILL)
    second = await child_of(supervisor, "worker", but_not=first)
    assert alive(second.pid)
    assert "worker was ended by signal 9; starting it again" in said[0]
    stop.set()
    await running
    assert not alive(second.pid)


async def test_stopping_ends_grandchildren_too(tmp_path):
    note = tmp_path / "pid"
    script = (
        f"import subprocess; p = subprocess.Popen({FOREVER!r}); open({str(note)!r}, 'w').write(str(p.pid)); p.wait()"
    )
    child = await ChildProcess.start(Command("parent", [sys.executable, "-c", script]))
    while not (note.exists() and note.read_text()):
        await asyncio.sleep(0.01)
    await child.stop()
    grandchild = int(note.read_text())
    for _ in range(100):
        if not alive(grandchild):
            break
        await asyncio.sleep(0.05)
    assert not alive(grandchild)


async def test_output_goes_to_the_processs_log(tmp_path):
    child = await ChildProcess.start(Command("talker", [sys.executable, "-c", "print('hello'); raise SystemExit(3)"]))
    assert await child.wait() == 3
    assert "hello" in (tmp_path / "logs" / "talker.log").read_text()


async def test_a_program_that_is_not_there_ends_the_supervisor():
    supervisor = Supervisor([Command("ghost", ["/nonexistent/program"])], lambda _: None)
    with pytest.raises(FileNotFoundError):
        await supervisor.run(asyncio.Event().wait())


def test_the_back_off_doubles_up_to_its_limit_and_forgets_after_a_healthy_time():
    back_off = BackOff(first=1, most=5, healthy=60)
    waits = [back_off.next(0, 1)]
    for _ in range(4):
        waits.append(back_off.next(waits[-1], 1))
    assert waits == [1, 2, 4, 5, 5]
    assert back_off.next(5, 61) == 1


def test_a_port_in_use_is_named_with_its_setting():
    port = free_port()
    check_free("127.0.0.1", port, "gateway.port")
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(AnnaeError, match=f"port {port} cannot be used .* gateway.port"):
            check_free("127.0.0.1", port, "gateway.port")
