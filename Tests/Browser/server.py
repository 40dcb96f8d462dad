"""The product's server: a child process on a free port with its own data."""
import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request

import product


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running_server(folder, story=True):
    """The address of a desk with the story in it, stopped by SIGTERM at the end.

    ENSEMBLE_BROWSER_SERVER names one that runs already, for work on a page.
    """
    address = os.environ.get("ENSEMBLE_BROWSER_SERVER")
    if address and story:
        yield address.rstrip("/")
        return
    port = free_port()
    address = f"http://localhost:{port}"
    log = folder / "server.log"
    with open(log, "wb") as output:
        process = subprocess.Popen(
            product.serve_command(folder / "data", port, story), env=product.environment(),
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        try:
            wait_until_ready(address + product.READY, process, log)
            yield address
        finally:
            code = stop(process)
    assert code == 0, f"after SIGTERM the server ended with {code}:\n{tail(log)}"


def wait_until_ready(url, process, log, seconds=300):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}:\n{tail(log)}")
        with contextlib.suppress(OSError):
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        time.sleep(0.1)
    raise RuntimeError(f"{url} did not become ready in {seconds} s:\n{tail(log)}")


def stop(process, seconds=20):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return "no answer, so it was killed"


def tail(log, lines=40):
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
