"""The life of one job in a browser: told before, agreed on a phone, done together, billed beside what was told."""
import base64
import re
import time

import pytest
from playwright.sync_api import expect

import checks
import product
import views

# One pixel, as a photo of the card of an insurer.
PHOTO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def seen(page, name):
    """The page fits and is accessible; where there is no script nothing can be measured."""
    if page.view.javascript:
        checks.fits(page)
        checks.axe(page)
    checks.screenshot(page, f"job-{name}-{page.view.name}")


@pytest.fixture
def walk(look):
    """walk(view, who) opens a page that knows how it is looked at."""
    def walk(view, who="nobody"):
        page = look(view, who)
        page.view = view
        return page

    return walk


@pytest.fixture
def conversation(walk):
    """The path of a new conversation of Dana's about a visit."""
    page = walk(views.PHONE, "customer")
    page.goto("/contact")
    page.get_by_label("What is it about?").fill("What will my visit cost?")
    page.get_by_label("Your message").fill("What will the visit cost me, before I come?")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("body")).to_contain_text("Your message has been sent")
    return "/conversations/" + re.search(r"/my/conversations/(\d+)", page.url).group(1)


def mailed(walk, subject, target, to=product.CUSTOMER):
    """The address in a mail that was not sent, by default to the customer, found by its subject."""
    page = walk(views.WIDE)
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        page.goto("/dev/mail")
        for mail in page.locator("tr", has_text=to).filter(has_text=subject).get_by_role("link").all()[:3]:
            address = mail.get_attribute("href")
            page.goto(address)
            link = page.locator(f"a[href*='{target}']").first
            if link.count():
                checks.screenshot(page, "job-mail-" + target.strip("/"))
                return link.get_attribute("href")
            page.goto("/dev/mail")
        page.wait_for_timeout(1_000)
    raise AssertionError(f"no mail “{subject}” with a link to {target}")


def tell(walk, conversation, view=views.WIDE):
    """The staff write an estimate in the conversation and send it; its path."""
    page = walk(view, "agent")
    page.goto(conversation)
    page.get_by_label("It is about").select_option("A visit to a doctor")
    choose = page.locator("#costs form[action$='/offering'] button")
    if choose.is_visible():
        choose.click()
    expect(page.locator("#thread")).to_contain_text("A visit to a doctor")
    page.get_by_role("button", name="Write an estimate").click()
    page.wait_for_url("**/estimates/*")
    seen(page, "estimate-form")
    line = page.get_by_role("group", name="Line 1")
    expect(line.locator("input[name=text]")).to_have_value("A visit to a doctor")
    line.locator("input[name=low]").fill("150")
    line.locator("input[name=likely]").fill("180")
    line.locator("input[name=high]").fill("240")
    page.get_by_label("What we assume").fill("Nothing else is found that needs looking at.")
    page.get_by_label("How many parts").fill("3")
    page.get_by_label("What you say to it").fill("So that you know before you come.")
    page.get_by_role("button", name="Save and add up").click()
    expect(page.locator(".told-sum")).to_contain_text("$180")
    page.get_by_role("button", name="Send to").click()
    page.wait_for_url(lambda url: "/estimates/" not in url or "done" in url)
    page.goto(conversation)
    expect(page.locator("#costs")).to_contain_text("$180")
    expect(page.locator("#thread")).to_contain_text("So that you know before you come.")
    seen(page, "stage-told")
    return page


def accept(walk, view, link):
    """The customer opens the link on a phone, without signing in, and says yes in three parts; the plan's address."""
    page = walk(view)
    page.goto(link)
    expect(page.locator(".told-figure")).to_contain_text("$180")
    seen(page, "told")
    page.locator(".way", has_text="3").first.locator("input").check()
    page.get_by_role("button", name=re.compile("Accept, likely")).scroll_into_view_if_needed()
    page.locator("form[action$='/acceptance'] input[name=name]").fill("Dana Whitfield")
    page.get_by_role("button", name=re.compile("Accept, likely")).click()
    expect(page.locator(".told-yes")).to_contain_text("Agreed. Thank you.")
    expect(page.locator(".told-yes")).to_contain_text("Dana Whitfield")
    seen(page, "accepted")
    return page, page.get_by_role("link", name="A visit, from the question to the bill").get_attribute("href")


