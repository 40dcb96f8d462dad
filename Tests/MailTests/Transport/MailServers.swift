import Foundation
import Testing

@testable import Mail

/// The real servers that `bin/test-mail-servers` has started, if it has.
enum MailServers {
    static let comment: Comment = "skipped, no mail servers: eval \"$(bin/test-mail-servers start DIR)\""
    static let directory = value("ENSEMBLE_TEST_MAIL_DIR") ?? ""
    static let authority = value("ENSEMBLE_TEST_MAIL_CA")
    static var hasIMAP: Bool { value("ENSEMBLE_TEST_IMAP") != nil }
    /// Postfix runs as root only.
    static var hasSMTP: Bool { value("ENSEMBLE_TEST_SMTP") != nil }
    static var hasFaults: Bool { value("ENSEMBLE_TEST_SMTP_FAULT") != nil }

    private static func value(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

    private static func port(_ name: String) -> Int {
        value(name).flatMap { $0.split(separator: ":").last }.flatMap { Int($0) } ?? 0
    }

    static func imap(
        _ user: String, _ security: TransportSecurity = .none, folder: String = "INBOX"
    ) -> IMAPServer {
        IMAPServer(
            host: "localhost", port: port(security == .tls ? "ENSEMBLE_TEST_IMAPS" : "ENSEMBLE_TEST_IMAP"),
            security: security, user: user, password: "secret-\(user)", folder: folder,
            connectTimeout: .seconds(30), answerTimeout: .seconds(60), caFile: authority)
    }

    static func smtp(_ security: TransportSecurity = .none, user: String? = nil) -> SMTPServer {
        SMTPServer(
            host: "localhost", port: port(security == .tls ? "ENSEMBLE_TEST_SMTPS" : "ENSEMBLE_TEST_SMTP"),
            security: security, user: user, password: user.map { "secret-\($0)" }, timeout: .seconds(60),
            caFile: authority)
    }

    static func faulty(user: String? = nil, password: String? = nil) -> SMTPServer {
        SMTPServer(
            host: "localhost", port: port("ENSEMBLE_TEST_SMTP_FAULT"), security: .none, user: user,
            password: password, timeout: .seconds(30), deliveryTimeout: .seconds(30))
    }

    /// A fresh folder of bob's, so that tests do not meet.
    static func makeFolder(_ messages: [[UInt8]] = [], name: String = "T" + UUID().uuidString) throws
        -> String
    {
        // Made aside and then moved, so that no listing finds half of it.
        let unfinished = directory + "/mail/" + UUID().uuidString
        for part in ["", "/cur", "/new", "/tmp"] {
            try FileManager.default.createDirectory(
                atPath: unfinished + part, withIntermediateDirectories: true)
            try own(unfinished + part)
        }
        try FileManager.default.moveItem(
            atPath: unfinished, toPath: directory + "/mail/bob/." + IMAPFolderName.encode(name))
        for (number, message) in messages.enumerated() { try put(message, number, into: name) }
        return name
    }

    /// Delivers into a folder of bob's as a mail server would.
    static func put(_ message: [UInt8], _ number: Int, into folder: String) throws {
        let path =
            directory + "/mail/bob/." + IMAPFolderName.encode(folder) + "/new/"
            + "1700000000.M\(1_000_000 + number)P1.test,S=\(message.count)"
        try Data(message).write(to: URL(fileURLWithPath: path))
        try own(path)
    }

    private static func own(_ path: String) throws {
        let mail = try FileManager.default.attributesOfItem(atPath: directory + "/mail")
        try FileManager.default.setAttributes(
            [
                .ownerAccountID: mail[.ownerAccountID] ?? 0,
                .groupOwnerAccountID: mail[.groupOwnerAccountID] ?? 0,
            ],
            ofItemAtPath: path)
    }

    /// The server's own numbering of a folder, thrown away: as after a
    /// restored backup it counts anew.
    static func renumber(_ folder: String) throws {
        let maildir = directory + "/mail/bob/." + IMAPFolderName.encode(folder)
        for name in try FileManager.default.contentsOfDirectory(atPath: maildir)
        where name.hasPrefix("dovecot") {
            try FileManager.default.removeItem(atPath: maildir + "/" + name)
        }
    }

    static func message(_ subject: String, body: String = "Hello.") -> [UInt8] {
        Array("From: mia@example.org\r\nTo: bob@ensemble.test\r\nSubject: \(subject)\r\n\r\n\(body)\r\n".utf8)
    }
}

/// The failure that a call ends in; `nil` when it succeeds.
func failure<Failure: Error, Value>(
    of call: () async throws(Failure) -> Value
) async -> Failure? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error
    }
}
