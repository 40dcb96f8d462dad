"""The checks that every page passes can fail."""
import pytest

import checks
import views

SHELL = "<!doctype html><html lang=en><title>t</title><main><h1>t</h1>{}</main></html>"


@pytest.fixture
def page(browser):
    context = browser.new_context(**views.PHONE.context_options())
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("mistake", [
    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
    "<input name=nameless>",
    "<p style='color:#999;background:#fff'>pale</p>",
])
def test_axe_sees_a_mistake(page, mistake):
    page.set_content(SHELL.format(mistake))
    with pytest.raises(AssertionError):
        checks.axe(page)


def test_axe_passes_a_plain_page(page):
    page.set_content(SHELL.format("<p>All is well.</p>"))
    assert checks.axe(page) > 0


def test_a_mistake_that_is_only_seen_in_the_dark(page):
    page.set_content(SHELL.format(
        "<style>:root{color-scheme:light dark}</style><p style='color:#333;background:Canvas'>gone</p>"))
    assert checks.axe(page) > 0
    with pytest.raises(AssertionError, match="color-contrast"):
        checks.dark(page)


def test_a_page_that_is_too_wide_is_seen(page):
    page.set_content(SHELL.format("<div style='width:2000px'>wide</div>"))
    with pytest.raises(AssertionError, match="too wide"):
        checks.fits(page)


@pytest.mark.parametrize("mistake", [
    "<script>console.error('no')</script>",
    "<script>nothing.there()</script>",
    "<img alt='' src='http://127.0.0.1:9/x.png'>",
])
def test_a_complaint_of_the_browser_is_heard(page, mistake):
    watcher = checks.Watcher(page, "http://here.test")
    page.set_content(SHELL.format(mistake), wait_until="load")
    with pytest.raises(AssertionError):
        watcher.verify()
