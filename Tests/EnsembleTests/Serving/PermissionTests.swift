import Database
import DatabaseTesting
import Foundation
import HTTPTypes
import Hummingbird
import Mail
import Synchronization
import Testing

@testable import Ensemble

/// What comes of asking.
private enum Outcome: String {
    case page, done, nothing, signIn, forbidden, notFound, invalid, conflict, tooMany, failure

    init(_ answer: Answer) {
        let isEntrance =
            answer.location.map { $0.hasPrefix("/sign-in") || $0.hasPrefix("/my/sign-in") } ?? false
        switch answer.status.code {
        case 200: self = .page
        case 204: self = .nothing
        case 303: self = isEntrance ? .signIn : .done
        case 401: self = .signIn
        case 403: self = .forbidden
        case 404: self = .notFound
        case 409: self = .conflict
        case 422: self = .invalid
        case 429: self = .tooMany
        default: self = .failure
        }
    }
}

/// Who asks. The customer is Dana, whose conversation it is.
private enum Role: CaseIterable { case nobody, customer, agent, administrator }

/// A route, asked with something real, and what each role must get.
private struct Case {
    let route: String
    /// The path that is asked; `{…}` are filled from the cast.
    let path: String
    let fields: [(String, String)]
    let expected: [Outcome]
    var isLooking: Bool { route.hasPrefix("GET") }

    init(_ route: String, at path: String? = nil, _ expected: [Outcome]) {
        self.init(route, at: path, [], expected)
    }

    init(_ route: String, at path: String? = nil, _ fields: [(String, String)], _ expected: [Outcome]) {
        self.route = route
        self.path = path ?? String(route.split(separator: " ")[1])
        self.fields = fields
        self.expected = expected
    }
}

private let open: [Outcome] = [.page, .page, .page, .page]
private let anybodyDoes: [Outcome] = [.done, .done, .done, .done]
private let teamSees: [Outcome] = [.signIn, .signIn, .page, .page]
private let teamDoes: [Outcome] = [.signIn, .signIn, .done, .done]
private let administratorSees: [Outcome] = [.signIn, .signIn, .forbidden, .page]
private let administratorDoes: [Outcome] = [.signIn, .signIn, .forbidden, .done]
private let customerSees: [Outcome] = [.signIn, .page, .signIn, .signIn]
private let customerDoes: [Outcome] = [.signIn, .done, .signIn, .signIn]
private let nobodySees: [Outcome] = [.notFound, .notFound, .notFound, .notFound]

