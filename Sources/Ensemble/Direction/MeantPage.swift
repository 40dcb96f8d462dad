import Localization
import Markup

/// A customer's own words, sentence by sentence: they say what each was about.
struct MeantPage: Page {
    let invitation: MentionInvitation
    let path: String
    let problem: String?
    let frame: Frame

    static var samples: [MeantPage] { Samples.meantPages }

    func title(_ r: Reader) -> String { r("What did you mean?") }

    func body(_ r: Reader) -> HTML {
        let text = SpannedText(invitation.said.text)
        let rows = invitation.sentences.map { row($0, text.words($0) ?? "", r) }
        return """
            <article class="sheet"><h1>\(title(r))</h1>
            <p>\(r("You wrote this on \(r.date(invitation.said.saidAt.milliseconds)). What was each sentence about for you? Leave open what you like."))</p>
            \(Field.problem(problem))\(if: invitation.answeredAt != nil, "<p>\(Icon.check) \(r("Thank you. You can change it here at any time."))</p>")
            <form class="card fields meant" method="post" action="\(url: path)">\(frame.csrfField)\(rows)
            <p class="actions"><button class="button">\(r("Say so"))</button></p></form></article>
            """
    }

    private func row(_ span: TextSpan, _ words: String, _ r: Reader) -> HTML {
        let chosen = invitation.own.first { $0.span == span }?.degrees
        let name = "s\(span.description)"
        let options = ([nil] + Degrees.presets).map { degrees -> HTML in
            "<option value=\"\(degrees?.description ?? "")\"\(flag: "selected", if: degrees == chosen)>\(Self.name(degrees, r))</option>"
        }
        // What they said in other degrees elsewhere stays theirs.
        let other: HTML? = chosen.flatMap { Degrees.presets.contains($0) ? nil : $0 }.map {
            "<option value=\"\($0.description)\" selected>\($0.name(r))</option>"
        }
        return """
            <div class="field"><label for="\(name)"><q dir="auto">\(words)</q></label>\
            <select id="\(name)" name="\(name)">\(options)\(other)</select></div>
            """
    }

    /// As a customer says it.
    private static func name(_ degrees: Degrees?, _ r: Reader) -> String {
        guard let degrees else { return r("I leave it open") }
        let parts = [
            (degrees.product, r("what I got")), (degrees.service, r("how I was treated")),
            (degrees.idea, r("what it stands for")),
        ].filter { $0.0 > 0 }.map(\.1)
        return parts.count == 2 ? r("\(parts[0]) and \(parts[1]) alike") : parts.joined()
    }
}
