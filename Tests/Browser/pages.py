"""Every page that the browser looks at: add a line for a new one.

Each is shown in every view of views.py. `link` is clicked first where the
address depends on the data: the page is reached as a person would reach it.
"""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Page:
    path: str
    who: str            # nobody, agent, administrator or customer
    text: str           # must be on the page, as its reader sees it
    link: str = ""      # a CSS selector to follow from there
    status: int = 200

    @property
    def name(self):
        words = (self.path + " " + self.link).replace("/", " ").replace("?", " ").split()
        return "-".join([self.who] + ["".join(c for c in word if c.isalnum()) for word in words]) or self.who


ALL = [
    Page("/sign-in", "nobody", "Sign in"),
    Page("/no-such-page", "agent", "There is no such page", status=404),
    Page("/inbox/mine", "agent", "Mine"),
    Page("/inbox/unassigned", "agent", "Unassigned"),
    Page("/inbox/open", "agent", "All open"),
    Page("/inbox/waiting", "agent", "Waiting"),
    Page("/inbox/resolved", "agent", "Resolved"),
    Page("/inbox/suspended", "agent", "Suspended"),
    Page("/inbox/open", "agent", "Resolve", link="#lines a.who"),
    Page("/conversations/new", "agent", "New conversation"),
    Page("/search?q=bill", "agent", "Found for"),
    Page("/search?q=second+scan", "agent", "Whitfield", link="#lines a.who"),
    Page("/customers", "agent", "Customers"),
    Page("/me", "agent", "Password"),
    Page("/notifications", "agent", "News"),
    Page("/notifications", "agent", "Resolve", link="#lines a.who"),
    Page("/estimates", "agent", "Estimates"),
    Page("/estimates", "agent", "How it went", link="main a[href^='/estimates/']"),
    Page("/tells", "agent", "To be told"),
    Page("/invoices", "agent", "Invoices"),
    Page("/invoices", "agent", "Beside what was told", link="main a[href^='/invoices/']"),
    Page("/blueprints", "agent", "Blueprints"),
    Page("/blueprints", "administrator", "Nobody is left alone here", link="main a[href^='/blueprints/']"),
    Page("/settings/offerings", "administrator", "Offerings"),
    Page("/settings/policies", "administrator", "Policies"),
    Page("/settings/policies/us-gfe", "administrator", "US good-faith estimate"),
    Page("/settings", "administrator", "Settings"),
    Page("/settings/team", "administrator", "People and teams"),
    Page("/settings/mailboxes", "administrator", "Mailboxes"),
    Page("/settings/look", "administrator", "The look"),
    Page("/settings/business", "administrator", "business"),
    Page("/settings/jobs", "administrator", "Work waiting"),
    Page("/settings/tokens", "administrator", "Tokens"),
    Page("/settings/payments", "administrator", "Ways to pay"),
    Page("/direction/clarity", "administrator", "Told before"),
    Page("/direction/clarity?by=quarter", "administrator", "quarter"),
    Page("/direction/clarity/bills?show=surprises", "administrator", "All bills"),
    Page("/direction/clarity/tells", "administrator", "Told by the day due"),
    Page("/direction/clarity/roles", "administrator", "Our part, told"),
    Page("/surveys", "agent", "Surveys"),
    Page("/surveys", "agent", "Response rate", link="main .tiles a[href^='/surveys/']"),
    Page("/surveys", "administrator", "A new survey"),
    Page("/direction/name", "administrator", "The idea behind our name"),
    Page("/direction/results", "administrator", "End results"),
    Page("/direction/bearing", "administrator", "where that leads"),
    Page("/direction/course", "administrator", "what new work must consist of"),
    Page("/direction/lenses", "administrator", "never blended into one"),
    Page("/direction/audit", "administrator", "What the model hears"),
    Page("/direction/profit", "administrator", "leaves over"),
    Page("/direction/decisions", "administrator", "Write a decision down"),
    Page("/direction/letter", "administrator", "The monthly letter"),
    Page("/ideas", "nobody", "What would make it better for you?"),
    Page("/changelog", "nobody", "What is new"),
    Page("/contact", "nobody", "Write to us"),
    Page("/offerings", "nobody", "What we do"),
    Page("/offerings", "nobody", "can change", link="main a[href^='/offerings/']"),
    Page("/my/sign-in", "nobody", "You need no password"),
    Page("/my", "customer", "My conversations"),
    Page("/my", "customer", "Conversation", link="#lines a, .lines a"),
    Page("/my/surveys", "customer", "What you told us"),
]
