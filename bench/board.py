"""The board of ideas with many votes, and a crowd that is told once each though the program is killed."""
import asyncio, os, re, sqlite3, threading, time, urllib.error, urllib.parse, urllib.request
from collections import Counter


class Sink:
    """A mail server that takes everything and counts who got how much."""

    def __init__(self):
        self.taken = Counter()
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=self.run, args=(ready,), daemon=True).start()
        ready.wait()

    def run(self, ready):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self.talk, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        self.loop.run_forever()

    async def talk(self, reader, writer):
        recipients = []
        writer.write(b"220 sink\r\n")
        try:
            while line := await reader.readline():
                word = line[:4].upper()
                if word == b"EHLO":
                    writer.write(b"250-sink\r\n250 8BITMIME\r\n")
                elif word == b"RCPT":
                    recipients.append(re.search(rb"<([^>]*)>", line).group(1).decode().lower())
                    writer.write(b"250 ok\r\n")
                elif word == b"DATA":
                    writer.write(b"354 go on\r\n")
                    while (line := await reader.readline()) not in (b".\r\n", b""):
                        pass
                    if not line:
                        break  # killed before the final dot: nothing was taken
                    self.taken.update(recipients)
                    recipients = []
                    writer.write(b"250 taken\r\n")
                elif word == b"QUIT":
                    writer.write(b"221 bye\r\n")
                    break
                else:
                    writer.write(b"250 ok\r\n")
                await writer.drain()
        except OSError:
            pass  # the program was killed
        writer.close()


def measure(tools, data, ideas, votes):
    made = tools.bench("ideas", data, str(ideas), str(votes))
    label = "%d ideas, %d votes" % (ideas, votes)
    tools.note("votes through the door, %s" % label, made["voting"], "votes/s")
    tools.note("ideas like a need, %s" % label, made["similar"], "ms", target=300, higher=False)
    desk = tools.Desk(data)
    desk.sign_in("bench@peer.test", "bench-password")
    for name, path in (("board", "/ideas"), ("board, the newest", "/ideas?order=newest"), ("search in the board", "/ideas?q=garden+lamp"),
                       ("an idea", "/ideas/3000000000000"), ("the team's board", "/board"), ("its votes", "/board/3000000000000/votes")):
        ask = path + ("&" if "?" in path else "?") + "look={}"
        took, page = tools.fastest(desk, ask)
        tools.note("%s, %s, nothing kept" % (name, label), took, "ms", target=300, higher=False)
        tools.note("%s again" % name, desk.rate(path, 4), "requests/s", tools.bytes_rate(desk, page), 0.25)
    tools.note("what matters most, %s" % label, tools.fastest(desk, "/board/ranking?look={}", times=1)[0], "ms")
    desk.stop()
    tell(tools, data, int(made["release"]), votes // 20)


def tell(tools, data, release, people):
    """Everybody who voted is told, and the program is killed after a third of them."""
    sink = Sink()
    os.environ["ENSEMBLE_SMTP"] = "smtp+plain://127.0.0.1:%d" % sink.port
    try:
        desk = tools.Desk(data)
        desk.sign_in("bench@peer.test", "bench-password")
        publish(desk, release)
        start = time.monotonic()
        wait(lambda: sum(sink.taken.values()) > people / 3)
        rate = sum(sink.taken.values()) / (time.monotonic() - start)
        desk.process.kill()
        desk.process.wait()
        desk = tools.Desk(data)
        wait(lambda: states(data, release).get("waiting", 0) == 0)
        desk.stop()
    finally:
        del os.environ["ENSEMBLE_SMTP"]
    told = states(data, release)
    tools.note("people told by mail", rate, "people/s")
    tools.note("  told twice, of %d, killed in between" % people, sum(1 for count in sink.taken.values() if count > 1), "people", target=0, higher=False)
    tools.note("  got a mail", len(sink.taken), "people", target=people - told.get("sending", 0) - told.get("unclear", 0))
    tools.note("  in doubt, and not told again", told.get("sending", 0) + told.get("unclear", 0), "people", target=4, higher=False)


def publish(desk, release):
    token = re.search(r'name="csrf" value="([^"]*)"', desk.get("/releases/%d" % release).decode()).group(1)
    form = urllib.parse.urlencode(dict(csrf=token)).encode()
    urllib.request.urlopen(urllib.request.Request(desk.url("/releases/%d/publication" % release), form, {"Cookie": desk.cookie})).read()


def states(data, release):
    with sqlite3.connect("file:%s/ensemble.db?mode=ro" % data, uri=True) as db:
        return dict(db.execute("SELECT state, COUNT(*) FROM release_tellings WHERE release = ? GROUP BY state", (release,)))


def wait(holds, most=1800):
    until = time.monotonic() + most
    while not holds():
        assert time.monotonic() < until, "nothing more happens"
        time.sleep(0.2)
