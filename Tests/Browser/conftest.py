"""Fixtures: one server and one browser for all tests, a new context for each."""
import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

import checks
import product
import server as servers
import views

# Milliseconds. A busy machine is no mistake of a page; no test asserts a time.
TIMEOUT = 60_000
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    if not product.BINARY.exists() and "ENSEMBLE_BROWSER_SERVER" not in os.environ:
        pytest.fail(f"{product.BINARY} is not built: swift build")
    with servers.running_server(tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("ENSEMBLE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: bin/setup test"
    # Root may not use Chromium's sandbox; what is shown here is our own.
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def signed_in(browser, address):
    """The cookies of each person, who signs in once for all tests."""
    known = {}

    def cookies(who):
        if who not in known:
            # Who could not sign in once is not tried again for every page.
            known[who] = None
            context = browser.new_context(base_url=address, **views.WIDE.context_options())
            context.set_default_timeout(TIMEOUT)
            product.sign_in(context.new_page(), who)
            known[who] = context.storage_state()
            context.close()
        assert known[who], f"{who} could not sign in"
        return known[who]

    return cookies


@pytest.fixture
def look(browser, address, signed_in):
    """look(view, who) opens a watched page; it fails the test if the browser complained."""
    opened = []

    def look(view=views.WIDE, who="nobody"):
        state = None if who == "nobody" else signed_in(who)
        context = browser.new_context(base_url=address, storage_state=state, **view.context_options())
        context.set_default_timeout(TIMEOUT)
        page = context.new_page()
        page.watcher = checks.Watcher(page, address)
        opened.append((context, page))
        return page

    yield look
    try:
        for _, page in opened:
            page.watcher.verify()
    finally:
        for context, _ in opened:
            context.close()
