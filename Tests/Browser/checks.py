"""What must hold on every page, whatever it shows."""
import os
import re

from axe_playwright_python.sync_playwright import Axe

import product

AXE = Axe().axe_script
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
SCREENS = product.ROOT / "out/screens"


class Watcher:
    """Hears what a browser only tells its developer: errors in the console,
    errors of scripts, what the security policy refused, requests to elsewhere."""

    def __init__(self, page, address):
        self.complaints = []
        self.expected = []
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", lambda request: self.request(request.url, address))

    def console(self, message):
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def request(self, url, address):
        if not url.startswith((address, "data:", "blob:", "about:")):
            self.complaints.append(f"request to elsewhere: {url}")

    def expect(self, pattern):
        """This complaint is no mistake, for example of a page that is 404."""
        self.expected.append(re.compile(pattern))

    def verify(self):
        wrong = [text for text in self.complaints if not any(known.search(text) for known in self.expected)]
        assert not wrong, "the browser complains:\n  " + "\n  ".join(wrong)


def axe(page):
    """No violation of WCAG 2.2 AA that axe can find."""
    return run_axe(page, {"type": "tag", "values": WCAG_22_AA})


def dark(page):
    """The same page in dark: only its colours are others."""
    page.emulate_media(color_scheme="dark")
    return run_axe(page, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})


def run_axe(page, rules):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # Only what is wrong comes back: the rest is thousands of lines a page.
    violations, passed = page.evaluate(
        "options => axe.run(options).then(found => [found.violations, found.passes.length])",
        {"runOnly": rules, "resultTypes": ["violations"]})
    assert not violations, f"{page.url}\n" + "\n".join(describe(violation) for violation in violations)
    return passed


def describe(violation):
    places = [
        f"    {' '.join(map(str, node['target']))}: {(node.get('failureSummary') or '').splitlines()[-1:]}"
        for node in violation["nodes"][:5]
    ]
    more = len(violation["nodes"]) - len(places)
    if more > 0:
        places.append(f"    and {more} more")
    return "\n".join([f"  {violation['id']}: {violation['help']}"] + places)


def fits(page):
    """Nothing needs to be scrolled sideways to be read."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        culprits = page.evaluate(
            """() => [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .slice(0, 5).map(e => e.tagName + '.' + e.className)""")
        raise AssertionError(f"{page.url} is {wide} px too wide: {culprits}")


def screenshot(page, name):
    """Keeps a picture in out/screens/ when ENSEMBLE_SCREENS=1."""
    if os.environ.get("ENSEMBLE_SCREENS") == "1":
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENS / f"{name}.png", full_page=True)
