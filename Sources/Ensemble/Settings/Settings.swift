import Database
import Foundation
import Localization

/// What the installation knows of itself.
public struct Settings: Sendable {
    let database: any Database
    let clock: Clock

    /// The choices of the administrator, with their defaults.
    public struct Business: Equatable, Sendable {
        public var name: String
        public var timeZone: String
        public var language: String
        /// By which customers know it.
        public internal(set) var look = Look()
        /// Whether customers find the board of ideas.
        public internal(set) var hasIdeas = true

        public static let initial = Business(name: "Ensemble", timeZone: "UTC", language: "en")
    }

    /// The business's own name, time zone and language.
    public func business() async throws -> Business {
        try await database.read { db in try Self.business(in: db) }
    }

    static func business(in db: any Connection) throws -> Business {
        var business = Business.initial
        for row in try db.rows(
            """
            SELECT name, value FROM settings WHERE name IN ('business.name', 'business.time_zone',
                'business.language', \(accentName), \(logoName), \(Board.accessName))
            """
        ) {
            let value: String = try row("value")
            switch try row("name") as String {
            case "business.name": business.name = value
            case "business.time_zone": business.timeZone = value
            case "business.language": business.language = value
            case accentName: business.look.accent = Colour(value).map(Accent.init)
            case logoName: business.look.logo = Look.Logo(value)
            case Board.accessName: business.hasIdeas = value != Board.Access.nobody.rawValue
            default: break
            }
        }
        return business
    }

    /// - Throws: `Fault.forbidden`, `Fault.invalid`.
    public func change(to business: Business, by actor: Actor) async throws {
        try actor.requireAdministrator()
        let name = business.name.oneLine
        guard !name.isEmpty, name.count <= 100 else {
            throw Fault.invalid("The business's name has 1 to 100 characters.")
        }
        guard TimeZone(identifier: business.timeZone) != nil else {
            throw Fault.invalid("There is no such time zone.")
        }
        guard Translations.languages.language(business.language) != nil else {
            throw Fault.invalid("There is no such language.")
        }
        let now = clock()
        try await database.write { db in
            try Self.set("business.name", to: name, in: db)
            try Self.set("business.time_zone", to: business.timeZone, in: db)
            try Self.set("business.language", to: business.language, in: db)
            try Events.record(.settingChanged, by: actor, data: ["name": name], at: now, in: db)
        }
    }

    static func get(_ name: String, in db: any Connection) throws -> String? {
        try db.value("SELECT value FROM settings WHERE name = \(name)")
    }

    static func set(_ name: String, to value: String, in db: any Connection) throws {
        try db.execute(
            """
            INSERT INTO settings (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
    }

    /// The installation's own key for signatures, made on the first start.
    static func seal(in database: any Database, randomness: Randomness) async throws -> Seal {
        let fresh = Digest.hexadecimal(randomness.bytes(32))
        let key = try await database.write { db in
            try db.execute(
                "INSERT INTO settings (name, value) VALUES ('key', \(fresh)) ON CONFLICT (name) DO NOTHING")
            return try get("key", in: db) ?? fresh
        }
        return Seal(key: Array(key.utf8))
    }
}
