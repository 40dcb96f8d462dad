import Localization
import Markup

/// How the time was shared, as a bar with its sentence: “12 h us · 48 h Dana”.
struct WhoWaitsView {
    let waits: WhoWaits
    /// How the parties are called by whom it is read.
    let names: @Sendable (Party) -> String

    static func desk(_ waits: WhoWaits, customer: String, _ r: Reader) -> WhoWaitsView {
        WhoWaitsView(waits: waits) { party in
            switch party {
            case .us: r("us", context: "whose time")
            case .team: r("behind the scenes", context: "whose time")
            case .customer: customer
            case .partner: r("partner", context: "whose time")
            case .nobody: ""
            }
        }
    }

    static func own(_ waits: WhoWaits, _ r: Reader) -> WhoWaitsView {
        WhoWaitsView(waits: waits) { party in
            switch party {
            case .us, .team: r("us", context: "whose time")
            case .customer: r("you", context: "whose time")
            case .partner: r("partner", context: "whose time")
            case .nobody: ""
            }
        }
    }

    /// The bar and what it says; nothing within the first minutes.
    func body(_ r: Reader) -> HTML {
        let shares = merged(waits.shares(until: Moment(milliseconds: r.now)))
        guard !shares.isEmpty else { return "" }
        let words = shares.map { "\(r.duration($0.span.milliseconds)) \(names($0.party))" }
        return """
            <span class="shares">\(bar(shares))<small>\(words.joined(separator: " · "))</small></span>
            """
    }

    /// Parties that the reader knows by one name count as one.
    private func merged(_ shares: [(party: Party, span: Span)]) -> [(party: Party, span: Span)] {
        shares.reduce(into: []) { merged, share in
            if let place = merged.firstIndex(where: { names($0.party) == names(share.party) }) {
                merged[place].span = merged[place].span + share.span
            } else {
                merged.append(share)
            }
        }
    }

    private func bar(_ shares: [(party: Party, span: Span)]) -> HTML {
        let whole = max(shares.reduce(0) { $0 + Double($1.span.milliseconds) }, 1)
        var left = 0.0
        let parts = shares.map { share -> HTML in
            let width = Double(share.span.milliseconds) / whole * 100
            defer { left += width }
            return """
                <rect class="party-\(share.party.rawValue)" x="\(Self.short(left))" y="0" width="\(Self.short(width))" height="8"/>
                """
        }
        return """
            <svg class="split" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">\(parts)</svg>
            """
    }

    private static func short(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}

/// Both clocks, in words: for the wings of the stage.
struct ClocksView {
    let waits: WhoWaits

    func body(_ r: Reader) -> HTML {
        let clocks = waits.ownership.clocks(until: Moment(milliseconds: r.now))
        return """
            <dl class="clocks"><dt>\(r("The customer has waited"))</dt>\
            <dd>\(r.duration(clocks.theirs.milliseconds, parts: 2))</dd>\
            <dt>\(r("Of it, our move"))</dt><dd>\(r.duration(clocks.ours.milliseconds, parts: 2))</dd></dl>
            """
    }
}