def staff_step(page, conversation, title):
    """The staff tick off their own step of the plan."""
    page.goto(conversation)
    page.locator("#plans a", has_text="A visit, from the question to the bill").click()
    step = page.locator("li.step.mine")
    expect(step).to_contain_text(title)
    step.get_by_role("button", name="It is done").click()
    expect(page.locator("li.step.done", has_text=title)).to_be_visible()


def refer(walk, desk, view, conversation):
    """On the plan that is open, a step goes to a partner, who does it behind their own link."""
    # Another walk's partner has a mail of the same words.
    address = f"reading.{conversation.rsplit('/', 1)[-1]}@harbour.example"
    desk.get_by_label("What is to be done").last.fill("A second look at the picture")
    desk.get_by_label("Whose step it is").last.select_option("partner")
    desk.locator("summary", has_text="Instructions, time").last.click()
    desk.get_by_label("A new partner’s name").last.fill("Harbour Imaging")
    desk.get_by_label("The partner’s mail address").last.fill(address)
    desk.get_by_label("Instructions for who does it").last.fill("Please say in a sentence what you see.")
    # It need not wait for the visit.
    for other in desk.get_by_role("group", name="Only after").last.get_by_role("checkbox").all():
        other.uncheck()
    desk.get_by_role("button", name="Add", exact=True).click()
    card = desk.locator("aside section.card", has_text="Harbour Imaging")
    card.get_by_role("button", name="Hand it over").click()
    expect(desk.locator("aside section.card", has_text="Harbour Imaging")).to_contain_text("Has it since")
    partner = walk(view)
    partner.goto(mailed(walk, "A second look", "/hand-over/", to=address))
    expect(partner.locator("body")).to_contain_text("A second look at the picture")
    # Only what is theirs: not the steps of others, nor what was said.
    expect(partner.locator("body")).not_to_contain_text("Send the card")
    seen(partner, "plan-of-the-partner")
    partner.get_by_role("button", name="It is done").click()
    expect(partner.locator("li.step.done", has_text="A second look")).to_be_visible()


def book(page, conversation):
    """Time against what was told, shown on the conversation."""
    page.goto(conversation + "/work")
    page.get_by_label("What was done or used").fill("A visit to a doctor")
    page.get_by_label("How much").fill("1")
    page.get_by_label(re.compile("Price of one")).fill("200")
    page.get_by_role("button", name="Book it").click()
    expect(page.locator("meter.thermometer")).to_have_attribute("value", "83")
    seen(page, "work")


def bill(page, conversation):
    """The accepted line is billed at what it came to, with the difference explained; the invoice's path."""
    page.goto(conversation)
    page.get_by_role("button", name="Bill what was told").click()
    page.wait_for_url("**/invoices/*")
    line = page.get_by_role("group", name="Line 1")
    line.locator("input[name=likely]").fill("200")
    line.locator("input[name=why]").fill("It took a quarter of an hour longer.")
    page.get_by_role("button", name="Save and add up").click()
    expect(page.locator("body")).to_contain_text("It took a quarter of an hour longer.")
    seen(page, "invoice-form")
    page.get_by_role("button", name="Issue and send it").click()
    expect(page.get_by_role("link", name="The customer’s page")).to_be_visible()
    seen(page, "invoice")
    return page.url, page.get_by_role("link", name="The customer’s page").get_attribute("href")


def pay(page, invoice, amount):
    page.goto(invoice)
    page.get_by_label(re.compile("Received, in USD")).fill(amount)
    page.get_by_role("button", name="Note the payment").click()
    expect(page.locator("table.rows", has_text="Received")).to_contain_text(amount)


