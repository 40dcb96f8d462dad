"""The main job in a browser: a customer writes, the team answers, the customer reads."""
import itertools
import re
import time

import pytest
from playwright.sync_api import expect

import product
import views

numbers = itertools.count(int(time.time()))


@pytest.fixture
def conversation(look):
    """The path of a new conversation of Dana's, begun by her with a file, and its subject."""
    subject = f"Knee {next(numbers)}"
    page = look(views.PHONE, "customer")
    page.goto("/contact")
    page.get_by_label("What is it about?").fill(subject)
    page.get_by_label("Your message").fill("Is the *second* scan covered?")
    page.get_by_label("Files").set_input_files([{"name": "scan.txt", "mimeType": "text/plain", "buffer": b"bones"}])
    page.get_by_role("button", name="Send").click()
    expect(page.locator("body")).to_contain_text("Your message has been sent")
    number = re.search(r"/my/conversations/(\d+)", page.url).group(1)
    return f"/conversations/{number}", subject


def open_stage(look, conversation, who="agent", view=views.WIDE):
    page = look(view, who)
    page.goto(conversation[0])
    expect(page.locator("h1")).to_have_text(conversation[1])
    return page


def composer(page):
    return page.locator("textarea#reply")


def test_an_answer_is_shown_before_it_is_sent_and_reaches_the_customer(look, conversation):
    page = open_stage(look, conversation)
    expect(page.locator("#thread")).to_contain_text("scan.txt")
    composer(page).fill("Yes, it is **covered**.")
    expect(page.locator(".composer .to")).to_contain_text(f"Goes to {product.CUSTOMER}")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("covered")
    page.locator(".attach input").set_input_files([{"name": "plan.txt", "mimeType": "text/plain", "buffer": b"plan"}])
    page.get_by_role("button", name="Send", exact=True).click()
    answer = page.locator("article.message.ours, .message.ours").last
    expect(answer.locator("strong", has_text="covered")).to_be_visible()
    expect(answer).to_contain_text("plan.txt")

    own = look(views.PHONE, "customer")
    deadline = time.monotonic() + 60
    while "It" not in own.locator("body").inner_text() or not own.locator("strong", has_text="covered").count():
        assert time.monotonic() < deadline, "the answer did not reach the customer's place"
        own.goto("/my" + conversation[0])
        time.sleep(1)
    file = own.request.get(own.get_by_role("link", name=re.compile("plan.txt")).get_attribute("href"))
    assert file.body() == b"plan"


def test_an_answer_can_be_taken_back(look, conversation):
    page = open_stage(look, conversation)
    composer(page).fill("Too soon.")
    page.get_by_role("button", name="Send", exact=True).click()
    page.locator(".undo button").click()
    expect(composer(page)).to_have_value("Too soon.")
    expect(page.locator("#thread")).not_to_contain_text("Too soon.")


