import Foundation
import Mail
import Testing

@testable import Ensemble

/// The Dovecot, the Postfix and the fault server of `bin/test-mail-servers`,
/// as a desk is told of them.
enum RealServers {
    static let comment: Comment = "skipped, no mail servers: eval \"$(bin/test-mail-servers start DIR)\""
    static var hasIMAP: Bool { value("ENSEMBLE_TEST_IMAP") != nil }
    /// Postfix runs as root only.
    static var hasAll: Bool { hasIMAP && value("ENSEMBLE_TEST_SMTP") != nil }

    /// A desk that trusts the servers' authority and has no server of its own for sending.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.mailAuthorities = value("ENSEMBLE_TEST_MAIL_CA")
        return configuration
    }

    private static func value(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

    private static func port(_ name: String) -> Int {
        value(name).flatMap { $0.split(separator: ":").last }.flatMap { Int($0) } ?? 0
    }

    static func imap(
        _ user: String, folder: String = "INBOX", security: String = "tls", moveTo: String? = nil
    )
        -> IMAPSettings
    {
        IMAPSettings(
            host: "localhost", port: port(security == "tls" ? "ENSEMBLE_TEST_IMAPS" : "ENSEMBLE_TEST_IMAP"),
            security: security, user: user, password: "secret-\(user)", folder: folder, moveTo: moveTo)
    }

    /// Postfix; it relays only for those who sign in.
    static func smtp(_ user: String, security: String = "tls") -> SMTPSettings {
        SMTPSettings(
            host: "localhost", port: port(security == "tls" ? "ENSEMBLE_TEST_SMTPS" : "ENSEMBLE_TEST_SMTP"),
            security: security, user: user, password: "secret-\(user)")
    }

    static var faulty: SMTPSettings {
        SMTPSettings(host: "localhost", port: port("ENSEMBLE_TEST_SMTP_FAULT"), security: "none")
    }

    private static var folder: String { (value("ENSEMBLE_TEST_MAIL_DIR") ?? "") + "/mail/" }

    /// A fresh folder of a person's, so that tests do not meet.
    static func makeFolder(of user: String = "dave") throws -> String {
        let name = "T" + UUID().uuidString
        // Made aside and then moved, so that no listing finds half of it.
        let unfinished = folder + name
        for part in ["", "/cur", "/new", "/tmp"] {
            try FileManager.default.createDirectory(
                atPath: unfinished + part, withIntermediateDirectories: true)
            try own(unfinished + part)
        }
        try FileManager.default.moveItem(atPath: unfinished, toPath: path(user, name))
        return name
    }

    /// Delivers as a mail server would: written aside, then moved, as somebody may be looking.
    static func put(_ mails: [TestMail], into name: String, of user: String = "dave") throws {
        for mail in mails {
            let file = "1700000000.M\(UUID().uuidString)P1.test"
            let (aside, new) = (path(user, name) + "/tmp/" + file, path(user, name) + "/new/" + file)
            try Data(mail.raw).write(to: URL(fileURLWithPath: aside))
            try own(aside)
            try FileManager.default.moveItem(atPath: aside, toPath: new)
        }
    }

    /// As after a restored backup: the server counts anew.
    static func renumber(_ name: String, of user: String = "dave") throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: path(user, name))
        where file.hasPrefix("dovecot") {
            try FileManager.default.removeItem(atPath: path(user, name) + "/" + file)
        }
    }

    private static func path(_ user: String, _ name: String) -> String { folder + user + "/." + name }

    private static func own(_ path: String) throws {
        let mail = try FileManager.default.attributesOfItem(atPath: folder)
        try FileManager.default.setAttributes(
            [
                .ownerAccountID: mail[.ownerAccountID] ?? 0,
                .groupOwnerAccountID: mail[.groupOwnerAccountID] ?? 0,
            ], ofItemAtPath: path)
    }

    /// Which messages of a folder are marked as seen, in their order.
    static func seen(_ name: String, of user: String = "dave") async throws -> [Bool] {
        let client = IMAPClient(
            IMAPServer(imap(user, folder: name), authorities: configuration.mailAuthorities))
        _ = try await client.open(name, readOnly: true)
        let seen = try await client.fetch(client.uids(after: 0, limit: 1_000)).mails.map(\.isSeen)
        await client.close()
        return seen
    }

    /// The messages with a word in their subject that came into somebody's
    /// inbox, waited for up to two minutes.
    static func arrived(at user: String, subject: String, count: Int = 1) async throws -> [ParsedMail] {
        var found: [ParsedMail] = []
        for _ in 0..<1_200 {
            found = try inbox(of: user).filter { $0.subject.contains(subject) }
            if found.count >= count { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        return found
    }

    private static func inbox(of user: String) throws -> [ParsedMail] {
        try ["/new/", "/cur/"].flatMap { part in
            let path = folder + user + part
            return try FileManager.default.contentsOfDirectory(atPath: path).compactMap { file in
                try FileManager.default.contents(atPath: path + file).map {
                    try MailReader.parse([UInt8]($0))
                }
            }
        }
    }
}
