import Database
import Localization
import Statistics

/// The letter to the owner: what changed beyond noise, at most five things, once a month; none where nothing did.
public struct MonthlyLetters: Sendable {
    let database: any Database
    let clock: Clock
    let languages: Languages
    let baseURL: String

    static let most = 5
    /// Months that are put together, and as many before to compare with.
    static let length = 3

    /// What changed in the three months that end with one, beside the three before, the furthest beyond noise first.
    /// - Throws: `Fault.forbidden`.
    public func items(until month: Month, by actor: Actor) async throws -> [LetterItem] {
        try actor.requireAdministrator()
        let now = Results.Scope(from: month - (Self.length - 1), until: month)
        let all =
            try await results(now, actor) + bills(now, actor) + profit(now, actor) + name(now, actor)
            + lenses(now, actor)
        return Array(all.sorted { $0.weight > $1.weight }.prefix(Self.most))
    }

    private func results(_ scope: Results.Scope, _ actor: Actor) async throws -> [LetterItem] {
        let results = Results(database: database, clock: clock)
        let (now, before) = (
            try await results.report(scope, by: actor), try await results.report(scope.before, by: actor)
        )
        let links = ResultLinks(scope: scope)
        func hidden(_ report: ResultReport) -> (hits: Int, count: Int) {
            (report.hidden?.hits ?? 0, report.joint.count)
        }
        var items = [
            LetterItem(
                .hidden, from: hidden(before), to: hidden(now),
                path: links.sides([.core: true, .money: false]))
        ]
        for side in ResultSide.allCases {
            let (past, present) = (before.good(side), now.good(side))
            items.append(
                LetterItem(
                    .good(side), from: (past.hits, past.count), to: (present.hits, present.count),
                    path: links.sides([side: true])))
        }
        return items.compactMap { $0 }
    }

    private func bills(_ scope: Results.Scope, _ actor: Actor) async throws -> [LetterItem] {
        let direction = Direction(database: database, clock: clock)
        func tally(_ scope: Results.Scope) async throws -> ClarityTally {
            try await direction.clarity(
                ClarityScope(from: scope.from, until: scope.until), in: .month, for: actor
            ).all
        }
        let (now, before) = (try await tally(scope), try await tally(scope.before))
        func item(_ bill: DecisionFigure.Bill, _ hits: (ClarityTally) -> Int, _ show: ClarityShow)
            -> LetterItem?
        {
            LetterItem(
                .bills(bill), from: (hits(before), before.bills), to: (hits(now), now.bills),
                path: "/direction/clarity/bills?show=\(show.rawValue)&\(scope.query)")
        }
        return [
            item(.toldBefore, \.told, .told), item(.surprises, \.surprises, .surprises),
            item(.disputed, \.disputed, .disputed),
        ].compactMap { $0 }
    }

    private func profit(_ scope: Results.Scope, _ actor: Actor) async throws -> [LetterItem] {
        let profits = Profits(database: database, clock: clock)
        let (now, before) = (
            try await profits.report(scope, by: actor), try await profits.report(scope.before, by: actor)
        )
        guard now.hasRates else { return [] }
        let item = LetterItem(
            .profit(currency: now.currency), from: before.cells.flatMap(\.contributions),
            to: now.cells.flatMap(\.contributions), path: ProfitLinks(scope: scope).rows())
        return [item].compactMap { $0 }
    }

    private func name(_ scope: Results.Scope, _ actor: Actor) async throws -> [LetterItem] {
        let names = NameIdeas.Scope(from: scope.from, until: scope.until)
        let report = try await NameIdeas(database: database, clock: clock).report(names, by: actor)
        // Of many ideas one or the other always moves: only what moved for having looked at all of them.
        return report.heard.filter(\.hasMoved).compactMap { heard in
            LetterItem(
                .name(heard.words), from: (heard.countBefore, report.before.count),
                to: (heard.count, report.now.count), path: NameLinks(scope: names).heard(heard.key))
        }
    }

    private func lenses(_ scope: Results.Scope, _ actor: Actor) async throws -> [LetterItem] {
        let direction = Direction(database: database, clock: clock)
        func look(_ scope: Results.Scope) async throws -> [LensFigure] {
            try await direction.lenses(LensScope(from: scope.from, until: scope.until), for: actor)
        }
        let (now, before) = (try await look(scope), try await look(scope.before))
        func figure(_ lens: Lens, _ figures: [LensFigure]) -> LensFigure? {
            figures.first { $0.lens == lens }
        }
        var items: [LetterItem?] = []
        if let one = figure(.heard, before), let other = figure(.heard, now) {
            items.append(
                LetterItem(from: one, to: other, path: "/direction/lenses/rows?lens=heard&\(scope.query)"))
        }
        if let past = pair(before), let present = pair(now) {
            items.append(LetterItem(from: past, to: present, path: "/direction/lenses?until=\(scope.until)"))
        }
        return items.compactMap { $0 }
    }

    /// What is declared, and what is heard.
    private func pair(_ figures: [LensFigure]) -> LensPair? {
        guard let said = figures.first(where: { $0.lens == .declared }),
            let heard = figures.first(where: { $0.lens == .heard })
        else { return nil }
        return LensPair(said, heard)
    }
}
