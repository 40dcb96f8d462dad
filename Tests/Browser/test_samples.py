"""Every sample of every page, as /dev/pages lists them: fits and is accessible."""
import re

import pytest

import checks
import views


# Tests run side by side, and one over all samples would be the last to end.
PARTS = 3


def samples(page):
    # Made-up files are not found, nobody is signed in, and the gallery's own sample frames nothing real.
    page.watcher.expect("404|EventSource|frame-ancestors")
    page.goto("/dev/pages")
    hrefs = page.locator("section a[href^='/dev/pages/']").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    return sorted({re.sub(r"\?.*", "", href) for href in hrefs})


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("view", [views.WIDE, views.PHONE], ids=lambda view: view.name)
def test_samples(look, view, part):
    page = look(view)
    paths = samples(page)
    assert len(paths) > 40, f"the gallery lists only {paths}"
    wrong = []
    for path in paths[part::PARTS]:
        assert page.goto(path).status == 200, path
        picture = "sample" + path.removeprefix("/dev/pages").replace("/", "-") + "-" + view.name
        looks = [(checks.fits, None), (checks.axe, picture)]
        if view is views.WIDE:
            # The colours are the same on a phone.
            looks.append((checks.dark, picture + "-dark"))
        for check, name in looks:
            try:
                check(page)
            except AssertionError as problem:
                wrong.append(f"{path}: {problem}")
            if name:
                checks.screenshot(page, name)
        page.emulate_media(color_scheme=view.scheme)
    assert not wrong, f"{len(wrong)} samples:\n" + "\n".join(wrong)


def test_samples_in_german_on_a_phone(look):
    page = look(views.PHONE_GERMAN)
    wrong = []
    for path in samples(page):
        page.goto(path)
        try:
            checks.fits(page)
        except AssertionError as problem:
            wrong.append(f"{path}: {problem}")
        checks.screenshot(page, "sample" + path.removeprefix("/dev/pages").replace("/", "-") + "-german")
    page.watcher.expect("404")
    assert not wrong, "\n".join(wrong)
