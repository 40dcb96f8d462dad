"""The README's five minutes: a new desk, its first administrator, a first mail answered; then the same by command."""
import json
import re
import subprocess

import pytest
from playwright.sync_api import expect

import product
import server as servers
import views

MAIL = b"""From: Dana Whitfield <dana@example.test>\r
To: care@workshop.test\r
Cc: Sam <sam@example.test>\r
Subject: The pump drips\r
Message-ID: <pump@example.test>\r
Date: Mon, 16 Mar 2026 08:55:00 +0000\r
\r
It drips since Monday.\r
"""


def ensemble(data, *arguments, given=None, fails=False):
    done = subprocess.run(
        [str(product.BINARY), *arguments, "--data", str(data)], input=given, capture_output=True, timeout=120,
        env=product.environment())
    assert (done.returncode != 0) == fails, done.stderr.decode()
    return (done.stderr if fails else done.stdout).decode()


@pytest.fixture(scope="module")
def new_desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new-desk")
    with servers.running_server(folder, story=False) as address:
        yield address, folder / "data"


def test_a_new_desk_answers_its_first_mail(browser, new_desk):
    address, data = new_desk
    context = browser.new_context(base_url=address, **views.WIDE.context_options())
    page = context.new_page()
    page.goto("/")
    expect(page).to_have_url(re.compile("/first-run"))
    page.locator("[name=business]").fill("Pump Workshop")
    page.locator("[name=name]").fill("Ada Stern")
    page.locator("[name=email]").fill("ada@workshop.test")
    page.locator("[name=mailbox]").fill("care@workshop.test")
    page.locator("[name=password]").fill("a long password")
    page.locator("main button").click()
    expect(page.locator("body")).to_contain_text("Ada Stern")

    page.goto("/inbox/unassigned")
    ensemble(data, "mail", "receive", "--mailbox", "care@workshop.test", given=MAIL)
    # The page is not loaded again: another process wrote, and it heard of it.
    page.locator("a.who", has_text="The pump drips").click()
    page.locator("#reply").fill("We come at ten.")
    expect(page.locator(".composer .to")).to_contain_text("sam@example.test")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".message.ours")).to_contain_text("We come at ten.")
    context.close()


def test_the_same_by_command(new_desk, tmp_path):
    _, data = new_desk
    ensemble(data, "mail", "receive", "--mailbox", "care@workshop.test", given=MAIL)  # again: changes nothing
    [line] = json.loads(ensemble(data, "conversations", "list", "--view", "waiting", "--json"))
    number = str(line["number"])
    shown = json.loads(ensemble(data, "conversations", "show", number, "--json"))
    assert shown["subject"] == "The pump drips" and shown["customer"]["address"] == "dana@example.test"
    assert [message["text"] for message in shown["messages"]] == ["It drips since Monday.", "We come at ten."]
    assert shown["messages"][0]["cc"] == [{"address": "sam@example.test", "name": "Sam"}]
    ensemble(data, "conversations", "reply", number, "--text", "Ten it is.", "--then", "resolve")
    ensemble(data, "conversations", "close", number)
    assert json.loads(ensemble(data, "conversations", "show", number, "--json"))["state"] == "resolved"
    assert "no such conversation" in ensemble(data, "conversations", "show", "999", fails=True)

    copy = tmp_path / "copy.db"
    ensemble(data, "backup", str(copy))
    ensemble(tmp_path / "other", "restore", str(copy))
    assert ensemble(tmp_path / "other", "check").strip() == "sound"
    again = json.loads(ensemble(tmp_path / "other", "conversations", "show", number, "--json"))
    assert len(again["messages"]) == 3
    users = json.loads(ensemble(tmp_path / "other", "users", "list", "--json"))
    assert [user["email"] for user in users] == ["ada@workshop.test"]
