import Database
import DatabaseTesting
import HTTPTypes
import Testing

@testable import Ensemble

@Suite struct `The gallery of pages` {
    @Test func `developers see every sample of every page, in light and dark`() async throws {
        var configuration = Configuration()
        configuration.developerPages = true
        try await withDesk(on: .sqlite, configuration: configuration) { desk in
            try await withSite(of: desk) { site in
                let visitor = site.visitor()
                let frames = try await visitor.get("/dev/pages").document.elements(named: "iframe").compactMap
                { $0["src"] }
                #expect(frames.count == Pages.all.reduce(0) { $0 + Pages.samples(of: $1).count } * 2)
                for frame in frames {
                    let answer = try await visitor.get(frame)
                    #expect(answer.status == .ok, "\(frame)")
                    #expect(
                        answer.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'self'") == true)
                    let style = answer.document.elements(named: "link").compactMap { $0["href"] }.first {
                        $0.contains("style.css")
                    }
                    #expect(
                        style == (frame.hasSuffix("dark") ? "/dev/style.css?dark" : "/dev/style.css?light"))
                }
                let dark = try await visitor.get("/dev/style.css?dark")
                #expect(dark.text.contains("@media all") && dark.text.contains("color-scheme: dark;"))
                #expect(dark.headers[.contentType] == "text/css; charset=utf-8")
                for path in ["/dev/pages/NoPage/0", "/dev/pages/SignInPage/99", "/dev/pages/SignInPage/x"] {
                    #expect(try await visitor.get(path).status == .notFound)
                }
            }
        }
    }
}
