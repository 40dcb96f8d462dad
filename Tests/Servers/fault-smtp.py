#!/usr/bin/env python3
"""An SMTP server for tests that goes wrong where the addresses tell it to.

    fault-smtp.py PORT FOLDER

The local part of the sender's or a recipient's address is the script, its
steps joined by "+":

    451-at-mail      answer MAIL, RCPT, DATA or the final dot (mail, rcpt,
    550-at-rcpt      data, dot) with this code. "at-rcpt" in a recipient
    552-at-data      refuses that recipient alone
    554-at-dot
    drop-at-mail     close the connection there instead of answering; at
    drop-at-data     "dot" after the whole message has arrived, at "body"
    drop-at-body     after its first bytes
    drop-at-dot
    lose-at-dot      accept the message, but close the connection instead of
                     saying so
    slow-at-dot-3    wait three seconds before the answer
    garbage-at-dot   answer with something that is no SMTP
    half-at-dot      send "250-" and half a line, then close
    once-STEP        go wrong the first time this address is seen, then work

A recipient in bounce.test does not exist, one in defer.test has a full
mailbox. Anything else is accepted and kept in FOLDER as 1.eml, 2.eml and so
on, each with its envelope beside it in 1.json: {"from": …, "to": […]}.
Sign-in is offered (PLAIN and LOGIN); the password "wrong" is refused with
535, "busy" with 454.
"""
import asyncio
import base64
import json
import pathlib
import sys

ENHANCED = {"2": "2.0.0", "4": "4.3.0", "5": "5.0.0"}
folder = pathlib.Path(sys.argv[2])
kept = 0
seen = set()


class Hang(Exception):
    """The script wants the connection closed."""


def steps(address):
    """What an address asks for, each with the key to remember it by."""
    for step in address.split("@")[0].split("+"):
        if not step.startswith("once-"):
            yield step, None
        elif (address, step) not in seen:
            yield step.removeprefix("once-"), (address, step)


def keep(sender, recipients, message):
    """Writes it down under a number that only whole messages have."""
    global kept
    kept += 1
    (folder / f"{kept}.json").write_text(json.dumps({"from": sender, "to": recipients}))
    part = folder / f"{kept}.part"
    part.write_bytes(message)
    part.rename(folder / f"{kept}.eml")


class Session:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.sender, self.recipients = None, []

    async def run(self):
        await self.say("220 fault.test ESMTP ready")
        while line := await self.reader.readline():
            command = line.decode("utf-8", "replace").rstrip("\r\n")
            verb = command.split(" ")[0].upper()
            handler = getattr(self, "on_" + verb.lower(), None)
            if handler is None:
                await self.say("502 5.5.2 no such command")
            else:
                await handler(command)

    async def say(self, line):
        self.writer.write(line.encode() + b"\r\n")
        await self.writer.drain()

    async def goes_wrong(self, stage, addresses):
        """Whether one of the addresses had it answered otherwise than well."""
        for address in addresses:
            for step, once in steps(address):
                what, at, where = step.partition("-at-")
                place, _, seconds = where.partition("-")
                if not at or place != stage:
                    continue
                if once:
                    seen.add(once)
                if what in ("drop", "lose"):
                    raise Hang
                if what == "slow":
                    await asyncio.sleep(float(seconds or 1))
                elif what == "garbage":
                    await self.say("this is no answer")
                    return True
                elif what == "half":
                    self.writer.write(b"250-half a li")
                    await self.writer.drain()
                    raise Hang
                else:
                    await self.say(f"{what} {ENHANCED.get(what[0], '5.0.0')} as the script says")
                    return True
        return False

    async def on_ehlo(self, command):
        for name in ["fault.test", "PIPELINING", "SIZE 52428800", "AUTH PLAIN LOGIN",
                     "ENHANCEDSTATUSCODES", "8BITMIME"]:
            self.writer.write(f"250-{name}\r\n".encode())
        await self.say("250 SMTPUTF8")

    async def on_helo(self, command):
        await self.say("250 fault.test")

    async def on_auth(self, command):
        words = command.split(" ")
        if words[1].upper() == "LOGIN":
            await self.say("334 VXNlcm5hbWU6")
            await self.reader.readline()
            await self.say("334 UGFzc3dvcmQ6")
            password = base64.b64decode(await self.reader.readline())
        else:
            if len(words) < 3:
                await self.say("334 ")
                words.append((await self.reader.readline()).decode())
            password = base64.b64decode(words[2]).split(b"\0")[-1]
        await self.say({b"wrong": "535 5.7.8 that is not the password",
                        b"busy": "454 4.7.0 ask again later"}.get(password, "235 2.7.0 welcome"))

    async def on_mail(self, command):
        self.sender, self.recipients = address(command), []
        if not await self.goes_wrong("mail", [self.sender]):
            await self.say("250 2.1.0 sender ok")

    async def on_rcpt(self, command):
        recipient = address(command)
        if recipient.endswith("@bounce.test"):
            return await self.say(f"550 5.1.1 <{recipient}>: there is nobody of that name here")
        if recipient.endswith("@defer.test"):
            return await self.say(f"452 4.2.2 <{recipient}>: the mailbox is full")
        # The sender's script for "rcpt" is for all of them.
        if not await self.goes_wrong("rcpt", [recipient, self.sender or ""]):
            self.recipients.append(recipient)
            await self.say("250 2.1.5 recipient ok")

    async def on_data(self, command):
        if not self.recipients:
            return await self.say("503 5.5.1 nobody to send it to")
        everyone = [self.sender] + self.recipients
        if await self.goes_wrong("data", everyone):
            return
        await self.say("354 go on, end with a dot")
        if any(s == "drop-at-body" for a in everyone for s, _ in steps(a)):
            await self.reader.read(1)
            raise Hang
        body = bytearray()
        while True:
            line = await self.reader.readline()
            if not line:
                return
            if line == b".\r\n":
                break
            body += line[1:] if line.startswith(b".") else line
        if any(s == "lose-at-dot" for a in everyone for s, _ in steps(a)):
            keep(self.sender, self.recipients, body)
        if not await self.goes_wrong("dot", everyone):
            keep(self.sender, self.recipients, body)
            await self.say(f"250 2.0.0 kept as {kept}")

    async def on_rset(self, command):
        await self.say("250 2.0.0 forgotten")

    async def on_noop(self, command):
        await self.say("250 2.0.0 still here")

    async def on_quit(self, command):
        await self.say("221 2.0.0 bye")
        raise Hang


def address(command):
    return command.partition("<")[2].partition(">")[0]


async def serve(reader, writer):
    try:
        await Session(reader, writer).run()
    except (Hang, ConnectionError, ValueError):
        pass
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]), limit=1 << 26)
    async with server:
        await server.serve_forever()


asyncio.run(main())
