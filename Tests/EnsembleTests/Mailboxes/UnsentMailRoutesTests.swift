import Database
import DatabaseTesting
import HTTPTypes
import Logging
import Localization
import Testing

@testable import Ensemble

@Suite struct `Mail that was not sent` {
    @Test(arguments: Engine.available)
    func `a developer sees each message, its words, its HTML in a frame, and finds the link in it`(
        engine: Engine
    ) async throws {
        var configuration = Configuration()
        configuration.developerPages = true
        try await withDesk(on: engine, configuration: configuration) { desk in
            let cast = try await desk.cast()
            try await desk.conversations.reply(
                cast.conversation,
                with: .init(text: "It costs **nothing** <script>alert(1)</script>", atOnce: true),
                by: cast.agent)
            try await desk.portal.sendLink(to: Cast.danaAddress, in: .init(now: 0))
            try await JobWorker(desk: desk, logger: Logger(label: "test")).step()
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                let list = try await visitor.get("/dev/mail")
                let links = list.document.elements(named: "a").compactMap { $0["href"] }.filter {
                    $0.hasPrefix("/dev/mail/")
                }
                #expect(links.count == 2)
                var texts: [String] = []
                for link in links { texts.append(try await visitor.get(link).text) }
                let token = try #require(texts.first { $0.contains("/my/sign-in/") })
                #expect(token.contains("href=\"http://localhost:8080/my/sign-in/"))
                #expect(token.contains("Auto-Submitted"))
                let reply = try #require(
                    links.indices.first {
                        texts[$0].contains("care@clinic.test") && texts[$0].contains("iframe")
                    })
                let frame = try await visitor.get("\(links[reply])/body")
                #expect(frame.text.contains("<strong>nothing</strong>") && !frame.text.contains("<script"))
                #expect(frame.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
                let raw = try await visitor.get("\(links[reply])/raw")
                #expect(raw.text.contains("Message-ID: <ensemble."))
                #expect(raw.headers[.contentDisposition]?.hasPrefix("attachment") == true)
                #expect(try await visitor.get("/dev/mail/999").status == .notFound)
            }
        }
    }

    @Test func `with a mail server there is no drawer, not even for an administrator`() async throws {
        var configuration = Configuration()
        configuration.smtp = SMTPSettings(host: "smtp.clinic.test", port: 465, security: "tls")
        try await withDesk(on: .sqlite, configuration: configuration) { desk in
            let cast = try await desk.cast()
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                #expect(try await ines.get("/dev/mail").status == .notFound)
            }
        }
    }
}
