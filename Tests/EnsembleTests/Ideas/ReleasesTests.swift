import Database
import DatabaseTesting
import Localization
import Mail
import Synchronization
import Testing

@testable import Ensemble

/// A mail server that remembers, breaks when told to, and stops the program
/// in the worst moment.
final class RecordingCarrier: MailCarrier {
    private struct Book {
        var letters: [ParsedMail] = []
        var failsFrom: Int?
        var diesAt: Int?
        var count = 0
    }

    struct Killed: Error {}
    private let book = Mutex(Book())

    var letters: [ParsedMail] { book.withLock { $0.letters } }
    var recipients: [String] { letters.flatMap { $0.to.map(\.address) } }
    /// From this letter on the server is away; `nil`: it is back.
    func fail(from count: Int?) { book.withLock { $0.failsFrom = count } }
    /// The program ends when the server has taken so many letters, before it says so.
    func die(at count: Int?) { book.withLock { $0.diesAt = count } }

    func carry(_ letter: Letter, atTheDoor: @escaping @Sendable () async throws -> Void) async throws
        -> MailReceipt
    {
        let isAway = book.withLock { book in
            book.count += 1
            return book.failsFrom.map { book.count >= $0 } ?? false
        }
        if isAway { throw MailCarrierFailure.transient("The server is away.") }
        if let died = book.withLock({ $0.diesAt }), letters.count >= died { throw Killed() }
        do { try await atTheDoor() } catch { throw MailCarrierFailure.transient("It was not let in.") }
        let mail = try MailReader.parse(letter.bytes)
        let isDead = book.withLock { book in
            book.letters.append(mail)
            return book.diesAt.map { book.letters.count >= $0 } ?? false
        }
        if isDead { throw Killed() }
        return MailReceipt()
    }
}

extension Desk {
    func release(_ cast: Cast, of ideas: [Idea.ID], german: Bool = false) async throws -> Release.ID {
        var words = ["en": Release.Words("You know the price", "It comes **by mail**.")]
        if german { words["de"] = .init("Sie kennen den Preis", "Er kommt per Mail.") }
        return try await releases.add(.init(words: words), of: ideas, by: cast.agent)
    }

    /// Tells until there is nobody left, as the jobs would.
    func tellAll(_ id: Release.ID, by carrier: any MailCarrier) async throws {
        for _ in 0..<20 where try await releases.told(of: id, by: .system)[.waiting] ?? 0 > 0 {
            try await releases.tell(id, by: carrier)
        }
    }
}

