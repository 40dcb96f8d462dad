import Localization
import Markup

/// The tokens by which programs come in.
struct TokensPage: Page {
    let tokens: [APITokens.Token]
    let agents: [Agent]
    /// A token just made: shown this once.
    let fresh: String?
    let name: String
    let problem: String?
    let frame: Frame

    static var samples: [TokensPage] {
        let tokens = [Samples.now - .hours(1), nil].enumerated().map { place, used in
            APITokens.Token(
                id: Identifier(rawValue: Int64(place + 1)), name: Samples.said("Mail server"), agent: 1,
                createdAt: Samples.now - .days(9), usedAt: used)
        }
        return [
            TokensPage(
                tokens: tokens, agents: [Samples.mira, Samples.tom], fresh: "ens_sample", name: "",
                problem: nil,
                frame: .sampleDesk),
            TokensPage(
                tokens: [], agents: [Samples.mira], fresh: nil, name: Samples.said(" "),
                problem: "A token's name has 1 to 100 characters.", frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Tokens") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">\(SettingsPage.trail(r))
        <h1>\(r("Tokens"))</h1>
        <p class="quiet">\(r("A program shows its token and may then do what its owner may do."))</p>
        \(fresh.map { shown($0, r) })
        \(if: !tokens.isEmpty, table(r))
        \(make(r))
        </div>
        """
    }

    private func shown(_ token: String, _ r: Reader) -> HTML {
        """
        <section class="notice" role="status"><p>\(r("Copy the new token now: it can’t be shown again."))</p>\
        <p><code>\(token)</code></p></section>
        """
    }

    private func table(_ r: Reader) -> HTML {
        """
        <div class="scroll"><table class="rows"><thead><tr><th scope="col">\(r("Name"))</th><th scope="col">\(r("Acts as"))</th>\
        <th scope="col">\(r("Made"))</th><th scope="col">\(r("Last used"))</th><th scope="col"></th></tr></thead>
        <tbody>\(tokens.map { row($0, r) })</tbody></table></div>
        """
    }

    private func row(_ token: APITokens.Token, _ r: Reader) -> HTML {
        let owner = agents.first { $0.id == token.agent }?.name ?? ""
        return """
            <tr><td>\(token.name)</td><td>\(owner)</td><td>\(r.date(token.createdAt.milliseconds))</td>\
            <td>\(token.usedAt.map { r.ago($0.milliseconds) } ?? r("never"))</td>\
            <td><form method="post" action="/settings/tokens/\(token.id.description)/removal">\(frame.csrfField)\
            <button class="link" aria-label="\(r("Revoke")): \(token.name)">\(r("Revoke"))</button></form></td></tr>
            """
    }

    private func make(_ r: Reader) -> HTML {
        let owners = agents.filter { $0.disabledAt == nil }.map { (value: $0.id.description, words: $0.name) }
        return """
            <form class="card fields" method="post" action="/settings/tokens">\(frame.csrfField)
            \(Field.problem(problem))
            <div class="two">
            \(Field.text("name", r("What it is for"), value: name))
            \(Field.choice("agent", r("Acts as"), owners, chosen: nil))
            </div>
            <p class="actions"><button class="button">\(r("Make a token"))</button></p></form>
            """
    }
}