private let table: [Case] = [
    // What every browser needs
    Case("GET /style.css", open), Case("GET /mail.css", open), Case("GET /ensemble.js", open),
    Case("GET /theme.js", open),
    Case("GET /logo/{name}", at: "/logo/none", nobodySees), Case("GET /look.css", nobodySees),
    Case("GET /icon.svg", open), Case("GET /health", open), Case("GET /ready", open),
    // From this machine, as no token is configured.
    Case("GET /metrics", open),

    // Coming in
    Case("GET /", [.signIn, .done, .done, .done]),
    Case("GET /sign-in", [.page, .page, .done, .done]),
    Case(
        "POST /sign-in", [("email", "ines@clinic.test"), ("password", "a guess of mine")],
        [.invalid, .invalid, .invalid, .invalid]),
    Case("POST /sign-out", [.signIn, .signIn, .signIn, .signIn]),
    Case("GET /first-run", [.signIn, .signIn, .signIn, .signIn]),
    Case(
        "POST /first-run",
        [
            ("business", "Mine"), ("name", "Eve"), ("email", "eve@x.test"), ("mailbox", "m@x.test"),
            ("password", "1234567890"),
        ],
        [.conflict, .conflict, .conflict, .conflict]),
    Case("GET /password", open),
    Case("POST /password", [("email", "ines@clinic.test")], [.done, .done, .done, .tooMany]),
    Case("GET /password-link-sent", open),
    Case("GET /password/{token}", at: "/password/made-up", nobodySees),
    Case("POST /password/{token}", at: "/password/made-up", [("password", "1234567890")], nobodySees),
    Case("GET /invitation/{token}", at: "/invitation/made-up", nobodySees),
    Case("POST /invitation/{token}", at: "/invitation/made-up", [("password", "1234567890")], nobodySees),

    // The desk
    Case("GET /inbox/{view}", at: "/inbox/open", teamSees),
    Case("GET /search", at: "/search?q=knee", teamSees),
    Case("GET /live", teamSees),
    Case("GET /conversations/new", teamSees),
    Case("POST /conversations", [("to", "new@x.test"), ("subject", "Hello"), ("text", "Hello")], teamDoes),
    Case("GET /conversations/{id}", at: "/conversations/{conversation}", teamSees),
    Case(
        "POST /conversations/{id}/replies", at: "/conversations/{conversation}/replies", [("text", "Yes.")],
        teamDoes),
    Case(
        "POST /conversations/{id}/draft", at: "/conversations/{conversation}/draft", [("text", "Ye")],
        [.signIn, .signIn, .nothing, .nothing]),
    Case("POST /conversations/{id}/draft/files", at: "/conversations/{conversation}/draft/files", teamDoes),
    Case(
        "POST /conversations/{id}/draft/files/{file}/removal",
        at: "/conversations/{conversation}/draft/files/1/removal", teamDoes),
    Case(
        "POST /conversations/{id}/draft/removal", at: "/conversations/{conversation}/draft/removal", teamDoes),
    Case("POST /conversations/{id}/closure", at: "/conversations/{conversation}/closure", teamDoes),
    Case("POST /conversations/{id}/reopening", at: "/conversations/{conversation}/reopening", teamDoes),
    Case(
        "POST /conversations/{id}/wait", at: "/conversations/{conversation}/wait", [("for", "partner")],
        teamDoes),
    Case(
        "POST /conversations/{id}/assignment", at: "/conversations/{conversation}/assignment",
        [("agent", "{tom}")], teamDoes),
    Case("POST /conversations/{id}/team", at: "/conversations/{conversation}/team", [("team", "")], teamDoes),
    Case(
        "POST /conversations/{id}/priority", at: "/conversations/{conversation}/priority",
        [("priority", "high")], teamDoes),
    Case(
        "POST /conversations/{id}/subject", at: "/conversations/{conversation}/subject",
        [("subject", "Other")], teamDoes),
    Case(
        "POST /conversations/{id}/tags", at: "/conversations/{conversation}/tags", [("tag", "knee")], teamDoes
    ),
    Case(
        "POST /conversations/{id}/tags/removal", at: "/conversations/{conversation}/tags/removal",
        [("tag", "knee")], teamDoes),
    Case("POST /conversations/{id}/suspension", at: "/conversations/{conversation}/suspension", teamDoes),
    Case("POST /conversations/{id}/recovery", at: "/conversations/{conversation}/recovery", teamDoes),
    Case("POST /preview", [("text", "*Yes*")], teamSees),
    // Into itself: each may ask, and is told.
    Case(
        "POST /conversations/{id}/merging", at: "/conversations/{conversation}/merging",
        [("into", "{conversation}")], [.signIn, .signIn, .invalid, .invalid]),
    Case(
        "POST /conversations/{id}/presence", at: "/conversations/{conversation}/presence",
        [.signIn, .signIn, .nothing, .nothing]),
    Case("GET /messages/{id}/body", at: "/messages/{message}/body", teamSees),
    Case("GET /messages/{id}/files/{place}", at: "/messages/{message}/files/0", teamSees),
    Case("GET /messages/{id}/raw", at: "/messages/{message}/raw", [.signIn, .signIn, .notFound, .notFound]),
    Case(
        "POST /messages/{id}/undoing", at: "/messages/{reply}/undoing", [.signIn, .signIn, .done, .notFound]),
    Case(
        "POST /messages/{id}/sending", at: "/messages/{reply}/sending",
        [.signIn, .signIn, .conflict, .conflict]),
    Case(
        "POST /messages/{id}/arrival", at: "/messages/{reply}/arrival",
        [.signIn, .signIn, .notFound, .notFound]),
    Case("GET /customers", at: "/customers?q=dana", teamSees),
    Case("GET /customers/{id}", at: "/customers/{dana}", teamSees),
    Case("POST /customers/{id}", at: "/customers/{dana}", [("name", "Dana W.")], teamDoes),
    Case(
        "POST /customers/{id}/addresses", at: "/customers/{dana}/addresses", [("address", "d@x.test")],
        [.signIn, .signIn, .done, .conflict]),
    Case("GET /me", teamSees),
    Case("POST /me/preferences", [("name", "Me")], teamDoes),
    Case(
        "POST /me/password", [("old", "a guess"), ("new", "1234567890")],
        [.signIn, .signIn, .invalid, .invalid]),
    Case("POST /me/sessions/{session}/removal", at: "/me/sessions/none/removal", teamDoes),
    Case("POST /me/other-sessions/removal", teamDoes),
    Case("GET /notifications", teamSees),
    Case("POST /notifications/seeing", teamDoes),
    Case("POST /me/notifications", [("mail", "away")], teamDoes),
    Case("POST /me/topics", [("topic", "limits")], teamDoes),

    // Direction
    Case("GET /direction/bearing", administratorSees),
    Case("GET /direction/course", administratorSees),
    // Nothing was heard yet: there is nothing to steer by.
    Case(
        "POST /direction/courses",
        [
            ("by", "2026-12"), ("jobs", "60"), ("product", "20"), ("service", "50"), ("idea", "30"),
            ("levers", "Tell the price"),
        ], [.signIn, .signIn, .forbidden, .conflict]),
    Case(
        "POST /direction/courses/{id}/ending", at: "/direction/courses/999/ending", [("why", "Sold")],
        [.signIn, .signIn, .forbidden, .notFound]),
    Case("GET /direction/profit", administratorSees),
    Case("GET /direction/profit.csv", administratorSees),
    Case("GET /direction/profit/rows", administratorSees),
    Case("GET /direction/profit/rows.csv", administratorSees),
    Case("GET /direction/profit/costs", administratorSees),
    Case(
        "POST /direction/profit/rates",
        [("team", ""), ("from", "2026-01"), ("cost", "9000"), ("hours", "300"), ("answer", "5")],
        administratorDoes),
    Case(
        "POST /direction/profit/offering-costs", [("offering", "999"), ("fixed", "10"), ("material", "60")],
        [.signIn, .signIn, .forbidden, .notFound]),
    Case(
        "POST /direction/profit/others", [("other_offering", "999"), ("name", "Hill Laboratory")],
        [.signIn, .signIn, .forbidden, .notFound]),
    Case(
        "POST /direction/profit/others/{id}/ending", at: "/direction/profit/others/999/ending", [],
        [.signIn, .signIn, .forbidden, .notFound]),
    Case("GET /direction/letter", administratorSees),
    Case("GET /direction/decisions", administratorSees),
    Case("GET /direction/decisions/new", administratorSees),
    Case(
        "POST /direction/decisions",
        [
            ("question", "Do we go on?"), ("kind", "shift"), ("figure", "heard.idea"), ("side", "at-least"),
            ("threshold", "40"), ("by", "2026-09-01"), ("option-1", "Tell the price"),
        ], administratorDoes),
    Case(
        "GET /direction/decisions/{id}", at: "/direction/decisions/999",
        [.signIn, .signIn, .forbidden, .notFound]),
    Case(
        "POST /direction/decisions/{id}/choice", at: "/direction/decisions/999/choice",
        [("option", "0"), ("why", "So"), ("review", "2026-09-01")],
        [.signIn, .signIn, .forbidden, .notFound]),
    Case(
        "POST /direction/decisions/{id}/review", at: "/direction/decisions/999/review",
        [("verdict", "did-not"), ("words", "No")], [.signIn, .signIn, .forbidden, .notFound]),
    Case("GET /direction/audit", teamSees),
    Case(
        "POST /direction/audit/{id}", at: "/direction/audit/999", [("kind", "idea")],
        [.signIn, .signIn, .notFound, .notFound]),
    Case("GET /direction/activities", teamSees),
    Case(
        "POST /direction/activities",
        [("name", "Paper"), ("product", "1"), ("service", "8"), ("idea", "1"), ("evidence", "A guess")],
        administratorDoes),
    Case(
        "POST /direction/activities/{id}", at: "/direction/activities/999",
        [("name", "Work"), ("product", "1"), ("service", "8"), ("idea", "1"), ("evidence", "A guess")],
        [.signIn, .signIn, .forbidden, .notFound]),
    Case(
        "POST /direction/activities/{id}/ending", at: "/direction/activities/999/ending",
        [.signIn, .signIn, .forbidden, .notFound]),
    Case("GET /direction/bearing.csv", administratorSees),
    Case("GET /direction/lenses", administratorSees),
    Case("GET /direction/lenses.csv", administratorSees),
    Case("GET /direction/lenses/rows", at: "/direction/lenses/rows?lens=heard", administratorSees),
    Case("GET /direction/lenses/rows.csv", at: "/direction/lenses/rows.csv?lens=paid", administratorSees),
    Case("GET /direction/declared", teamSees),
    Case("POST /direction/declared", [("product", "10"), ("service", "80"), ("idea", "10")], teamDoes),
    Case("POST /direction/declared/links", [("name", "Dr Lin")], administratorDoes),
    Case(
        "POST /direction/declared/links/{id}/ending", at: "/direction/declared/links/{ended-link}/ending",
        administratorDoes),
    Case("GET /declare/{link}", at: "{declare}", open),
    Case(
        "POST /declare/{link}", at: "{declare}", [("product", "10"), ("service", "80"), ("idea", "10")],
        anybodyDoes),
    Case("GET /messages/{id}/mentions", at: "/messages/{message}/mentions", teamSees),
    Case(
        "POST /messages/{id}/mentions", at: "/messages/{message}/mentions",
        [("span", "0-7"), ("degrees", "0-1000-0")], teamDoes),
    Case(
        "POST /messages/{id}/mentions/invitation", at: "/messages/{message}/mentions/invitation",
        [.signIn, .signIn, .conflict, .conflict]),
    Case("GET /answers/{id}/mentions", at: "/answers/{answer}/mentions", teamSees),
    Case(
        "POST /answers/{id}/mentions", at: "/answers/{answer}/mentions",
        [("span", "0-12"), ("degrees", "0-1000-0")], teamDoes),
    Case(
        "POST /answers/{id}/mentions/invitation", at: "/answers/{answer}/mentions/invitation",
        [.signIn, .signIn, .conflict, .conflict]),
    Case("GET /meant/{link}", at: "{meant}", open),
    Case("POST /meant/{link}", at: "{meant}", [("s0-12", "0-1000-0")], anybodyDoes),
    Case(
        "POST /mentions/{id}/degrees", at: "/mentions/{mention}/degrees", [("degrees", "0-0-1000")],
        [.signIn, .signIn, .done, .forbidden]),
    Case(
        "POST /mentions/{id}/removal", at: "/mentions/{mention}/removal",
        [.signIn, .signIn, .done, .notFound]),
    Case("GET /direction/code-book", teamSees),
    Case(
        "POST /direction/code-book",
        [("product", "A thing"), ("service", "An act"), ("idea", "A promise"), ("ties", "Which?")],
        administratorDoes),

    // Settings
    Case("GET /settings", administratorSees),
    Case("GET /settings/team", administratorSees),
    Case(
        "POST /settings/team/invitations",
        [("name", "Eve"), ("email", "eve@x.test"), ("role", "administrator")], administratorDoes),
    Case(
        "POST /settings/team/people/{id}/invitation", at: "/settings/team/people/{new}/invitation",
        administratorDoes),
    Case(
        "POST /settings/team/people/{id}/role", at: "/settings/team/people/{new}/role",
        [("role", "administrator")], administratorDoes),
    Case(
        "POST /settings/team/people/{id}/disabling", at: "/settings/team/people/{new}/disabling",
        administratorDoes),
    Case(
        "POST /settings/team/people/{id}/enabling", at: "/settings/team/people/{new}/enabling",
        administratorDoes),
    Case("POST /settings/teams", [("team", "Front desk")], administratorDoes),
    Case(
        "POST /settings/teams/{id}/members", at: "/settings/teams/{team}/members", [("member", "{tom}")],
        administratorDoes),
    Case("POST /settings/teams/{id}/removal", at: "/settings/teams/{team}/removal", administratorDoes),
    Case("GET /settings/mailboxes", administratorSees),
    Case("GET /settings/mailboxes/new", administratorSees),
    Case("POST /settings/mailboxes", [("name", "New"), ("address", "new@clinic.test")], administratorDoes),
    Case("GET /settings/mailboxes/{id}", at: "/settings/mailboxes/{mailbox}", administratorSees),
    Case(
        "POST /settings/mailboxes/{id}", at: "/settings/mailboxes/{mailbox}", [("name", "Other")],
        administratorDoes),
    Case(
        "POST /settings/mailboxes/{id}/closure", at: "/settings/mailboxes/{mailbox}/closure",
        administratorDoes),
    Case(
        "POST /settings/mailboxes/{id}/reopening", at: "/settings/mailboxes/{mailbox}/reopening",
        administratorDoes),
    Case("GET /settings/look", administratorSees),
    Case("POST /settings/look", [("accent", "")], administratorDoes),
    Case("POST /settings/look/logo/removal", administratorDoes),
    Case("GET /settings/business", administratorSees),
    Case(
        "POST /settings/business", [("name", "Other"), ("time_zone", "UTC"), ("language", "en")],
        administratorDoes),
    Case("GET /settings/jobs", administratorSees),
    Case("POST /settings/jobs/{id}/retry", at: "/settings/jobs/{job}/retry", administratorDoes),
    Case("POST /settings/jobs/{id}/removal", at: "/settings/jobs/{job}/removal", administratorDoes),
    Case("GET /settings/tokens", administratorSees),
    Case("POST /settings/tokens", [("name", "Mail server")], administratorSees),
    Case("POST /settings/tokens/{id}/removal", at: "/settings/tokens/1/removal", administratorDoes),

    // The customer's own place and the public pages
    Case("GET /contact", open),
    Case(
        "POST /contact",
        [("stamp", "{stamp}"), ("address", "eve@x.test"), ("subject", "Hello"), ("text", "Hello")],
        anybodyDoes),
    Case("GET /contact/thanks", open),
    Case("GET /my", customerSees),
    Case("GET /my/sign-in", [.page, .done, .page, .page]),
    Case("POST /my/sign-in", [("address", "dana@example.test")], [.done, .done, .done, .tooMany]),
    Case("GET /my/link-sent", open),
    Case("GET /my/sign-in/{token}", at: "/my/sign-in/made-up", nobodySees),
    Case("POST /my/sign-in/{token}", at: "/my/sign-in/made-up", nobodySees),
    Case("POST /my/sign-out", [.signIn, .signIn, .signIn, .signIn]),
    Case("GET /my/conversations/{id}", at: "/my/conversations/{conversation}", customerSees),
    Case(
        "POST /my/conversations/{id}/replies", at: "/my/conversations/{conversation}/replies",
        [("text", "Thanks")], customerDoes),
    Case("POST /my/conversations/{id}/closure", at: "/my/conversations/{conversation}/closure", customerDoes),
    Case("GET /my/messages/{id}/body", at: "/my/messages/{message}/body", customerSees),
    Case("GET /my/messages/{id}/files/{place}", at: "/my/messages/{message}/files/0", customerSees),

    // Ideas
    Case("GET /ideas", open), Case("GET /ideas/new", open), Case("GET /ideas/sent", open),
    Case("GET /ideas/similar", at: "/ideas/similar?q=price", open),
    Case("GET /ideas/{id}", at: "/ideas/{idea}", open),
    Case(
        "POST /ideas",
        [("need", "Another"), ("anyway", "1"), ("stamp", "{stamp}"), ("address", "eve@x.test")],
        [.done, .done, .forbidden, .forbidden]),
    Case("POST /ideas/{id}/vote", at: "/ideas/{idea}/vote", customerDoes),
    Case("POST /ideas/{id}/vote/removal", at: "/ideas/{idea}/vote/removal", customerDoes),
    Case("POST /ideas/{id}/following", at: "/ideas/{idea}/following", customerDoes),
    Case("POST /ideas/{id}/following/removal", at: "/ideas/{idea}/following/removal", customerDoes),
    Case("POST /ideas/{id}/comments", at: "/ideas/{idea}/comments", [("text", "Yes")], customerDoes),
    Case(
        "POST /ideas/{id}/link", at: "/ideas/{idea}/link", [("address", "eve@x.test"), ("stamp", "{stamp}")],
        [.done, .done, .forbidden, .forbidden]),
    Case("GET /idea-vote/{token}", at: "/idea-vote/test-vote-token", open),
    Case(
        "POST /idea-vote/{token}", at: "/idea-vote/test-vote-token", [.page, .notFound, .notFound, .notFound]),
    Case("GET /board", teamSees), Case("GET /board/held", teamSees),
    Case("POST /board", [("need", "Another")], teamDoes),
    Case("GET /board/{id}", at: "/board/{idea}", teamSees),
    Case("GET /board/{id}/votes", at: "/board/{idea}/votes", teamSees),
    Case(
        "POST /board/{id}/votes", at: "/board/{idea}/votes",
        [("address", "sam@example.test"), ("words", "By phone")], teamDoes),
    Case("POST /board/{id}/status", at: "/board/{idea}/status", [("status", "planned")], teamDoes),
    Case("POST /board/{id}/answer", at: "/board/{idea}/answer", [("answer", "Yes")], teamDoes),
    Case(
        "POST /board/{id}/words", at: "/board/{idea}/words", [("need", "Prices"), ("tags", "a, b")], teamDoes),
    Case("POST /board/{id}/comments", at: "/board/{idea}/comments", [("text", "Yes")], teamDoes),
    Case("POST /board/{id}/merging", at: "/board/{idea}/merging", [("into", "{idea2}")], teamDoes),
    Case("POST /board/{id}/showing", at: "/board/{heldIdea}/showing", [.signIn, .signIn, .done, .conflict]),
    Case(
        "POST /board/{id}/dismissal", at: "/board/{heldIdea}/dismissal", [.signIn, .signIn, .done, .conflict]),
    Case(
        "POST /board/comments/{id}/showing", at: "/board/comments/{heldComment}/showing",
        [.signIn, .signIn, .done, .conflict]),
    Case(
        "POST /board/comments/{id}/removal", at: "/board/comments/{heldComment}/removal",
        [.signIn, .signIn, .done, .notFound]),
    Case("GET /messages/{id}/idea", at: "/messages/{message}/idea", teamSees),
    Case("POST /messages/{id}/idea", at: "/messages/{message}/idea", [("idea", "{idea2}")], teamDoes),
    Case(
        "POST /messages/{id}/idea/removal", at: "/messages/{message}/idea/removal", [("idea", "{idea}")],
        teamDoes),
    Case("GET /roadmap", open), Case("GET /changelog", open), Case("GET /changelog.rss", open),
    Case("GET /changelog.atom", open), Case("GET /changelog/{id}", at: "/changelog/{release}", open),
    Case("GET /told-no-more/{link}", at: "{toldNoMore}", open),
    Case("POST /told-no-more/{link}/refusal", at: "{toldNoMore}/refusal", anybodyDoes),
    Case("POST /told-no-more/{link}/allowance", at: "{toldNoMore}/allowance", anybodyDoes),
    Case("GET /api/told-no-more/{link}", at: "/api{toldNoMore}", anybodyDoes),
    Case(
        "POST /api/told-no-more/{link}", at: "/api{toldNoMore}", [.nothing, .nothing, .nothing, .nothing]),
    Case("GET /releases", teamSees),
    Case("POST /releases", [("title-en", "A price list"), ("text-en", "By mail")], teamDoes),
    Case("GET /releases/{id}", at: "/releases/{draft}", teamSees),
    Case("GET /releases/{id}/told", at: "/releases/{release}/told", teamSees),
    Case("POST /releases/{id}/words", at: "/releases/{draft}/words", [("title-en", "Other")], teamDoes),
    Case("POST /releases/{id}/ideas", at: "/releases/{draft}/ideas", [("idea", "{idea}")], teamDoes),
    Case(
        "POST /releases/{id}/ideas/removal", at: "/releases/{draft}/ideas/removal", [("idea", "{idea}")],
        teamDoes),
    Case(
        "POST /releases/{id}/publication", at: "/releases/{draft}/publication",
        [.signIn, .signIn, .done, .conflict]),
    Case(
        "POST /releases/{id}/discarding", at: "/releases/{draft}/discarding",
        [.signIn, .signIn, .done, .notFound]),
    Case("GET /board/ranking", teamSees), Case("GET /board/leads", teamSees),
    Case("POST /ideas/{id}/offer", at: "/ideas/{idea}/offer", customerDoes),
    Case("POST /ideas/{id}/offer/removal", at: "/ideas/{idea}/offer/removal", customerDoes),
    Case("POST /ideas/{id}/files", at: "/ideas/{idea}/files", [.signIn, .invalid, .signIn, .signIn]),
    Case(
        "POST /ideas/{id}/files/{file}/removal", at: "/ideas/{idea}/files/{ideaFile}/removal",
        [.signIn, .notFound, .signIn, .signIn]),
    Case("GET /ideas/{id}/files/{file}", at: "/ideas/{idea}/files/{ideaFile}", open),
    Case("POST /board/{id}/files", at: "/board/{idea}/files", [.signIn, .signIn, .invalid, .invalid]),
    Case("POST /board/files/{id}/showing", at: "/board/files/{ideaFile}/showing", teamDoes),
    Case(
        "POST /board/files/{id}/removal", at: "/board/files/{ideaFile}/removal",
        [.signIn, .signIn, .done, .notFound]),
    Case("GET /trial/{link}", at: "{trial}", open),
    Case("POST /trial/{link}", at: "{trial}", [("verdict", "helps")], anybodyDoes),
    Case("POST /trial/{link}/credit/removal", at: "{trial}/credit/removal", anybodyDoes),
    Case(
        "POST /releases/{id}/credit/removal", at: "/releases/{draft}/credit/removal",
        [("customer", "{dana}")], teamDoes),
    Case(
        "POST /releases/{id}/trials", at: "/releases/{draft}/trials", [("customer", "{sam}")],
        [.signIn, .signIn, .done, .conflict]),
    Case("GET /ideas/compare", customerSees),
    Case(
        "POST /ideas/compare", [("one", "{idea}"), ("other", "{idea2}"), ("chosen", "{idea}")], customerDoes),
    Case("GET /settings/ideas", administratorSees),
    Case("POST /settings/ideas", [("access", "customers"), ("holds", "all")], administratorDoes),

    // Told before: what is offered, what it costs
    Case("GET /offerings", open),
    Case("GET /offerings/suggestions", at: "/offerings/suggestions?q=scan", open),
    Case("GET /offerings/{id}", at: "/offerings/{offering}", open),
    Case("GET /offerings/{id}/bills", at: "/offerings/{offering}/bills", teamSees),
    Case("GET /settings/offerings", administratorSees),
    Case("GET /settings/offerings/new", administratorSees),
    Case(
        "POST /settings/offerings",
        [
            ("name", "Crown"), ("product", "1"), ("service", "1"), ("idea", "1"), ("price_model", "fixed"),
            ("likely", "800"),
        ], administratorDoes),
    Case("GET /settings/offerings/{id}", at: "/settings/offerings/{offering}", administratorSees),
    Case(
        "POST /settings/offerings/{id}", at: "/settings/offerings/{offering}",
        [
            ("name", "Scan"), ("product", "1"), ("service", "1"), ("idea", "1"), ("price_model", "fixed"),
            ("likely", "190"),
        ], administratorDoes),
    Case(
        "POST /settings/offerings/{id}/state", at: "/settings/offerings/{offering}/state",
        [("state", "retiring")], administratorDoes),
    Case(
        "POST /settings/offerings/{id}/policy", at: "/settings/offerings/{offering}/policy",
        [("policy", "ontario")], administratorDoes),
    Case(
        "POST /settings/offerings/{id}/blueprint", at: "/settings/offerings/{offering}/blueprint",
        [("blueprint", "{blueprint}")], administratorDoes),
    Case(
        "POST /conversations/{id}/offering", at: "/conversations/{conversation}/offering",
        [("offering", "{offering}")], teamDoes),
    Case(
        "POST /conversations/{id}/role", at: "/conversations/{conversation}/role", [("part", "all")], teamDoes
    ),
    Case("GET /settings/policies", administratorSees),
    Case("GET /settings/policies/new", administratorSees),
    Case("GET /settings/policies/{pack}", at: "/settings/policies/us-gfe", administratorSees),
    Case(
        "POST /settings/policies",
        [
            ("name", "Clinic rules"), ("source", "Our board"), ("date", "2026-03-01"), ("on_request", "3"),
            ("revision", "1"), ("overrun", "range"), ("dispute_days", "90"), ("plan_parts", "4"),
            ("plan_misses", "2"), ("accept_words", "accept"),
        ], administratorDoes),
    Case(
        "POST /settings/policies/{pack}", at: "/settings/policies/house",
        [
            ("name", "House rules"), ("source", "Your own"), ("date", "2026-03-01"), ("on_request", "3"),
            ("revision", "1"), ("overrun", "range"), ("dispute_days", "90"), ("plan_parts", "4"),
            ("plan_misses", "2"), ("accept_words", "accept"),
        ], administratorDoes),
    Case("GET /settings/costs", administratorSees),
    Case(
        "POST /settings/costs",
        [("currency", "EUR"), ("tax_rates", "19; 7"), ("valid_days", "30"), ("pay_days", "14")],
        administratorDoes),
    Case("GET /estimates", teamSees),
    Case(
        "POST /conversations/{id}/estimates", at: "/conversations/{conversation}/estimates",
        [("kind", "quote")], teamDoes),
    Case("GET /estimates/{id}", at: "/estimates/{estimate}", teamSees),
    Case("GET /estimates/{id}/pdf", at: "/estimates/{estimate}/pdf", teamSees),
    Case("POST /estimates/{id}", at: "/estimates/{estimate}", [("title", "Scan")], teamDoes),
    Case(
        "POST /estimates/{id}/removal", at: "/estimates/{estimate}/removal",
        [.signIn, .signIn, .done, .notFound]),
    Case(
        "POST /estimates/{id}/revision", at: "/estimates/{told}/revision",
        [.signIn, .signIn, .done, .conflict]),
    Case("POST /estimates/{id}/change", at: "/estimates/{accepted}/change", teamDoes),
    Case(
        "POST /estimates/{id}/answer", at: "/estimates/{told}/answer", [("name", "Dana"), ("answer", "yes")],
        [.signIn, .signIn, .done, .conflict]),
    Case(
        "POST /estimates/{id}/deposit", at: "/estimates/{told}/deposit",
        [("amount", "1"), ("method", "cash"), ("day", "2026-03-16")],
        [.signIn, .signIn, .conflict, .conflict]),
    Case("POST /estimates/{id}/template", at: "/estimates/{told}/template", [("name", "Usual")], teamDoes),
    Case(
        "POST /estimate-templates/{id}/removal", at: "/estimate-templates/{template}/removal",
        [.signIn, .signIn, .done, .notFound]),
    Case("GET /tells", teamSees),
    Case(
        "POST /tells/{id}/release", at: "/tells/1/release", [("why", "Booked off")],
        [.signIn, .signIn, .notFound, .notFound]),
    Case("POST /conversations/{id}/tells", at: "/conversations/{conversation}/tells", teamDoes),
    Case("GET /invoices", teamSees),
    Case(
        "POST /conversations/{id}/invoices", at: "/conversations/{conversation}/invoices",
        [("from", "told")], teamDoes),
    Case("GET /invoices/{id}", at: "/invoices/{invoice}", teamSees),
    Case("GET /invoices/{id}/pdf", at: "/invoices/{invoice}/pdf", teamSees),
    Case("POST /invoices/{id}", at: "/invoices/{invoice-draft}", [("title", "Scan")], teamDoes),
    Case(
        "POST /invoices/{id}/removal", at: "/invoices/{invoice-draft}/removal",
        [.signIn, .signIn, .done, .notFound]),
    Case(
        "POST /invoices/{id}/payment", at: "/invoices/{invoice}/payment",
        [("amount", "1"), ("method", "cash"), ("day", "2026-03-16")], teamDoes),
    Case(
        "POST /invoices/{id}/refund", at: "/invoices/{invoice}/refund",
        [("amount", "1"), ("method", "cash"), ("day", "2026-03-16")],
        [.signIn, .signIn, .conflict, .conflict]),
    Case("POST /invoices/{id}/plan", at: "/invoices/{invoice}/plan", [("plan_count", "3")], teamDoes),
    Case("POST /invoices/{id}/credit", at: "/invoices/{invoice}/credit", teamDoes),
    Case(
        "POST /invoices/{id}/dispute", at: "/invoices/{invoice}/dispute",
        [("name", "Dana"), ("why", "One only")], [.signIn, .signIn, .done, .conflict]),
    Case(
        "POST /invoices/{id}/settlement", at: "/invoices/{invoice}/settlement", [("outcome", "Right")],
        [.signIn, .signIn, .conflict, .conflict]),
    Case(
        "POST /invoices/{id}/write-off", at: "/invoices/{invoice}/write-off", [("why", "Gone")],
        administratorDoes),
    Case("GET /bill/{link}", at: "{bill}", open), Case("GET /bill/{link}/pdf", at: "{bill}/pdf", open),
    Case(
        "POST /bill/{link}/plan", at: "{bill}/plan", [("plan", "0"), ("name", "Dana")],
        [.done, .conflict, .forbidden, .forbidden]),
    Case(
        "POST /bill/{link}/dispute", at: "{bill}/dispute", [("name", "Dana"), ("why", "Wrong")],
        [.done, .conflict, .forbidden, .forbidden]),
    // Payments by Stripe are not set up; the team notes what it heard.
    Case(
        "POST /bill/{link}/payments", at: "{bill}/payments", [.conflict, .conflict, .forbidden, .forbidden]),
    Case("GET /bill/{link}/payments/{id}", at: "{bill}/payments/1", nobodySees),
    Case(
        "POST /invoices/{id}/money/{money}", at: "/invoices/{invoice}/money/1", [("outcome", "Right")],
        [.signIn, .signIn, .notFound, .notFound]),
    Case("GET /settings/payments", administratorSees),
    Case(
        "POST /settings/payments", [("on", "1"), ("key", "sk_test_12345"), ("signing", "whsec_12345")],
        administratorDoes),
    Case("POST /settings/payments/trial", [.signIn, .signIn, .forbidden, .conflict]),
    Case("POST /settings/payments/removal", administratorDoes),
    // By its signature alone; without a secret there is nothing.
    Case("POST /api/payments/stripe", nobodySees),
    Case("GET /conversations/{id}/work", at: "/conversations/{conversation}/work", teamSees),
    Case(
        "POST /conversations/{id}/work", at: "/conversations/{conversation}/work",
        [("text", "Scan"), ("day", "2026-03-16"), ("quantity", "1"), ("price", "90")], teamDoes),
    Case("POST /conversations/{id}/timer", at: "/conversations/{conversation}/timer", teamDoes),
    Case(
        "POST /conversations/{id}/timer/stop", at: "/conversations/{conversation}/timer/stop",
        [.signIn, .signIn, .notFound, .notFound]),
    Case(
        "POST /conversations/{id}/timer/removal", at: "/conversations/{conversation}/timer/removal",
        [.signIn, .signIn, .notFound, .notFound]),
    Case(
        "POST /conversations/{id}/limit", at: "/conversations/{conversation}/limit", [("amount", "500")],
        teamDoes),
    Case("POST /work/{id}/removal", at: "/work/{entry}/removal", [.signIn, .signIn, .done, .notFound]),
    Case("GET /told/{link}", at: "{link}", open), Case("GET /told/{link}/pdf", at: "{link}/pdf", open),
    // The team notes what it heard on the estimate, under its own name.
    Case(
        "POST /told/{link}/acceptance", at: "{link}/acceptance", [("name", "Dana")],
        [.done, .conflict, .forbidden, .forbidden]),
    Case(
        "POST /told/{link}/refusal", at: "{link}/refusal", [("name", "Dana")],
        [.done, .conflict, .forbidden, .forbidden]),
    Case(
        "POST /told/{link}/payments", at: "{link}/payments", [.conflict, .conflict, .forbidden, .forbidden]),
    Case(
        "POST /estimates/{id}/money/{money}", at: "/estimates/{told}/money/1", [("outcome", "Right")],
        [.signIn, .signIn, .notFound, .notFound]),
    Case("GET /told/{link}/payments/{id}", at: "{link}/payments/1", nobodySees),
    Case(
        "POST /told/{link}/question", at: "{link}/question", [("question", "Why?")],
        [.done, .done, .forbidden, .forbidden]),

    Case("GET /settings/history", administratorSees),

    // Direction
    Case("GET /direction/clarity", administratorSees),
    Case("GET /direction/clarity/figures.csv", administratorSees),
    Case("GET /direction/clarity/bills", administratorSees),
    Case("GET /direction/clarity/bills.csv", administratorSees),
    Case("GET /direction/clarity/tells", administratorSees),
    Case("GET /direction/clarity/tells.csv", administratorSees),
    Case("GET /direction/clarity/roles", administratorSees),
    Case("GET /direction/clarity/roles.csv", administratorSees),

    // What customers are asked
    Case("GET /direction/name", administratorSees), Case("GET /direction/name.csv", administratorSees),
    Case("GET /direction/name/words", administratorSees), Case("GET /direction/name/rows", administratorSees),
    Case("GET /direction/name/rows.csv", administratorSees),
    Case("POST /direction/name/ideas", [("words", "fair prices")], administratorDoes),
    Case(
        "POST /direction/name/ideas/{id}/ending", at: "/direction/name/ideas/1/ending",
        [.signIn, .signIn, .forbidden, .notFound]),
    Case(
        "POST /direction/name/words", [("phrase", "x"), ("idea", "y")],
        [.signIn, .signIn, .forbidden, .notFound]),
    Case("GET /direction/results", administratorSees), Case("GET /direction/results.csv", administratorSees),
    Case("GET /direction/results/rows", administratorSees),
    Case("GET /direction/results/rows.csv", administratorSees),
    Case("GET /surveys", teamSees), Case("POST /surveys", [("kind", "nps")], administratorDoes),
    Case("GET /surveys/{id}", at: "/surveys/{survey}", teamSees),
    Case("GET /surveys/{id}/edit", at: "/surveys/{survey}/edit", administratorSees),
    Case(
        "POST /surveys/{id}", at: "/surveys/{survey}",
        [
            ("language", "en"), ("title-en", "Well?"), ("words-0-en", "Were you satisfied?"),
            ("when", "hand"),
            ("delay", "1"), ("share", "100"), ("rest", "0"), ("open", "30"),
        ], administratorDoes),
    Case("POST /surveys/{id}/state", at: "/surveys/{survey}/state", [("state", "paused")], administratorDoes),
    Case("GET /surveys/{id}/asks", at: "/surveys/{survey}/asks", teamSees),
    Case("GET /surveys/{id}/answers", at: "/surveys/{survey}/answers", teamSees),
    Case(
        "POST /surveys/{id}/answers/{response}/quoting", at: "/surveys/{survey}/answers/1/quoting",
        [("may", "1")],
        [.signIn, .signIn, .notFound, .notFound]),
    Case("GET /surveys/{id}/figures.csv", at: "/surveys/{survey}/figures.csv", teamSees),
    Case("GET /surveys/{id}/asks.csv", at: "/surveys/{survey}/asks.csv", teamSees),
    Case("GET /surveys/{id}/answers.csv", at: "/surveys/{survey}/answers.csv", teamSees),
    // The second finds that they were asked already.
    Case(
        "POST /conversations/{id}/surveys", at: "/conversations/{conversation}/surveys",
        [("survey", "{survey2}")], [.signIn, .signIn, .done, .conflict]),
    Case("GET /my/surveys", customerSees),
    Case("POST /my/surveys/consent", [("may", "0")], customerDoes),
    Case("GET /my/surveys/{id}", at: "/my/surveys/{ask}", customerSees),
    Case("POST /my/surveys/{id}/answer", at: "/my/surveys/{ask}/answer", [("q-csat", "4")], customerDoes),
    // Only the customer answers, and says that they want no more.
    Case("GET /survey/{link}", at: "/survey/test-survey-token", open),
    Case(
        "POST /survey/{link}/answer", at: "/survey/test-survey-token/answer", [("q-csat", "4")],
        [.done, .done, .forbidden, .forbidden]),
    Case("GET /survey/{link}/unsubscribe", at: "/survey/test-survey-token/unsubscribe", open),
    Case(
        "POST /survey/{link}/refusal", at: "/survey/test-survey-token/refusal",
        [.done, .done, .forbidden, .forbidden]),
    // Mail programs have neither session nor token.
    Case("GET /api/survey/{link}/refusal", at: "/api/survey/test-survey-token/refusal", anybodyDoes),
    Case(
        "POST /api/survey/{link}/refusal", at: "/api/survey/test-survey-token/refusal",
        [.nothing, .nothing, .nothing, .nothing]),

    // Shared plans
    Case(
        "POST /conversations/{id}/plans", at: "/conversations/{conversation}/plans", [("name", "Again")],
        teamDoes),
    Case("GET /plans/templates", teamSees),
    Case(
        "POST /plans/templates/{id}/removal", at: "/plans/templates/{planTemplate}/removal",
        [.signIn, .signIn, .done, .notFound]),
    Case(
        "POST /plans/recurrences/{id}/ending", at: "/plans/recurrences/{recurrence}/ending", teamDoes),
    Case("GET /plans/{id}", at: "/plans/{plan}", teamSees),
    Case("GET /plans/{id}/files/{file}", at: "/plans/{plan}/files/{stepFile}", teamSees),
    Case(
        "POST /plans/{id}/steps", at: "/plans/{plan}/steps", [("title", "One more"), ("owner", "us")],
        teamDoes),
    Case(
        "POST /plans/{id}/steps/{step}", at: "/plans/{plan}/steps/{nextStep}",
        [("title", "Ask"), ("owner", "us")], teamDoes),
    Case(
        "POST /plans/{id}/steps/{step}/completion", at: "/plans/{plan}/steps/{nextStep}/completion",
        [.signIn, .signIn, .done, .conflict]),
    Case(
        "POST /plans/{id}/steps/{step}/return", at: "/plans/{plan}/steps/{doneStep}/return",
        [("words", "Again")],
        [.signIn, .signIn, .done, .conflict]),
    Case(
        "POST /plans/{id}/steps/{step}/skip", at: "/plans/{plan}/steps/{nextStep}/skip",
        [.signIn, .signIn, .done, .conflict]),
    Case(
        "POST /plans/{id}/steps/{step}/removal", at: "/plans/{plan}/steps/{nextStep}/removal",
        [.signIn, .signIn, .done, .notFound]),
    Case("POST /plans/{id}/sending", at: "/plans/{plan}/sending", [("text", "Here it is.")], teamDoes),
    Case("POST /plans/{id}/link", at: "/plans/{plan}/link", teamDoes),
    Case(
        "POST /plans/{id}/partners/{partner}/sending", at: "/plans/{plan}/partners/{partner}/sending",
        teamDoes),
    Case(
        "POST /plans/{id}/partners/{partner}/ending", at: "/plans/{plan}/partners/{partner}/ending", teamDoes),
    Case(
        "POST /plans/{id}/recurrence", at: "/plans/{plan}/recurrence",
        [("every", "month"), ("from", "2030-01-31")],
        teamDoes),
    Case("POST /plans/{id}/template", at: "/plans/{plan}/template", [("name", "Scan")], teamDoes),
    Case("POST /plans/{id}/ending", at: "/plans/{plan}/ending", teamDoes),
    Case(
        "POST /conversations/{id}/promises", at: "/conversations/{conversation}/promises",
        [("promise", "Call"), ("promise_due", "2030-01-31")], teamDoes),
    Case(
        "POST /promises/{id}/keeping", at: "/promises/{promise}/keeping",
        [.signIn, .signIn, .done, .conflict]),
    Case(
        "POST /promises/{id}/release", at: "/promises/{promise}/release", [("why", "She called")],
        [.signIn, .signIn, .done, .conflict]),
    Case("GET /blueprints", teamSees),
    Case("POST /blueprints", [("name", "Another")], administratorDoes),
    Case("GET /blueprints/{id}", at: "/blueprints/{blueprint}", teamSees),
    Case(
        "POST /blueprints/{id}/steps", at: "/blueprints/{blueprint}/steps",
        [("title", "One more"), ("lane", "onstage")], administratorDoes),
    Case(
        "POST /blueprints/{id}/steps/{step}", at: "/blueprints/{blueprint}/steps/1",
        [("title", "Other"), ("lane", "onstage")], administratorDoes),
    Case(
        "POST /blueprints/{id}/steps/{step}/removal", at: "/blueprints/{blueprint}/steps/1/removal",
        administratorDoes),
    Case(
        "POST /blueprints/{id}/steps/{step}/earlier", at: "/blueprints/{blueprint}/steps/1/earlier",
        administratorDoes),
    Case(
        "POST /blueprints/{id}/steps/{step}/later", at: "/blueprints/{blueprint}/steps/1/later",
        administratorDoes),
    Case(
        "POST /blueprints/{id}/publication", at: "/blueprints/{blueprint}/publication", administratorDoes),
    Case(
        "POST /blueprints/{id}/offerings", at: "/blueprints/{blueprint}/offerings",
        [("offering", "{offering}")], administratorDoes),
    Case(
        "POST /blueprints/{id}/offerings/{offering}/removal",
        at: "/blueprints/{blueprint}/offerings/{offering}/removal", administratorDoes),
    Case("GET /my/plans/{id}", at: "/my/plans/{plan}", customerSees),
    Case(
        "POST /my/plans/{id}/steps/{step}/completion", at: "/my/plans/{plan}/steps/{ownStep}/completion",
        customerDoes),
    Case("GET /my/plans/{id}/files/{file}", at: "/my/plans/{plan}/files/{stepFile}", customerSees),
    Case("GET /plan/{link}", at: "/plan/{planLink}", open),
    Case(
        "POST /plan/{link}/steps/{step}/completion", at: "/plan/{planLink}/steps/{ownStep}/completion",
        [.done, .conflict, .conflict, .conflict]),
    Case("GET /plan/{link}/files/{file}", at: "/plan/{planLink}/files/{stepFile}", open),
    Case("GET /hand-over/{link}", at: "/hand-over/{partnerLink}", open),
    Case(
        "POST /hand-over/{link}/steps/{step}/completion",
        at: "/hand-over/{partnerLink}/steps/{partnerStep}/completion",
        [.done, .conflict, .conflict, .conflict]),
    Case("GET /hand-over/{link}/files/{file}", at: "/hand-over/{partnerLink}/files/{stepFile}", nobodySees),

    // Programs: a session is no token
    Case("POST /api/mail/{mailbox}", at: "/api/mail/care@clinic.test", [.signIn, .signIn, .signIn, .signIn]),

    // Developers: switched off, but for the drawer of an administrator without a mail server
    Case("GET /dev/pages", nobodySees),
    Case("GET /dev/pages/{name}/{sample}", at: "/dev/pages/SignInPage/0", nobodySees),
    Case("GET /dev/style.css", nobodySees),
    Case("GET /dev/mail", administratorSees),
    Case("GET /dev/mail/{id}", at: "/dev/mail/{unsent}", administratorSees),
    Case("GET /dev/mail/{id}/body", at: "/dev/mail/{unsent}/body", administratorSees),
    Case("GET /dev/mail/{id}/raw", at: "/dev/mail/{unsent}/raw", administratorSees),
]

