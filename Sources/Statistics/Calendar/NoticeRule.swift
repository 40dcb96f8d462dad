/// By when a cost must be told, in business days.
///
/// A rule of arithmetic, not of law: packs set the numbers and date them.
public struct NoticeRule: Hashable, Sendable {
    /// One band of lead time.
    public struct Band: Hashable, Sendable {
        /// Booked at least this many business days ahead.
        public let lead: Int
        /// To be told within this many after booking.
        public let within: Int

        /// Makes a band.
        public init(lead: Int, within: Int) {
            self.lead = lead
            self.within = within
        }
    }

    /// In any order; the longest lead that is met holds.
    public let bands: [Band]
    /// Within how many days after a request.
    public let onRequest: Int
    /// How many days before the service a revision must be told.
    public let revision: Int

    /// Makes a rule. O(bands).
    /// - Throws: `StatisticsError` where a number of days is not from 0 to
    ///   1,000.
    public init(bands: [Band], onRequest: Int, revision: Int) throws(StatisticsError) {
        for index in bands.indices {
            try Require.within(bands[index].lead, 0...1000, "bands[\(index)].lead")
            try Require.within(bands[index].within, 0...1000, "bands[\(index)].within")
        }
        try Require.within(onRequest, 0...1000, "onRequest")
        try Require.within(revision, 0...1000, "revision")
        self.init(unchecked: bands, onRequest, revision)
    }

    private init(unchecked bands: [Band], _ onRequest: Int, _ revision: Int) {
        self.bands = bands
        self.onRequest = onRequest
        self.revision = revision
    }

    /// Source: US Good Faith Estimate, 45 CFR 149.610 (2021).
    public static let goodFaithEstimate = NoticeRule(
        unchecked: [Band(lead: 3, within: 1), Band(lead: 10, within: 3)], 3, 1)

    /// The last day to tell the cost of a service that was booked, or `nil`
    /// where it was booked too late for any band. O(days).
    ///
    /// - Throws: `StatisticsError` where the service is before the booking or
    ///   the days lie too far apart.
    public func deadline(
        booked: CivilDate, service: CivilDate, in calendar: BusinessCalendar
    ) throws(StatisticsError) -> CivilDate? {
        guard booked <= service else {
            throw StatisticsError(.unsorted, "service", "must not be before the booking")
        }
        let lead = try calendar.businessDays(from: booked, to: service)
        guard let band = bands.filter({ $0.lead <= lead }).max(by: { $0.lead < $1.lead }) else { return nil }
        return try calendar.date(band.within, businessDaysAfter: booked)
    }

    /// The last day to answer a request for the cost. O(days).
    /// - Throws: `StatisticsError` at the end of the calendar.
    public func deadline(
        requested: CivilDate, in calendar: BusinessCalendar
    ) throws(StatisticsError) -> CivilDate {
        try calendar.date(onRequest, businessDaysAfter: requested)
    }

    /// The last day to tell of a change. O(days).
    /// - Throws: `StatisticsError` at the end of the calendar.
    public func revisionDeadline(
        service: CivilDate, in calendar: BusinessCalendar
    ) throws(StatisticsError) -> CivilDate {
        try calendar.date(-revision, businessDaysAfter: service)
    }
}
