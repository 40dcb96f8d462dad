"""A survey from its first draft to the figure: written, started, asked by hand, answered by a link in a mail, unsubscribed."""
import re

import pytest
from playwright.sync_api import expect

import checks
import views
from test_job import conversation, mailed, walk  # noqa: F401 (fixtures)


def seen(page, name):
    if page.view.javascript:
        checks.fits(page)
        checks.axe(page)
    checks.screenshot(page, f"survey-{name}-{page.view.name}")


def started(walk, view, title):
    """An administrator writes a survey of satisfaction without a rest, and starts it; its address."""
    page = walk(view, "administrator")
    page.goto("/surveys")
    page.get_by_label("What it measures").select_option("csat")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/edit")
    page.get_by_label("Title: English").fill(title)
    page.get_by_label("Days of rest since they were asked anything").fill("0")
    seen(page, "edit")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Start asking").click()
    expect(page.locator(".tag").first).to_contain_text("Asking")
    seen(page, "started")
    return page.url.split("?")[0]


@pytest.mark.parametrize("view", [views.PHONE, views.PHONE_DARK, views.NARROW], ids=lambda view: view.name)
def test_a_survey_is_asked_and_answered_by_a_link(walk, conversation, view):  # noqa: F811
    title = f"Were you satisfied, {view.name}?"
    survey = started(walk, views.WIDE_DARK if view.scheme == "dark" else views.WIDE, title)
    desk = walk(views.WIDE, "agent")
    desk.goto(conversation)
    desk.locator("#surveys summary", has_text="Ask the customer").click()
    desk.get_by_label("Which question").select_option(label=title)
    desk.get_by_role("button", name="Ask by mail").click()
    expect(desk.locator("#thread")).to_contain_text(f"asked the customer: {title}")

    page = walk(view)
    link = mailed(walk, title, "?a=4")
    page.goto(link)
    expect(page.locator("input[type=radio]:checked")).to_have_value("4")
    seen(page, "marked")
    desk.goto(conversation)
    expect(desk.locator("#surveys .survey-said")).to_have_count(0)
    page.get_by_label("Is there anything you would like to add?").fill("Kind people.")
    page.get_by_role("button", name="Send my answer").click()
    expect(page.locator(".told-yes")).to_contain_text("Your answer has arrived")
    seen(page, "thanks")
    page.locator("input[type=radio][value='5']").check()
    page.get_by_role("button", name="Change my answer").click()
    expect(page.locator("input[type=radio]:checked")).to_have_value("5")

    desk.goto(conversation)
    expect(desk.locator("#surveys")).to_contain_text("Kind people.")
    desk.view = views.WIDE
    seen(desk, "stage")
    desk.goto(survey)
    expect(desk.locator("main")).to_contain_text("Response rate")
    seen(desk, "figures")
    desk.get_by_role("link", name=re.compile("^1 answered")).click()
    expect(desk.locator("main")).to_contain_text("Dana")
    seen(desk, "rows")

    page.get_by_role("link", name="Don’t ask me any more").click()
    seen(page, "unsubscribe")
    expect(page.get_by_role("button", name="Don’t ask me any more")).to_be_visible()
