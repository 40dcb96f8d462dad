import Database
import Paper

/// How a business looks to its customers, on pages and on paper.
public struct Look: Equatable, Sendable {
    /// `nil`: Ensemble's own.
    public var accent: Accent?
    public var logo: Logo?

    /// A logo; its bytes are fetched where they are needed.
    public struct Logo: Equatable, Sendable {
        /// Of the bytes: a new logo has a new address, and browsers keep each for good.
        public let name: String
        public let format: Picture.Format
        public let width: Int
        public let height: Int

        var path: String { "/logo/\(name)" }
    }

    /// Names the look as a whole, so that browsers keep its style for good.
    var version: String? { accent.map { String($0.chosen.hexadecimal.dropFirst()) } }
}

extension Look.Logo {
    /// `9f86d081884c7d65 image/png 640 200`, as it is kept.
    init?(_ text: String) {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 4, let format = Picture.Format(rawValue: parts[1]), let width = Int(parts[2]),
            let height = Int(parts[3])
        else { return nil }
        (name, self.format, self.width, self.height) = (parts[0], format, width, height)
    }

    var text: String { "\(name) \(format.rawValue) \(width) \(height)" }
}

extension Settings {
    static let accentName = "business.accent"
    static let logoName = "business.logo"
    /// In bytes, as it is sent.
    static let logoLimit = 1 << 20

    /// How customers see the business.
    public func look() async throws -> Look { try await business().look }

    /// Sets the accent, and a logo where one is given, taken as it was sent: read within bounds, and without what
    /// does not draw.
    /// - Parameters:
    ///   - accent: `#5a2d82`; empty: Ensemble's own.
    ///   - logo: `nil`: stays as it is.
    /// - Throws: `Fault.forbidden`, `Fault.invalid`, `Fault.tooLarge`.
    public func setLook(accent: String, logo bytes: [UInt8]? = nil, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let text = accent.trimmed
        guard text.isEmpty || Colour(text) != nil else {
            throw Fault.invalid("A colour is written like #5a2d82.")
        }
        let chosen = Colour(text)?.hexadecimal ?? ""
        let picture = try bytes.map { try Self.picture(in: $0) }
        let now = clock()
        try await database.write { db in
            var changes: [String: String] = [:]
            if try Self.get(Self.accentName, in: db) ?? "" != chosen {
                try Self.set(Self.accentName, to: chosen, in: db)
                changes["accent"] = chosen
            }
            if let picture { changes["logo"] = try Self.keep(picture, at: now, in: db) }
            guard !changes.isEmpty else { return }
            try Events.record(.settingChanged, by: actor, data: changes, at: now, in: db)
        }
    }

    private static func picture(in bytes: [UInt8]) throws(Fault) -> Picture {
        guard bytes.count <= logoLimit else { throw .tooLarge("A logo has at most 1 MB.") }
        do {
            return try Picture(bytes)
        } catch .turned {
            throw .invalid(
                "This picture is turned by a note in it. Open it, turn it upright and save it anew.")
        } catch .unusual {
            throw .invalid(
                "This JPEG is of a kind that many cannot show. Save it as RGB with 8 bits, or as PNG.")
        } catch .tooLarge {
            throw .invalid("A logo has at most 4,000 points on a side, and 4 million in all.")
        } catch {
            throw .invalid("That is no picture we can read. A logo is a PNG or a JPEG file.")
        }
    }

    /// - Returns: its name.
    private static func keep(_ picture: Picture, at now: Moment, in db: any Connection) throws -> String {
        let logo = Look.Logo(
            name: String(Digest.sha256(picture.bytes).prefix(16)), format: picture.format,
            width: picture.width, height: picture.height)
        try db.execute("DELETE FROM business_logo")
        try db.execute(
            """
            INSERT INTO business_logo (name, bytes, changed_at)
            VALUES (\(logo.name), \(picture.bytes), \(now))
            """)
        try set(logoName, to: logo.text, in: db)
        return logo.name
    }

    /// - Throws: `Fault.forbidden`.
    public func removeLogo(by actor: Actor) async throws {
        try actor.requireAdministrator()
        let now = clock()
        try await database.write { db in
            guard try db.execute("DELETE FROM business_logo") > 0 else { return }
            try Self.set(Self.logoName, to: "", in: db)
            try Events.record(.settingChanged, by: actor, data: ["logo": ""], at: now, in: db)
        }
    }

    /// The logo that has this name.
    /// - Throws: `Fault.notFound`, also for one that was replaced.
    func logo(named name: String) async throws -> Picture {
        try await database.read { db in
            guard let logo = try Self.business(in: db).look.logo, logo.name == name,
                let picture = try Self.picture(of: logo, in: db)
            else { throw Fault.notFound("There is no such picture.") }
            return picture
        }
    }

    /// For paper: name, address, logo and accent.
    public func letterhead() async throws -> Letterhead {
        try await database.read { db in
            let business = try Self.business(in: db)
            return Letterhead(
                name: business.name, accent: business.look.accent,
                logo: try business.look.logo.flatMap { try Self.picture(of: $0, in: db) })
        }
    }

    private static func picture(of logo: Look.Logo, in db: any Connection) throws -> Picture? {
        let bytes: [UInt8]? = try db.value("SELECT bytes FROM business_logo WHERE name = \(logo.name)")
        return bytes.map { Picture(kept: $0, format: logo.format, width: logo.width, height: logo.height) }
    }
}
