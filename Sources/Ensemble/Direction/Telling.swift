import Localization

/// Whether what a bill asks for was told before, and how long before.
struct Telling: Equatable, Sendable {
    /// A told cost on which the bill rests.
    struct Notice: Equatable, Sendable {
        let id: Estimate.ID
        let isChange: Bool
        let deliveredAt: Moment
        /// When the work was to begin, as it was told.
        let workDay: Day?
        let offersPlan: Bool
    }

    /// When work began, as exactly as it is known.
    enum Beginning: Equatable, Sendable {
        case at(Moment)
        /// Booked on a later day: only the day is known, and who told on it told before.
        case on(Day)
    }

    /// Time or material behind the bill.
    struct Work: Equatable, Sendable {
        let beginning: Beginning
        /// What its line was told in, where it stands on the bill.
        let toldIn: Estimate.ID?
    }

    let isBefore: Bool
    /// From the latest notice to the work it prices; `nil` where it was not told before.
    let lead: Span?
    let isPlanOffered: Bool

    /// - Parameters:
    ///   - notices: what the bill's lines were told in.
    ///   - unannounced: how many of its lines nobody had told.
    ///   - work: what was booked for this bill.
    ///   - planned: the day the service was booked for.
    ///   - issued: when the bill was; the work began then at the latest, where nothing else says when.
    init(
        notices: [Notice], unannounced: Int, work: [Work], planned: Day?, issued: Moment, in zone: Zone
    ) {
        var leads: [Span] = []
        var isPlanOffered = false
        for notice in notices {
            let beginning = Self.beginning(notice, work, planned: planned, issued: issued, in: zone)
            guard let lead = Self.lead(from: notice.deliveredAt, to: beginning, in: zone) else { continue }
            leads.append(lead)
            isPlanOffered = isPlanOffered || notice.offersPlan
        }
        isBefore = !notices.isEmpty && leads.count == notices.count && unannounced == 0
        lead = isBefore ? leads.min() : nil
        self.isPlanOffered = isPlanOffered
    }

    /// A change order is told before the work it adds; what was told first, before any.
    private static func beginning(
        _ notice: Notice, _ work: [Work], planned: Day?, issued: Moment, in zone: Zone
    ) -> Beginning {
        let own = work.filter { notice.isChange ? $0.toldIn == notice.id : true }.map(\.beginning)
        let earliest = own.min { Self.start($0, in: zone) < Self.start($1, in: zone) }
        if let earliest { return earliest }
        if notice.isChange { return .at(issued) }
        return (notice.workDay ?? planned).map(Beginning.on) ?? .at(issued)
    }

    private static func start(_ beginning: Beginning, in zone: Zone) -> Moment {
        switch beginning {
        case .at(let moment): moment
        case .on(let day): day.start(in: zone)
        }
    }

    /// `nil` where the work came first.
    private static func lead(from told: Moment, to beginning: Beginning, in zone: Zone) -> Span? {
        switch beginning {
        case .at(let moment): told < moment ? moment - told : nil
        case .on(let day):
            told < day.end(in: zone) ? max(.milliseconds(0), day.start(in: zone) - told) : nil
        }
    }
}

extension WorkEntry {
    /// When it began: time that was booked on its own day ended then.
    func beginning(in zone: Zone) -> Telling.Beginning {
        guard Day(createdAt, in: zone) == work.day else { return .on(work.day) }
        let length = work.kind == .time ? work.quantity * 3_600 : 0
        return .at(max(work.day.start(in: zone), createdAt - .milliseconds(length)))
    }
}
