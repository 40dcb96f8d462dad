"""How the product is started and entered. What the tests know of its command
line, its environment and its forms stands here and nowhere else."""
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("ENSEMBLE_BINARY", ROOT / ".build/debug/ensemble"))

# How much of the story the browser looks at.
CUSTOMERS = 12


def serve_command(data, port, story=True):
    """The desk, with a small story or empty, on this machine alone."""
    told = ["--story", "--customers", str(CUSTOMERS)] if story else []
    return [str(BINARY), "serve", "--data", str(data), "--port", str(port), *told]


def sanitise_command():
    """Reads a JSON array of HTML texts, writes the array of safe ones."""
    return [str(BINARY), "dev", "sanitise"]


def environment():
    """As on a new machine: nothing of the caller's configuration gets in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ENSEMBLE_")}
    return kept | {"ENSEMBLE_LOG_LEVEL": "warning", "ENSEMBLE_DEVELOPER_PAGES": "yes"}


READY = "/ready"

# Who looks at a page. The cast is that of Sources/Ensemble/Story/StoryCast.swift.
PASSWORD = "larkspur-story"
STAFF = {
    "administrator": "ines@larkspur.example",
    "agent": "mira@larkspur.example",
}
CUSTOMER = "dana.whitfield@mail.example"


def sign_in(page, who):
    """Signs in as a member of staff, or as the customer by the mailed link."""
    if who == "customer":
        return sign_in_customer(page)
    page.goto("/sign-in")
    page.get_by_label("Mail address").fill(STAFF[who])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def sign_in_customer(page):
    """Asks for the link, then takes it from the mail that was not sent."""
    page.goto("/my/sign-in")
    page.get_by_label("Mail address").fill(CUSTOMER)
    page.get_by_role("button", name="Send me the link").click()
    for _ in range(60):
        # The mail is made by a job, so an older one may still be the first.
        page.goto("/dev/mail")
        page.locator("tr", has_text=CUSTOMER).get_by_role("link").first.click()
        link = page.locator("a[href*='/my/sign-in/']").first
        if link.count():
            page.goto(link.get_attribute("href"))
            if page.get_by_role("button", name="Open my conversations").count():
                break
        page.wait_for_timeout(500)
    page.get_by_role("button", name="Open my conversations").click()
    page.wait_for_url(lambda url: "/my" in url and "sign-in" not in url)
