import Database
import DatabaseTesting
import Foundation
import HTTPTypes
import Paper
import Testing

@testable import Ensemble

@Suite struct `The look of the business` {
    /// One dark point, made by hand: chunks with their check sums.
    private static let png: [UInt8] = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
        ) ?? Data())

    @Test(arguments: Engine.available)
    func `logo and colour stand on the pages of customers and partners, not on the desk`(engine: Engine)
        async throws
    {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let link = "/told/" + desk.link(try await desk.tell(cast))
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                let plain = try await site.visitor().get(link)
                #expect(!plain.text.contains("/look.css") && !plain.text.contains("/logo/"))
                let saved = try await ines.post(
                    "/settings/look", [("accent", "#ffcc00")],
                    files: [("logo", "logo.png", "image/png", Self.png)])
                #expect(saved.location == "/settings/look?done=saved")
                let look = try await desk.settings.look()
                let logo = try #require(look.logo)
                #expect(logo.width == 1 && logo.height == 1 && logo.format == .png)
                for path in [link, "/contact", "/offerings"] {
                    let page = try await site.visitor().get(path).text
                    #expect(page.contains("<link rel=\"stylesheet\" href=\"/look.css?ffcc00\">"), "\(path)")
                    #expect(page.contains("src=\"\(logo.path)\""), "\(path)")
                }
                #expect(!(try await ines.get("/inbox/mine").text.contains("/look.css")))
                let picture = try await site.visitor().get(logo.path)
                #expect(picture.headers[.contentType] == "image/png")
                #expect(picture.headers[.cacheControl] == "public, max-age=31536000, immutable")
                let style = try await site.visitor().get("/look.css?ffcc00").text
                #expect(style == look.accent?.style && style.contains("prefers-color-scheme: dark"))
                for wrong in ["/look.css", "/look.css?000000", "/logo/none", "/logo/%2e%2e"] {
                    #expect(try await site.visitor().get(wrong).status == .notFound, "\(wrong)")
                }
                _ = try await ines.post("/settings/look/logo/removal")
                #expect(try await site.visitor().get(logo.path).status == .notFound)
                _ = try await ines.post("/settings/look", [("accent", "")])
                #expect(try await desk.settings.look() == Look())
                let changes = try await desk.database.read { db in
                    try db.rows(
                        "SELECT data FROM events WHERE kind = \(Event.Kind.settingChanged) ORDER BY id"
                    ).map { try $0("data") as String }
                }
                #expect(changes.count == 3 && changes[0].contains("\"accent\":\"#ffcc00\""))
            }
        }
    }

    @Test func `what is no logo is refused with a sentence, and what was typed stays`() async throws {
        try await withDesk(on: .sqlite) { desk in
            let cast = try await desk.cast()
            var huge = Self.png
            // A picture that says it has 60,000 points on each side.
            huge.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
            let bad: [(bytes: [UInt8], status: Int, words: String)] = [
                (Array("<svg onload=alert(1)>".utf8), 422, "That is no picture we can read."),
                (Array(Self.png.prefix(40)), 422, "That is no picture we can read."),
                (huge, 422, "4,000 points"),
                ([UInt8](repeating: 1, count: Settings.logoLimit + 1), 413, "at most 1 MB"),
            ]
            try await withSite(of: desk) { site in
                let ines = try await site.visitor(as: cast.ines)
                for (bytes, status, words) in bad {
                    let answer = try await ines.post(
                        "/settings/look", [("accent", "#123456")],
                        files: [("logo", "logo.png", "image/png", bytes)])
                    #expect(answer.status.code == status && answer.text.contains(words))
                    #expect(answer.document.element(id: "f-accent")?["value"] == "#123456")
                    #expect(try await desk.settings.look() == Look())
                }
                let colour = try await ines.post("/settings/look", [("accent", "yellow")])
                #expect(
                    colour.status.code == 422 && colour.text.contains("A colour is written like #5a2d82."))
            }
            await #expect(throws: Fault.self) {
                try await desk.settings.setLook(accent: "", by: cast.agent)
            }
            await #expect(throws: Fault.self) { try await desk.settings.removeLogo(by: cast.agent) }
        }
    }

    @Test func `whatever colour is chosen can be read, in 10,000 cases`() throws {
        var chance = SplitMix(state: 4)
        let odd = ["#000", "#ffffff", "fc0", "#777777", "#808080", "#00ff00", "#ffff00"].compactMap(
            Colour.init)
        let random = (0..<10_000).map { _ in
            Colour(
                Double.random(in: 0...1, using: &chance), Double.random(in: 0...1, using: &chance),
                Double.random(in: 0...1, using: &chance))
        }
        for colour in odd + random {
            let accent = Accent(colour)
            for (tone, ground) in [
                (accent.light, "#f2f0ec"), (accent.light, "#ffffff"), (accent.dark, "#1d1924"),
            ] {
                for other in [Colour(ground), tone.ink, tone.wash].compactMap({ $0 }) {
                    #expect(tone.accent.contrast(with: other) >= 4.5, "\(colour) \(ground)")
                }
            }
        }
        // What can be read as it is stays.
        let ours = try #require(Colour("#5a2d82"))
        #expect(Accent(ours).light.accent == ours)
        #expect(Colour("#12345") == nil && Colour("#gggggg") == nil && Colour("") == nil)
        #expect(abs(Colour(0, 0, 0).contrast(with: Colour(1, 1, 1)) - 21) < 1e-9)
    }

    @Test(arguments: Engine.available)
    func `papers carry the logo and the colour`(engine: Engine) async throws {
        try await withDesk(on: engine) { desk in
            let cast = try await desk.cast()
            let link = "/told/" + desk.link(try await desk.tell(cast)) + "/pdf"
            try await withSite(of: desk) { site in
                let before = try await site.visitor().get(link).bytes
                try await desk.settings.setLook(
                    accent: "#006644", logo: Self.png, by: cast.administrator)
                let after = try await site.visitor().get(link).bytes
                let images = { (pdf: [UInt8]) in
                    String(decoding: pdf, as: UTF8.self).contains("/Subtype /Image")
                }
                #expect(!images(before) && images(after))
                #expect(try await desk.settings.letterhead().tint?.green == Double(0x66) / 255)
            }
        }
    }
}
