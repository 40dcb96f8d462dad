import Database

/// All versions of one estimate, and how they stand to each other. Pure: the
/// doors ask it before they write.
///
/// At most one of them can be answered at a time, and at most one is
/// accepted, in whatever order mail is taken, links are used and days pass.
struct EstimateVersions: Equatable, Sendable {
    struct Version: Equatable, Sendable {
        let id: Estimate.ID
        let version: Int
        var state: EstimateState
        /// The version that holds in its place.
        var gaveWayTo: Estimate.ID?
    }

    /// In the order of their versions.
    private(set) var all: [Version]

    init(_ versions: [Version]) { all = versions.sorted { $0.version < $1.version } }

    subscript(_ id: Estimate.ID) -> Version? { all.first { $0.id == id } }

    /// A new version, being written.
    mutating func add(_ id: Estimate.ID) {
        all.append(Version(id: id, version: (all.last?.version ?? 0) + 1, state: .drafted))
    }

    /// Whether a new version may go out: what was accepted stays.
    /// - Throws: `Fault.conflict`.
    func checkSending(_ id: Estimate.ID) throws(Fault) {
        for other in all where other.id != id { _ = try other.state.after(.supersede) }
    }

    /// The mail server has taken a version, or somebody used its link. The others give way to it; but where
    /// an earlier one was accepted meanwhile, or a later one has come first, it gives way itself. Told twice,
    /// or late, nothing changes.
    mutating func deliver(_ id: Estimate.ID) {
        guard let place = all.firstIndex(where: { $0.id == id }), all[place].state == .drafted else { return }
        let accepted = all.first { $0.state == .accepted }
        let later = all[(place + 1)...].last { $0.state != .drafted }
        if let holding = accepted ?? later {
            all[place].state = .superseded
            all[place].gaveWayTo = holding.id
            return
        }
        all[place].state = .delivered
        for other in all.indices where other != place {
            guard let state = try? all[other].state.after(.supersede), state != all[other].state else {
                continue
            }
            all[other].state = state
            all[other].gaveWayTo = id
        }
    }

    /// Somebody answers, looks, or its last day is over.
    /// - Throws: `Fault.conflict` for what can't be answered any more, or not yet.
    mutating func move(_ id: Estimate.ID, _ move: EstimateState.Move) throws(Fault) {
        guard let place = all.firstIndex(where: { $0.id == id }) else { return }
        if move == .accept || move == .decline { try checkHolds(id) }
        all[place].state = try all[place].state.after(move)
    }

    /// A version that gave way to an accepted one is refused for that reason: there is no newer one.
    /// - Throws: `Fault.conflict`.
    func checkHolds(_ id: Estimate.ID) throws(Fault) {
        guard let version = self[id], let other = version.gaveWayTo.flatMap({ self[$0] }),
            other.version < version.version
        else { return }
        throw .conflict("An earlier version was accepted before this one came. What was accepted holds.")
    }
}

extension EstimateVersions {
    static func of(_ number: Int, in db: any Connection) throws -> EstimateVersions {
        EstimateVersions(
            try db.rows(
                "SELECT id, version, state, superseded_by FROM estimates WHERE number = \(number) ORDER BY version"
            ).map { row in
                Version(
                    id: try row("id"), version: try row("version"), state: try row("state"),
                    gaveWayTo: try row("superseded_by"))
            })
    }
}
