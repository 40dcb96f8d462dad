"""Kills the desk at any moment, again and again, while mail comes in and answers go out.

Afterwards nothing is lost, nothing is there twice, and every answer was sent once or says that it is not certain.
ENSEMBLE_TEST_KILLS sets how often; ENSEMBLE_TEST_BINARY which program; ENSEMBLE_TEST_KILL_DATABASE which database
(postgres://…, empty), in place of a new SQLite file.
"""
import collections, json, os, random, re, signal, socket, socketserver, subprocess, threading, time, urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.environ.get("ENSEMBLE_TEST_BINARY", os.path.join(ROOT, ".build/debug/ensemble"))
KILLS = int(os.environ.get("ENSEMBLE_TEST_KILLS", "12"))
DATABASE = os.environ.get("ENSEMBLE_TEST_KILL_DATABASE")
MAILS = 12  # a kill


class Sink(socketserver.ThreadingTCPServer):
    """A mail server that takes its time over the last answer, where a crash hurts most."""
    daemon_threads = allow_reuse_address = True

    def __init__(self):
        self.taken = collections.Counter()
        self.random = random.Random(5)
        super().__init__(("127.0.0.1", 0), Session)


class Session(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        try:
            self.converse()
        except OSError:
            pass

    def converse(self):
        self.say("220 sink")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"EHLO":
                self.say("250-sink")
                self.say("250 8BITMIME")
            elif verb == b"DATA":
                self.say("354 go on")
                lines = []
                while True:
                    part = self.rfile.readline()
                    if not part:
                        return
                    if part == b".\r\n":
                        break
                    lines.append(part)
                name = re.search(rb"(?im)^message-id:\s*<([^>]*)>", b"".join(lines)).group(1).decode()
                self.server.taken[name] += 1
                time.sleep(self.server.random.random() * 0.08)
                self.say("250 taken")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


def port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Desk:
    def __init__(self, folder, sink):
        self.data = str(folder / "data")
        self.folder = folder
        # What the test is told is not for the desk, which stops at settings it does not know.
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("ENSEMBLE_")}
        self.environment |= {"ENSEMBLE_SMTP": "smtp+plain://127.0.0.1:%d" % sink, "ENSEMBLE_LOG_LEVEL": "error"}
        self.place = ["--data", self.data] + (["--database", DATABASE] if DATABASE else [])

    def run(self, *arguments, text=None):
        return subprocess.run([BINARY, *arguments, *self.place], input=text, capture_output=True, text=True,
                              env=self.environment, timeout=120)

    def start(self, *arguments):
        return subprocess.Popen([BINARY, *arguments, *self.place], env=self.environment,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def serve(self):
        self.port = port()
        server = self.start("serve", "--port", str(self.port))
        for _ in range(2000):
            try:
                urllib.request.urlopen("http://127.0.0.1:%d/ready" % self.port, timeout=2)
                return server
            except OSError:
                assert server.poll() is None, "the server did not start"
                time.sleep(0.01)
        raise AssertionError("the server is not ready")

    def waiting(self):
        text = urllib.request.urlopen("http://127.0.0.1:%d/metrics" % self.port).read().decode()
        return int(re.search(r"(?m)^ensemble_jobs_waiting (\d+)", text).group(1))


def mbox(path, batch, count):
    with open(path, "w") as file:
        for place in range(count):
            file.write("From x Mon Mar 16 09:00:00 2026\nFrom: p%d@example.test\nTo: care@clinic.test\nSubject: Mail %d-%d\n"
                       "Message-ID: <%d-%d@example.test>\n\nThis is mail %d-%d.\n\n" % ((place,) + (batch, place) * 3))


def test_nothing_is_lost_and_nothing_comes_twice_when_the_desk_is_killed(tmp_path):
    sink = Sink()
    threading.Thread(target=sink.serve_forever, daemon=True).start()
    desk = Desk(tmp_path, sink.server_address[1])
    chance = random.Random(11)
    first = desk.run("users", "add", "ines@clinic.test", "--name", "Ines", "--administrator", text="a-long-password\n")
    assert first.returncode == 0, first.stderr
    added = desk.run("mailboxes", "add", "care@clinic.test", "--name", "Clinic")
    assert added.returncode == 0, added.stderr
    seed = tmp_path / "seed.mbox"
    mbox(seed, 999, 5)
    assert desk.run("mail", "receive", str(seed), "--mailbox", "care@clinic.test").returncode == 0
    acknowledged = set()
    for kill in range(KILLS):
        server = desk.serve()
        said = desk.run("conversations", "reply", str(1 + (kill + 2) % 5), "--text", "First answer %d" % kill, "--as", "ines@clinic.test")
        acknowledged.update(re.findall(r"queued as message (\d+)", said.stdout))
        box = tmp_path / ("%d.mbox" % kill)
        mbox(box, kill, MAILS)
        helpers = [desk.start("mail", "receive", str(box), "--mailbox", "care@clinic.test", "--json")]
        helpers += [desk.start("conversations", "reply", str(number), "--text", "Answer %d" % kill, "--as", "ines@clinic.test")
                    for number in (1 + kill % 5, 1 + (kill + 1) % 5)]
        time.sleep(0.05 + chance.random() * 0.9)
        for process in [server] + helpers:
            process.send_signal(signal.SIGKILL)
        for process in helpers:
            said = process.communicate()[0]
            acknowledged.update(re.findall(r"queued as message (\d+)", said))
        server.wait()
    # Calm again: what was cut short is brought once more, and what waits goes out.
    server = desk.serve()
    for kill in range(KILLS):
        again = desk.run("mail", "receive", str(tmp_path / ("%d.mbox" % kill)), "--mailbox", "care@clinic.test")
        assert again.returncode == 0, again.stderr
    # On PostgreSQL the lease of a server that was killed runs out by itself, in five minutes.
    for _ in range(3600):
        if desk.waiting() == 0:
            break
        time.sleep(0.1)
    assert desk.waiting() == 0
    server.terminate()
    assert server.wait(30) == 0
    assert desk.run("check").stdout.strip() == "sound"
    numbers = [row["number"] for view in ("open", "waiting", "resolved", "suspended") for row in
               json.loads(desk.run("conversations", "list", "--view", view, "--limit", "5000", "--json").stdout)]
    shown = [json.loads(desk.run("conversations", "show", str(number), "--json").stdout) for number in numbers]
    mails = collections.Counter(message["text"] for one in shown for message in one["messages"]
                                if message["author"] == "customer")
    wanted = {"This is mail %d-%d." % (batch, place) for batch in range(KILLS) for place in range(MAILS)}
    found = json.loads(desk.run("conversations", "list", "--search", "mail", "--limit", "200", "--json").stdout)
    answers = {str(message["id"]): message for one in shown for message in one["messages"] if message["author"] == "agent"}
    outcomes = collections.Counter((message["delivery"], sink.taken[message["message_id"]]) for message in answers.values())
    table = {
        "kills": KILLS,
        "mails in": sum(mails[text] for text in wanted),
        "mails lost": sum(mails[text] == 0 for text in wanted),
        "mails double": sum(mails[text] > 1 for text in wanted),
        "answers acknowledged": len(acknowledged),
        "answers acknowledged and lost": len(acknowledged - set(answers)),
        "answers on the desk": len(answers),
        "answers sent once": outcomes[("sent", 1)],
        "answers sent more than once": sum(count for (_, times), count in outcomes.items() if times > 1),
        "answers said to be sent, but not": outcomes[("sent", 0)],
        "answers in doubt, and said to be": outcomes[("unclear", 0)] + outcomes[("unclear", 1)],
        "  of which the server has": outcomes[("unclear", 1)],
        "sent by nobody's answer": len(set(sink.taken) - {message["message_id"] for message in answers.values()}),
    }
    print("\n" + "\n".join("%-34s %6d" % row for row in table.items()))
    assert table["mails lost"] == table["mails double"] == 0
    assert len(numbers) == len(set(numbers)) == 5 + MAILS * KILLS, "mail was lost or came twice"
    assert found, "the index lost them"
    assert len(acknowledged) >= KILLS
    assert table["answers acknowledged and lost"] == table["sent by nobody's answer"] == 0
    assert set(outcomes) <= {("sent", 1), ("unclear", 0), ("unclear", 1)}, outcomes
