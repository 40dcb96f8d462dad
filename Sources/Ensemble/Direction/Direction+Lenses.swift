import Database
import Localization
import Statistics

extension Direction {
    /// What the four lenses see over some months, each by itself.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.notFound` for an offering that is none.
    public func lenses(_ scope: LensScope, for actor: Actor) async throws -> [LensFigure] {
        try actor.requireAdministrator()
        try scope.check()
        return try await database.read { db in
            try Self.check(scope, in: db)
            let figures = try LensSeries.all(scope, in: db).map { LensFigure($0, 0..<$0.periods.count) }
            return try Self.dotted(figures, scope, in: db)
        }
    }

    /// Where a lens stands and which way it goes.
    /// - Parameter ahead: how many months are looked ahead, 1 to 36.
    /// - Throws: as `lenses`.
    public func bearing(_ scope: LensScope, lens: Lens = .heard, ahead: Int = 6, for actor: Actor)
        async throws -> BearingReport
    {
        try actor.requireAdministrator()
        try scope.check()
        guard (1...36).contains(ahead) else { throw Fault.invalid("One looks 1 to 36 months ahead.") }
        var history = scope
        history.from = min(scope.from, scope.until - (BearingReport.history - 1))
        let series = try await database.read { [history] db in
            try Self.check(scope, in: db)
            return try LensSeries.all(history, in: db)
        }
        var report = BearingReport(series, scope, lens: lens, ahead: ahead)
        report.figures = try await database.read { [report] db in
            try Self.dotted(report.figures, scope, in: db)
        }
        return report
    }

    static func check(_ scope: LensScope, in db: any Connection) throws {
        if let offering = scope.offering { _ = try Offerings.find(offering, in: db) }
    }

    /// How far coders agree on what was marked twice.
    /// - Throws: `Fault.forbidden`.
    public func agreement(for actor: Actor) async throws -> Agreement {
        try actor.requireAdministrator()
        return try await database.read { try Agreement(in: $0) }
    }
}
