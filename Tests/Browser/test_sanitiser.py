"""What the sanitiser lets through runs nothing, even where no sandboxed frame
and no security policy stand behind it, as they do in the product."""
import json
import subprocess

import pytest

import hostile
import product

SETS = {
    "ours": lambda: hostile.OURS,
    "dompurify": hostile.of_dompurify,
    "loofah": hostile.of_loofah,
    "html5lib": hostile.of_html5lib,
}

# A policy that forbids nothing and reports every script that starts, whatever
# it does: more than waiting for alert() would see.
REPORTS = {"Content-Security-Policy-Report-Only": "script-src 'none'; object-src 'none'; frame-src 'none'"}

LISTEN = """
    window.ran = [];
    document.addEventListener('securitypolicyviolation', e => ran.push(e.violatedDirective + ' ' + e.sample));
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
        window[name] = () => { ran.push(name); return null };
"""

# Touches everything as a person might, then reads the page back into itself,
# as an editor or a quotation would: what mutates into a script would run then.
PROVOKE = """
    () => {
        const events = ['click', 'mouseover', 'mouseenter', 'focus', 'input', 'toggle', 'error', 'load', 'submit'];
        document.addEventListener('submit', e => e.preventDefault(), true);
        const touch = () => {
            for (const e of document.querySelectorAll('*')) {
                if (e.tagName === 'A' && e.target) e.target = '_self';
                for (const name of events) e.dispatchEvent(new Event(name, {bubbles: false}));
                for (const a of e.attributes)
                    if (/^on/i.test(a.name)) ran.push('attribute ' + a.name);
                for (const name of ['href', 'src', 'action', 'formAction', 'data', 'srcdoc']) {
                    let value = e[name];
                    if (value && value.baseVal !== undefined) value = value.baseVal;
                    if (typeof value === 'string' && /^[\\s\\x00-\\x1f]*(javascript|vbscript):/i.test(value))
                        ran.push(e.tagName + ' ' + name + ' ' + value);
                }
                if (e instanceof HTMLAnchorElement && ['javascript:', 'vbscript:'].includes(e.protocol))
                    ran.push('link ' + e.href);
            }
            for (const e of document.querySelectorAll('body script, body iframe, body object, body embed, ' +
                'body base, body meta, body link, body frame, body applet'))
                ran.push('element ' + e.tagName);
        };
        touch();
        for (let i = 0; i < 2; i++) {
            const before = document.body.innerHTML;
            document.body.innerHTML = before;
            touch();
        }
        const holder = document.createElement('div');
        document.body.append(holder);
        holder.innerHTML = document.body.innerHTML;
    }
"""


def sanitise(texts):
    answer = subprocess.run(
        product.sanitise_command(), input=json.dumps(texts).encode(), env=product.environment(),
        stdout=subprocess.PIPE, check=True, timeout=120)
    return json.loads(answer.stdout)


def batches(items, size):
    return [items[start:start + size] for start in range(0, len(items), size)]


@pytest.fixture
def stage(browser):
    """stage(html) shows one document and returns what it managed to do."""
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    shown, asked, dialogs = [""], [], []

    def answer(route):
        if route.request.url == "http://stage.test/":
            document = f"<!doctype html><meta charset=utf-8><title>stage</title><body>{shown[0]}"
            route.fulfill(body=document, headers=REPORTS | {"Content-Type": "text/html; charset=utf-8"})
        else:
            asked.append(route.request.url)
            route.abort()

    def dismiss(dialog):
        dialogs.append(dialog.message)
        dialog.dismiss()

    context.route("**/*", answer)
    page.on("dialog", dismiss)

    def stage(html):
        shown[0] = html
        asked.clear()
        dialogs.clear()
        page.goto("http://stage.test/", wait_until="load")
        page.evaluate(PROVOKE)
        page.wait_for_timeout(1)
        # A relative image is asked from the stage itself and can tell nobody.
        outside = [url for url in asked if not url.startswith("http://stage.test/")]
        return page.evaluate("ran") + outside + dialogs

    yield stage
    context.close()


@pytest.mark.parametrize("text", ["<script>1</script>", "<img src=x onerror=2>", "<a href='javascript:3'>x</a>",
                                  "<img src=http://evil.example/pixel.gif>", "<svg onload=4>"])
def test_the_stage_sees_what_runs(stage, text):
    assert stage(text)


@pytest.mark.parametrize("name", SETS)
def test_nothing_runs_after_sanitising(stage, name):
    if name != "ours" and not hostile.corpora().is_dir():
        pytest.skip("skipped, no corpora")
    texts = SETS[name]()
    assert len(texts) > 20
    safe = sanitise(texts)
    assert len(safe) == len(texts)
    ran = []
    for batch in batches(list(zip(texts, safe)), 25):
        # Safe texts are balanced, so they can share a page; only a page that
        # did something is taken apart.
        if stage("<hr>".join(after for _, after in batch)):
            ran += [(before, after, did) for before, after in batch if (did := stage(after))] or [batch[0] + ("it",)]
    assert not ran, f"{len(ran)} of {len(texts)} did something:\n" + "\n".join(
        f"{before!r}\n  became {after!r}\n  and did {did}" for before, after, did in ran[:10])