@Suite struct `What was made` {
    @Test(arguments: Engine.available)
    func `is told to exactly those who asked, voted or wrote of it, once each`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let (one, two) = (
                try await desk.ideas.suggest(.init(need: "One"), by: .customer(cast.sam)).idea,
                try await desk.ideas.suggest(.init(need: "Two"), by: cast.agent).idea
            )
            let crowd = try await desk.crowd(5)
            for idea in [one, two] {
                for customer in crowd.prefix(3) { try await desk.ideas.vote(idea, by: customer) }
            }
            try await desk.ideas.follow(two, by: crowd[3])
            try await desk.ideas.link(cast.message, to: two, by: cast.agent)
            let bystander = crowd[4]
            let id = try await desk.release(cast, of: [one, two])
            #expect(try await desk.releases.audience(of: id, by: cast.agent) == 6)
            #expect(try await desk.releases.publish(id, by: cast.agent) == 6)
            await #expect(throws: Fault.conflict("It was published already.")) {
                try await desk.releases.publish(id, by: cast.agent)
            }
            for idea in [one, two] { #expect(try await desk.look(idea).status == .made) }
            let carrier = RecordingCarrier()
            try await desk.tellAll(id, by: carrier)
            try await desk.releases.tell(id, by: carrier)
            #expect(
                carrier.recipients.sorted()
                    == ["c0@crowd.test", "c1@crowd.test", "c2@crowd.test", "c3@crowd.test", Cast.samAddress]
                    .sorted())
            #expect(try await desk.releases.told(of: id, by: cast.agent) == [.told: 6])
            let tellings = try await desk.releases.tellings(of: id, by: cast.agent).tellings
            #expect(!tellings.contains { $0.customer == bystander })
            let why = Dictionary(uniqueKeysWithValues: tellings.map { ($0.customer, $0.why) })
            #expect(why[cast.dana] == .wrote && why[cast.sam] == .asked && why[crowd[0]] == .voted)
            #expect(why[crowd[3]] == .follows)
        }
    }

    @Test(arguments: Engine.available)
    func `closes the loop in the conversation in which it was written`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let idea = try await desk.ideas.link(
                cast.message, toNew: .init(need: "Say *what* is covered"), by: cast.agent)
            try await desk.conversations.resolve(cast.conversation, by: cast.agent)
            let id = try await desk.release(cast, of: [idea])
            try await desk.releases.publish(id, by: cast.agent)
            let carrier = RecordingCarrier()
            try await desk.tellAll(id, by: carrier)
            #expect(carrier.letters.isEmpty, "no mail of its own beside it")
            let scene = try await desk.scene(cast.conversation)
            let last = try #require(scene.messages.last)
            #expect(
                last.text.contains("You wrote to us about this") && last.text.contains("/changelog/\(id)"))
            #expect(
                last.author == .agent(cast.tom.id) && last.recipients.to.map(\.address) == [Cast.danaAddress])
            #expect(scene.conversation.isResolved, "it stays resolved")
            #expect(scene.events.contains { $0.kind == .ideaTold })
            let own = try await desk.conversations.ownScene(cast.conversation, of: cast.dana)
            #expect(own.messages.contains { $0.id == last.id })
        }
    }

    @Test(arguments: Engine.available)
    func `is told in each one's language, with a link that ends it`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let idea = try await desk.idea(cast)
            try await desk.ideas.vote(idea, by: cast.sam)
            try await desk.customers.change(
                cast.sam,
                to: .init(name: "Sam", organisation: nil, language: "de-AT", phone: nil, remarks: ""),
                by: cast.agent)
            let id = try await desk.release(cast, of: [idea], german: true)
            try await desk.releases.publish(id, by: cast.agent)
            let carrier = RecordingCarrier()
            try await desk.tellAll(id, by: carrier)
            let mails = Dictionary(uniqueKeysWithValues: carrier.letters.map { ($0.to[0].address, $0) })
            let (english, german) = (
                try #require(mails[Cast.danaAddress]), try #require(mails[Cast.samAddress])
            )
            #expect(english.subject == "You know the price" && german.subject == "Sie kennen den Preis")
            #expect(
                german.text?.contains("dafür gestimmt") == true
                    && german.text?.contains("Er kommt per Mail") == true)
            #expect(english.html?.contains("<strong>by mail</strong>") == true)
            let header = try #require(
                german.headers.first { $0.name.lowercased() == "list-unsubscribe" }?.value)
            let path = "/told-no-more/" + header.split(separator: "/").last!.dropLast()
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                let asked = try await visitor.get(path)
                #expect(asked.status == .ok)
                #expect(try await site.visitor().get(path + "x").status == .notFound)
                #expect(try await visitor.send(.post, "/api" + path, [:], []).status == .noContent)
            }
            let next = try await desk.release(cast, of: [idea])
            try await desk.releases.publish(next, by: cast.agent)
            try await desk.tellAll(next, by: carrier)
            #expect(carrier.letters.count == 3)
            #expect(try await desk.releases.told(of: next, by: cast.agent) == [.told: 1, .left: 1])
        }
    }

    @Test(arguments: Engine.available)
    func `reaches nobody twice, when the server is away or the program is killed`(engine: Engine) async throws
    {
        let time = TestClock()
        try await withDesk(on: engine, clock: time.clock) { desk in
            let cast = try await desk.cast()
            let idea = try await desk.idea(cast)
            for customer in try await desk.crowd(230) { try await desk.ideas.vote(idea, by: customer) }
            let id = try await desk.release(cast, of: [idea])
            #expect(try await desk.releases.publish(id, by: cast.agent) == 231)
            let carrier = RecordingCarrier()
            carrier.fail(from: 30)
            await #expect(throws: JobFailure.self) { try await desk.releases.tell(id, by: carrier) }
            carrier.fail(from: nil)
            carrier.die(at: 120)
            await #expect(throws: RecordingCarrier.Killed.self) {
                for _ in 0..<5 { try await desk.releases.tell(id, by: carrier) }
            }
            carrier.die(at: nil)
            time.move(by: .minutes(11))
            // Two at once, as when a lease ran out.
            async let first: Void = desk.tellAll(id, by: carrier)
            async let second: Void = desk.tellAll(id, by: carrier)
            _ = try await (first, second)
            #expect(Set(carrier.recipients).count == carrier.recipients.count, "nobody twice")
            #expect(carrier.recipients.count == 231, "the server had taken every one")
            let told = try await desk.releases.told(of: id, by: cast.agent)
            #expect((told[.told] ?? 0) + (told[.unclear] ?? 0) == 231 && told[.unclear] ?? 0 <= 4)
            #expect(told[.unclear] ?? 0 >= 1, "what was at the door when it died is said to be uncertain")
        }
    }

    @Test(arguments: Engine.available)
    func `goes out by jobs, and is read in changelog, feeds and roadmap`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let idea = try await desk.idea(cast, "Prices <first> & early")
            let planned = try await desk.idea(cast, "Evenings")
            try await desk.ideas.move(planned, to: .planned, by: cast.agent)
            try await withSite(of: desk) { site in
                let tom = try await site.visitor(as: cast.tom)
                let begun = try await tom.post(
                    "/releases", [("title-en", "A price & more"), ("text-en", "By **mail**")])
                let path = try #require(begun.location?.split(separator: "?").first.map(String.init))
                #expect(try await tom.get(path).text.contains("nobody would be told"))
                _ = try await tom.post(path + "/ideas", [("idea", "\(idea)")])
                #expect(
                    try await site.visitor().get(path.replacing("releases", with: "changelog")).status
                        == .notFound)
                #expect(try await tom.post(path + "/publication").status == .seeOther)
                try await desk.work()
                #expect(
                    try await desk.unsentMail.all(limit: 9).contains { $0.recipients == Cast.danaAddress })
                let shown = try await tom.get(path + "/told?state=told")
                #expect(shown.text.contains("Dana Whitfield") && shown.text.contains("brought it up"))
                let visitor = site.visitor()
                #expect(try await visitor.get("/changelog").text.contains("A price &amp; more"))
                #expect(try await visitor.get("/changelog?category=mended").text.contains("A price") == false)
                for feed in ["/changelog.rss", "/changelog.atom"] {
                    let xml = try await visitor.get(feed)
                    #expect(xml.headers[.contentType]?.contains("xml") == true)
                    #expect(
                        xml.text.contains("A price &amp; more") && xml.text.contains("&lt;strong&gt;mail"))
                    #expect(
                        xml.text.contains(
                            feed.hasSuffix("rss") ? "Mon, 16 Mar 2026 09:00:00 +0000" : "2026-03-16T09:00:00Z"
                        ))
                }
                let roadmap = try await visitor.get("/roadmap").text
                #expect(roadmap.contains("Evenings") && roadmap.contains("Prices &lt;first&gt;"))
            }
            let words = try await ReleaseCommands.List.parse(["--json"]).words(desk)
            #expect(words.contains("\"title\":\"A price & more\"") && words.contains("\"ideas\":[\(idea)]"))
            let draft = try await ReleaseCommands.Add.parse(["Evenings", "--idea", "\(planned)"]).words(desk)
            let number = try #require(draft.split(separator: "\t").first.map(String.init))
            #expect(try await ReleaseCommands.Publish.parse([number]).words(desk) == "1 people are told.")
            try await desk.ideas.setBoard(Board(access: .customers), by: cast.administrator)
            try await withSite(of: desk) { site in
                let closed = try await site.visitor().get("/changelog")
                #expect(closed.location == "/my/sign-in")
                #expect(try await site.visitor().get("/changelog.rss").status == .notFound)
            }
        }
    }
}
