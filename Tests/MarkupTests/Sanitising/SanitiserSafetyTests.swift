import Foundation
import Testing

@testable import Markup

@Suite struct SanitiserSafetyTests {
    @Test func `Nothing of the attacks that DOMPurify knows can run`() throws {
        struct Attack: Decodable {
            let title: String?
            let payload: String
        }
        guard let folder = Corpora.folder("dompurify") else { return }
        let data = try Data(contentsOf: folder.appending(path: "expect.json"))
        let attacks = try JSONDecoder().decode([Attack].self, from: data)
        for attack in attacks { check(attack.payload) }
        #expect(attacks.count > 100)
    }

    @Test func `Nothing of the attacks that Loofah knows can run`() throws {
        struct Attack: Decodable { let input: String }
        guard let folder = Corpora.folder("xss-loofah") else { return }
        let text = try String(
            contentsOf: folder.appending(path: "testdata_sanitizer_tests1.dat"), encoding: .utf8)
        // It is JSON with comments at the ends of lines.
        let json = text.replacing(/(?m)(?<start>^\s*|",? )\/\*[^"]*(?:"[^"]*"[^"]*)?\*\/\s*$/) { $0.start }
        let attacks = try JSONDecoder().decode([Attack].self, from: Data(json.utf8))
        for attack in attacks { check(attack.input) }
        #expect(attacks.count > 50)
        check(try String(contentsOf: folder.appending(path: "msword.html"), encoding: .utf8))
    }

    @Test(arguments: 0..<8) func `Tag soup comes out harmless and stays as it is when cleaned again`(
        part: UInt64
    ) {
        // A search for more takes ENSEMBLE_SOUPS=100000 and a release build.
        let count = ProcessInfo.processInfo.environment["ENSEMBLE_SOUPS"].flatMap(UInt64.init) ?? 100
        for seed in 0..<count {
            var soup = TagSoup(seed: part * 1_000_003 + seed)
            check(soup.html(pieces: 40))
        }
    }

    private func check(_ source: String, at location: SourceLocation = #_sourceLocation) {
        for images in [Sanitiser.Options.RemoteImages.blocked, .allowed] {
            let options = Sanitiser.Options(remoteImages: images) { $0 == "part@1" ? "/files/1" : nil }
            let clean = Sanitiser.clean(source, options: options).html.string
            let problems = ScriptChecker.problems(in: clean.replacing(" src=\"/files/1\"", with: ""))
            #expect(problems.isEmpty, "\(source) became \(clean)", sourceLocation: location)
            let again = Sanitiser.clean(clean, options: options).html.string
            #expect(again == clean, "\(source)", sourceLocation: location)
        }
    }
}
