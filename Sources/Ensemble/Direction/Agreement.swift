import Database
import Statistics

/// How far people agree who coded the same words.
public struct Agreement: Sendable {
    /// Krippendorff's alpha over which part is largest, of words marked and of proposals checked; `nil` where nothing was coded twice, or all alike.
    public let alpha: Double?
    /// How many spans were coded by two or more.
    public let units: Int

    /// What may be shown of what is heard.
    public enum Verdict: Sendable { case unknown, reportable, tentative, withheld }

    public init(alpha: Double?, units: Int) {
        self.alpha = alpha
        self.units = units
    }

    /// Under ten spans coded twice, alpha says little; it is not used to withhold.
    public var verdict: Verdict {
        guard let alpha, units >= 10 else { return .unknown }
        return switch Krippendorff.Verdict(alpha: alpha) {
        case .reportable: .reportable
        case .tentative: .tentative
        case .unreliable: .withheld
        }
    }

    /// Of the latest so many spans that were coded twice.
    static let limit = 2_000

    /// - Complexity: bounded by `limit`, however much is marked.
    init(in db: any Connection) throws {
        var codings: [String: [Double]] = [:]
        for row in try db.rows(
            """
            SELECT mentions.source, mentions.begins, mentions.length, mentions.product, mentions.service,
                mentions.idea
            FROM (SELECT DISTINCT source, begins, length FROM (
                    SELECT source, begins, length FROM mentions
                    WHERE counted = 0 AND coder_kind = 'person' ORDER BY id DESC LIMIT \(Self.limit)) AS latest
                ) AS twice
            JOIN mentions ON mentions.source = twice.source AND mentions.begins = twice.begins
                AND mentions.length = twice.length AND mentions.coder_kind = 'person'
            ORDER BY mentions.id
            """)
        {
            let place =
                "\(try row("source") as Int64) \(try row("begins") as Int64) \(try row("length") as Int64)"
            let degrees = try Degrees(row("product"), row("service"), row("idea"))
            codings[place, default: []].append(Double(degrees.largest))
        }
        for row in try db.rows(
            """
            SELECT proposal, kind FROM proposal_audits
            WHERE proposal IN (SELECT proposal FROM proposal_audits GROUP BY proposal HAVING COUNT(*) > 1
                ORDER BY MAX(id) DESC LIMIT \(Self.limit))
            ORDER BY id
            """)
        {
            // As `Degrees.largest`; 0 for “no mention”.
            let kind: String = try row("kind")
            let place: Double =
                switch kind {
                case "product": 1
                case "service": 2
                case "idea": 4
                default: 0
                }
            codings["proposal \(try row("proposal") as Int64)", default: []].append(place)
        }
        let units = codings.values.filter { $0.count > 1 }
        self.units = units.count
        let coders = units.map(\.count).max() ?? 0
        alpha = try? Krippendorff.alpha(
            (0..<coders).map { coder in units.map { $0.count > coder ? $0[coder] : nil } })
    }
}