def test_a_note_stays_with_the_team(look, conversation):
    page = open_stage(look, conversation)
    page.keyboard.press("x")
    expect(page.locator(".composer")).to_have_class(re.compile("is-note"))
    page.keyboard.type("She worries about the bill.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".message.note")).to_contain_text("She worries about the bill.")
    own = look(views.PHONE, "customer")
    own.goto("/my" + conversation[0])
    expect(own.locator("body")).not_to_contain_text("worries")


def test_a_colleague_is_named_in_a_note(look, conversation):
    page = open_stage(look, conversation)
    page.keyboard.press("x")
    page.keyboard.type("Please look, @@")
    expect(page.locator("#palette")).to_be_visible()
    page.keyboard.type("ines")
    page.keyboard.press("Enter")
    expect(composer(page)).to_have_value("Please look, @Ines Calloway ")
    expect(composer(page)).to_be_focused()


def test_news_appear_without_reload_and_who_else_is_here(look, conversation):
    mira = open_stage(look, conversation)
    ines = open_stage(look, conversation, "administrator")
    expect(mira.locator("#presence")).to_contain_text("Ines")
    composer(ines).press_sequentially("Hello", delay=20)
    expect(mira.locator("#presence")).to_contain_text("is writing")
    composer(mira).fill("Half a thought")
    own = look(views.PHONE, "customer")
    own.goto("/my" + conversation[0])
    own.locator("textarea[name=text]").fill("One more thing: it clicks.")
    own.get_by_role("button", name="Send").click()
    expect(mira.locator("#thread")).to_contain_text("it clicks")
    expect(composer(mira)).to_have_value("Half a thought")


def test_a_draft_that_the_server_has_is_kept_nowhere_else(look, conversation):
    page = open_stage(look, conversation)
    composer(page).fill("We look it up.")
    expect(page.locator(".composer .saved")).to_have_text("✓")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft '))") == []


def test_light_and_dark_are_turned_by_a_key_and_stay(look, conversation):
    page = open_stage(look, conversation)
    page.locator("h1").click()
    page.keyboard.press("d")
    theme = page.evaluate("document.documentElement.dataset.theme")
    assert theme in ("light", "dark")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    page.locator("h1").click()
    page.keyboard.press("d")
    assert page.evaluate("document.documentElement.dataset.theme") != theme


def test_a_draft_is_kept_on_the_server(look, conversation):
    page = open_stage(look, conversation)
    with page.expect_response(lambda answer: answer.url.endswith("/draft")):
        composer(page).press_sequentially("Half a thought")
    again = open_stage(look, conversation, view=views.PHONE)
    expect(composer(again)).to_have_value("Half a thought")


def test_keys_lead_through_the_desk(look, conversation):
    page = look(views.WIDE, "agent")
    page.goto("/inbox/unassigned")
    page.keyboard.press("?")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).not_to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type(conversation[0].rsplit("/", 1)[1])
    page.keyboard.press("Enter")
    page.wait_for_url("**" + conversation[0])
    page.keyboard.press("t")
    expect(page.locator("#thread")).to_contain_text("took it")
    page.keyboard.press("Shift+C")
    expect(page.locator("#move")).to_contain_text("Resolved")
    page.goto("/inbox/open")
    page.keyboard.press("j")
    chosen = page.locator(".line.chosen").get_attribute("data-id")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/conversations/{chosen}")


def test_tags_and_priority_are_set_where_one_looks(look, conversation):
    page = open_stage(look, conversation)
    page.get_by_label("Add a tag").fill("imaging")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".tags")).to_contain_text("imaging")
    page.get_by_label("Priority").select_option("urgent")
    expect(page.locator("#thread")).to_contain_text("set the priority to Urgent")
    page.locator("#find").fill(f"{conversation[1].split()[1]} tag:imaging")
    page.keyboard.press("Enter")
    expect(page.locator("#lines")).to_contain_text(conversation[1])


def test_without_a_script_an_answer_is_previewed_and_sent(look, conversation):
    page = open_stage(look, conversation, view=views.NARROW)
    composer(page).fill("Yes, **gladly**.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("gladly")
    expect(composer(page)).to_have_value("Yes, **gladly**.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".message.ours strong").last).to_have_text("gladly")


def test_two_conversations_become_one(look, conversation):
    page = open_stage(look, conversation)
    other = page.locator("#into-numbers option").first.get_attribute("value")
    page.get_by_text("Merge into another conversation").click()
    page.get_by_label("Number of the other conversation").fill(other)
    page.get_by_role("button", name="Merge").click()
    page.wait_for_url(f"**/conversations/{other}")
    page.goto(conversation[0])
    page.wait_for_url(f"**/conversations/{other}")


def test_a_customer_settles_a_conversation(look, conversation):
    own = look(views.NARROW, "customer")
    own.goto("/my" + conversation[0])
    own.get_by_role("button", name="It is settled").click()
    expect(own.locator("body")).to_contain_text("settled")
    page = open_stage(look, conversation)
    expect(page.locator("#move")).to_contain_text("Resolved")