@pytest.mark.parametrize("view", [views.PHONE, views.PHONE_DARK, views.NARROW], ids=lambda view: view.name)
def test_the_life_of_one_job(walk, conversation, view):
    desk = tell(walk, conversation, views.WIDE_DARK if view.scheme == "dark" else views.WIDE)
    link = mailed(walk, conversation.rsplit("/", 1)[1], "/told/")
    page, plan = accept(walk, view, link)

    # The yes has begun the plan; the clinic's step comes first, then the customer's.
    staff_step(desk, conversation, "Tell what it costs")
    page.goto(plan)
    expect(page.locator(".move")).to_contain_text("Your move")
    seen(page, "plan-of-the-customer")
    page.locator("input[type=file]").set_input_files(
        [{"name": "card.png", "mimeType": "image/png", "buffer": PHOTO}])
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("li.step.done", has_text="Send the card")).to_be_visible()
    desk.goto(conversation)
    expect(desk.locator("#plans li.done", has_text="Send the card")).to_be_visible()
    desk.locator("#plans a", has_text="A visit, from the question").click()
    expect(desk.locator("li.step.done", has_text="Send the card")).to_contain_text("card.png")
    refer(walk, desk, view, conversation)
    desk.reload()
    expect(desk.locator("li.step.done", has_text="A second look")).to_be_visible()
    seen(desk, "plan-of-the-staff")

    book(desk, conversation)
    invoice, own = bill(desk, conversation)
    page.goto(own)
    expect(page.locator("body")).to_contain_text("It took a quarter of an hour longer.")
    expect(page.locator("section", has_text="Your plan to pay").or_(
        page.locator("section", has_text="Pay it in parts")).first).to_be_visible()
    way = page.get_by_role("button", name="Pay like this")
    if way.count():
        page.locator("form[action$='/plan'] input[name=name]").fill("Dana Whitfield")
        way.click()
    expect(page.locator("body")).to_contain_text("$66.67")
    seen(page, "bill")

    pay(desk, invoice, "66.67")
    page.goto(own)
    expect(page.locator("body")).to_contain_text("Received")
    expect(page.locator(".told-figure").first).to_contain_text("$133.33")


@pytest.mark.parametrize("view", [views.NARROW, views.WIDE], ids=lambda view: view.name)
def test_a_customer_asks_before_saying_yes_and_contests_a_bill(walk, conversation, view):
    desk = tell(walk, conversation)
    link = mailed(walk, conversation.rsplit("/", 1)[1], "/told/")
    page = walk(view)
    page.goto(link)
    page.get_by_text("Ask something first").click()
    page.get_by_label("Your question").fill("Is the blood test in it?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("[role=status]").first).to_be_visible()
    desk.goto(conversation)
    expect(desk.locator("#thread")).to_contain_text("Is the blood test in it?")

    accept(walk, view, link)
    # Whoever comes second gets a sentence, and nothing changes.
    page.goto(link)
    expect(page.locator("form[action$='/acceptance']")).to_have_count(0)
    invoice, own = bill(desk, conversation)
    page.goto(own)
    page.get_by_text("Something is wrong with").click()
    page.locator("form[action$='/dispute'] input[name=name]").fill("Dana Whitfield")
    page.get_by_label("What is wrong with it?").fill("You said it would likely be 180.")
    page.get_by_role("button", name="Contest it").click()
    expect(page.locator(".move")).to_contain_text("You contested this bill.")
    seen(page, "bill-contested")
    desk.goto(invoice)
    desk.get_by_label("What was found").fill("You are right: it was likely to be 180. We take 20 off.")
    desk.get_by_role("button", name="Answer the dispute").click()
    expect(desk.locator("h1")).to_be_visible()
    page.goto(own)
    expect(page.locator("body")).to_contain_text("We take 20 off.")


@pytest.mark.parametrize("target", ["/told/1-abcdef", "/bill/1-abcdef", "/plan/1.abcdef", "/hand-over/1.abcdef"])
def test_a_made_up_link_opens_nothing(walk, target):
    page = walk(views.NARROW)
    page.watcher.expect("404")
    assert page.goto(target).status == 404
    expect(page.locator("h1")).to_be_visible()


def test_the_linter_names_what_is_wrong_with_the_first_blueprint_and_nothing_of_the_mended_one(walk):
    page = walk(views.WIDE, "administrator")
    page.goto("/blueprints")
    page.get_by_role("link", name="A visit, from the question to the bill").first.click()
    expect(page.locator(".notice.good")).to_contain_text("Nobody is left alone here")
    seen(page, "blueprint-mended")
    page.get_by_role("link", name="Version 1").click()
    expect(page.locator(".lint li")).not_to_have_count(0)
    expect(page.locator(".lint")).to_contain_text("costs something, and nothing the customer sees tells them")
    seen(page, "blueprint-first")