@Suite struct `Who may do what` {
    @Test func `every route is in the table, once`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let routes = DeskWeb(desk: desk).router().routes
                .filter { $0.method != .head }
                .map { "\($0.method.rawValue) \($0.path)" }
            #expect(Set(routes).subtracting(table.map(\.route)).sorted() == [], "add them to the table")
            #expect(Set(table.map(\.route)).subtracting(routes).sorted() == [], "these are gone")
            #expect(Set(table.map(\.route)).count == table.count)
        }
    }

    @Test(arguments: Engine.available, 0..<4)
    func `each role gets what the table says, and nothing more`(engine: Engine, quarter: Int) async throws {
        // What only looks shares a desk; what does something has one of its own.
        let (looking, doing) = (table.filter(\.isLooking), table.filter { !$0.isLooking })
        let mine = stride(from: quarter, to: doing.count, by: 4).map { [doing[$0]] }
        let known = Mutex<(cast: Cast, names: [String: String])?>(nil)
        try await FilledDatabase.make(on: engine, migrations: Schema.migrations) { database in
            let desk = try await Desk.open(
                database, configuration: Configuration(), clock: .stopped(at: .monday), randomness: .counted()
            )
            let cast = try await desk.cast()
            let names = try await fillings(desk, cast)
            known.withLock { $0 = (cast, names) }
        } _: { filled in
            let (cast, names) = try #require(known.withLock { $0 })
            for cases in (quarter == 0 ? [looking] : []) + mine {
                let got = try await filled.withCopy { try await outcomes(of: cases, in: $0, cast, names) }
                for (one, got) in zip(cases, got) {
                    let isRight = got == one.expected
                    #expect(
                        isRight,
                        "\(one.route): \(got.map(\.rawValue)) instead of \(one.expected.map(\.rawValue))")
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `no form is believed without its token`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let names = try await fillings(desk, cast)
            try await withSite(of: desk) { site in
                let visitor = try await site.visitor(as: cast.ines)
                for one in table where one.route.hasPrefix("POST") && !one.route.contains("/api/") {
                    let path = fill(one.path, names)
                    for token in ["", "made-up", desk.seal.sign("csrf of another")] {
                        let answer = try await visitor.post(
                            path, one.fields.map { ($0.0, fill($0.1, names)) }, csrf: token)
                        #expect(answer.status == .forbidden, "\(one.route) with the token “\(token)”")
                    }
                }
            }
            // Nothing came of it.
            let count: Int? = try await desk.database.read { db in try db.value("SELECT COUNT(*) FROM agents")
            }
            #expect(count == 3)
        }
    }

    @Test func `a form from another site is not believed even with its token`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let visitor = try await site.visitor(as: cast.ines)
                let fields = [("name", "Other"), ("time_zone", "UTC"), ("language", "en")]
                let headers: HTTPFields = [.secFetchSite: "cross-site"]
                let foreign = try await visitor.post("/settings/business", fields, headers: headers)
                #expect(foreign.status == .forbidden)
                let own = try await visitor.post("/settings/business", fields)
                #expect(own.status == .seeOther)
            }
        }
    }

    // MARK: Asking

    private func outcomes(
        of cases: [Case], in database: any Database, _ cast: Cast, _ names: [String: String]
    ) async throws -> [[Outcome]] {
        // Other chance than filled the desk, as tokens and numbers are drawn from it.
        let desk = try await Desk.open(
            database, configuration: Configuration(), clock: .stopped(at: .monday),
            randomness: .counted(from: 2))
        return try await withSite(of: desk) { site in
            var outcomes: [[Outcome]] = []
            for one in cases {
                var row: [Outcome] = []
                for role in Role.allCases {
                    row.append(Outcome(try await ask(one, as: visitor(role, at: site, cast), names)))
                }
                outcomes.append(row)
            }
            return outcomes
        }
    }

    private func visitor(_ role: Role, at site: Site, _ cast: Cast) async throws -> Visitor {
        switch role {
        case .nobody: site.visitor()
        case .customer: try await site.visitor(as: cast.dana)
        case .agent: try await site.visitor(as: cast.tom)
        case .administrator: try await site.visitor(as: cast.ines)
        }
    }

    private func ask(_ one: Case, as visitor: Visitor, _ names: [String: String]) async throws -> Answer {
        let path = fill(one.path, names)
        guard one.isLooking else {
            return try await visitor.post(path, one.fields.map { ($0.0, fill($0.1, names)) })
        }
        guard path == "/live" else { return try await visitor.get(path) }
        // It never ends by itself.
        async let answer = visitor.get(path)
        let closing = Task {
            while !Task.isCancelled {
                visitor.site.web.live.close()
                try? await Task.sleep(for: .milliseconds(10))
            }
        }
        defer { closing.cancel() }
        return try await answer
    }

    private func fill(_ text: String, _ names: [String: String]) -> String {
        names.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    /// What the places in the table stand for.
    private func fillings(_ desk: Desk, _ cast: Cast) async throws -> [String: String] {
        let reply = try await desk.conversations.reply(
            cast.conversation, with: Conversations.Reply(text: "It costs nothing."), by: cast.agent)
        let new = try await desk.agents.add(
            name: "New", email: "new@clinic.test", role: .agent, by: cast.administrator)
        let team = try await desk.teams.add(name: "Nurses", by: cast.administrator)
        let (job, unsent) = try await desk.database.write { [clock = desk.clock] db in
            let letter = try Letter(
                notice: Notice(to: "dana@example.test", subject: "Hello", text: "Hello"),
                messageID: "1@x.test", at: clock(), in: db)
            let unsent = try db.newID()
            try db.execute(
                """
                INSERT INTO unsent_mail (id, recipients, subject, bytes, created_at)
                VALUES (\(unsent), 'dana@example.test', 'Hello', \(RawMail.compress(letter.bytes)), \(clock()))
                """)
            return (try db.value("SELECT id FROM jobs LIMIT 1") as Int64? ?? 0, unsent)
        }
        let earlier = desk.clock() - .minutes(1)
        let told = try await desk.tell(cast)
        let accepted = try await desk.tell(cast)
        try await desk.estimates.record(true, of: accepted, name: "Dana", by: cast.agent)
        let offering = try await desk.offerings.add(.scan, by: cast.administrator)
        try await desk.offerings.move(offering, to: .offered, by: cast.administrator)
        let draft = try await desk.estimates.begin(.estimate, in: cast.conversation, by: cast.agent)
        try await desk.estimates.keepTemplate("Scan", of: told, by: cast.agent)
        let template = try await desk.estimates.templates().first
        let invoice = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
        try await desk.invoices.issue(invoice, by: cast.agent)
        let invoiceDraft = try await desk.invoices.begin(.told, in: cast.conversation, by: cast.agent)
        let entry = try await desk.work.book(
            WorkEntry.Work(.time, "Scan", on: Day(number: 20_528), price: 9_000), on: cast.conversation,
            by: cast.agent)
        let mention = try await desk.mentions.mark(
            TextSpan(begin: 24, length: 6), of: .message(cast.message), as: Degrees.presets[0], by: cast.agent
        )
        let declare = desk.declarations.path(
            of: try await desk.declarations.makeLink(for: "Dr Lin", by: cast.administrator))
        let endedLink = try await desk.declarations.makeLink(for: "Eve", by: cast.administrator)
        let survey = try await desk.survey(cast, .csat, .init(restDays: 0))
        let ask = try await desk.linkedAsk(survey, cast, token: "test-survey-token")
        let second = try await desk.survey(cast, .nps, .init(restDays: 0))
        let third = try await desk.survey(cast, .ces, .init(restDays: 0))
        _ = try await desk.linkedAsk(third, cast, token: "test-answer-token")
        let answer = try await desk.surveys.answer(
            .link("test-answer-token"), with: SurveyReply(values: ["ces": 6], comment: "Kind people."))
        try await desk.mentions.invite(.answer(answer), by: cast.agent)
        let invited: Identifier<MentionInvitation>? = try await desk.database.read { db in
            try db.value("SELECT id FROM mention_invitations")
        }
        let ideas = try await ideaFillings(desk, cast)
        return try await planFillings(desk, cast).merging(ideas) { one, _ in one }.merging([
            "answer": "\(answer)", "meant": invited.map { desk.mentions.path(of: $0) } ?? "",
            "survey": "\(survey)", "survey2": "\(second)", "ask": "\(ask)",
            "invoice": "\(invoice)", "invoice-draft": "\(invoiceDraft)",
            "bill": desk.invoices.path(of: invoice), "entry": "\(entry)", "told": "\(told)",
            "accepted": "\(accepted)", "offering": "\(offering)",
            "estimate": "\(draft)",
            "template": template.map { "\($0.id)" } ?? "", "link": desk.estimates.path(of: told),
            "mention": "\(mention)", "declare": declare, "ended-link": "\(endedLink)",
            "conversation": "\(cast.conversation)", "message": "\(cast.message)", "reply": "\(reply)",
            "dana": "\(cast.dana)",
            "tom": "\(cast.tom.id)", "new": "\(new.id)", "team": "\(team.id)",
            "mailbox": "\(cast.mailbox.id)",
            "job": "\(job)", "unsent": "\(unsent)",
            "stamp": ContactStamp.make(at: earlier, seal: desk.seal, randomness: desk.randomness),
        ]) { one, _ in one }
    }

    /// Ideas that are shown, one that waits, with a comment that does, and a link to vote.
    private func ideaFillings(_ desk: Desk, _ cast: Cast) async throws -> [String: String] {
        let (idea, other) = (try await desk.idea(cast), try await desk.idea(cast, "Two"))
        try await desk.ideas.setBoard(Board(holds: .all), by: cast.administrator)
        let held = try await desk.idea(cast, "Held")
        try await desk.ideas.comment(idea, text: "Held", by: .customer(cast.dana))
        try await desk.ideas.setBoard(Board(), by: cast.administrator)
        let comment = try await desk.ideas.held(by: cast.agent).comments.first
        let words = ["en": Release.Words("A price list", "By mail")]
        let release = try await desk.releases.add(.init(words: words), by: cast.agent)
        try await desk.releases.publish(release, by: cast.agent)
        let draft = try await desk.releases.add(.init(words: words), of: [other], by: cast.agent)
        try await desk.ideas.offer(other, by: cast.dana)
        try await desk.releases.ask(toTry: draft, by: cast.agent)
        try await desk.ideas.add(
            [NewFile(name: "a.txt", contentType: "text/plain", bytes: [65])], to: idea, by: cast.agent)
        let file = try await desk.ideas.look(idea, by: .team).files.first
        try await desk.ideas.offer(other, by: cast.sam)
        let now = desk.clock()
        try await desk.database.write { db in
            try db.execute(
                """
                INSERT INTO idea_links (token_hash, idea, address, ballot, language, made_at, expires_at)
                VALUES (\(Digest.sha256("test-vote-token")), \(idea), 'v@x.test', 'v@x.test', 'en', \(now), \(now + .days(1)))
                """)
        }
        return [
            "release": "\(release)", "draft": "\(draft)",
            "sam": "\(cast.sam)", "ideaFile": "\(file?.id.rawValue ?? 0)",
            "trial": Releases.trialPath(of: draft, cast.dana, desk.seal),
            "toldNoMore": Releases.refusalPath(of: cast.dana, desk.seal),
            "idea": "\(idea)", "idea2": "\(other)", "heldIdea": "\(held)",
            "heldComment": comment.map { "\($0.comment.id)" } ?? "",
        ]
    }

    /// A plan in which everybody has a step that can be done, and one is done, with a file.
    private func planFillings(_ desk: Desk, _ cast: Cast) async throws -> [String: String] {
        let lab = StepDraft.Owner.partner(name: "Lab", address: "lab@example.test")
        let draft = PlanDraft(
            name: "Scan",
            steps: [
                StepDraft("Send", owner: .customer, kind: .upload), StepDraft("Read"),
                StepDraft("Sign", owner: .customer), StepDraft("Take", owner: lab),
            ])
        let id = try await desk.plans.begin(draft, in: cast.conversation, by: cast.agent)
        var plan = try await desk.plans.plan(id, by: cast.agent)
        let file = NewFile(name: "scan.txt", contentType: "text/plain", bytes: [1])
        try await desk.plans.complete(plan.steps[0].id, of: id, with: .init(files: [file]), by: cast.agent)
        try await desk.plans.send(id, text: "Here.", atOnce: true, by: cast.agent)
        try await desk.plans.handOver(to: plan.partners[0].id, of: id, by: cast.agent)
        try await desk.plans.keepAsTemplate(id, named: "Kept", by: cast.agent)
        let recurrence = try await desk.plans.repeat(
            id, each: .year, from: desk.clock() + .days(3), by: cast.agent)
        let template = try await desk.plans.templates().first?.id
        let promise = try await desk.promises.make(
            PromiseDraft("Call", by: desk.clock() + .days(1)), in: cast.conversation, by: cast.agent)
        let blueprint = try await desk.blueprints.add("Scan", by: cast.administrator)
        try await desk.blueprints.put(
            BlueprintStep(.customer, "Come"), into: blueprint, by: cast.administrator)
        plan = try await desk.plans.plan(id, by: cast.agent)
        return [
            "plan": "\(id)", "doneStep": "\(plan.steps[0].id)", "nextStep": "\(plan.steps[1].id)",
            "ownStep": "\(plan.steps[2].id)", "partnerStep": "\(plan.steps[3].id)",
            "stepFile": "\(plan.steps[0].files[0].id)", "partner": "\(plan.partners[0].id)",
            "blueprint": "\(blueprint)", "promise": "\(promise)", "planTemplate": template?.description ?? "",
            "recurrence": "\(recurrence)",
            "planLink": PlanLink.word(of: plan, desk.seal),
            "partnerLink": PlanLink.word(of: plan.partners[0], desk.seal),
        ]
    }
}
