"""Every page in every view: it shows its text, it fits, it is accessible."""
import pytest
from playwright.sync_api import expect

import checks
import pages
import views


@pytest.mark.parametrize("view", views.ALL, ids=lambda view: view.name)
@pytest.mark.parametrize("wanted", pages.ALL, ids=lambda page: page.name)
def test_page(look, wanted, view):
    page = look(view, wanted.who)
    if wanted.status != 200:
        page.watcher.expect(f"status of {wanted.status}")
    answer = page.goto(wanted.path)
    if wanted.link:
        with page.expect_navigation() as navigation:
            page.locator(wanted.link).first.click()
        answer = navigation.value
    assert answer.status == wanted.status, f"{page.url} answered {answer.status}"
    expect(page.locator("body")).to_contain_text(wanted.text)
    assert page.title().strip()
    assert page.locator("html").get_attribute("lang")
    if view.javascript:
        checks.fits(page)
        checks.axe(page)
    checks.screenshot(page, f"{wanted.name}-{view.name}")
    if view.javascript:
        checks.dark(page)
        checks.screenshot(page, f"{wanted.name}-{view.name}-dark")
