import Localization

/// A mailbox as it stands in its form: all texts, and no password of ours.
struct MailboxForm: Sendable {
    /// A server in the form. An empty host means that there is none.
    struct Server: Sendable, Equatable {
        var host = ""
        var port = ""
        var security = "tls"
        var user = ""
        /// What was typed; never the one that is kept.
        var password = ""
        /// Whether one is kept.
        var hasPassword = false
    }

    var name = ""
    var address = ""
    var signature = ""
    var team: Team.ID?
    var plusAddressing = false
    var imap = Server(port: "993")
    var folder = "INBOX"
    var moveTo = ""
    var smtp = Server(port: "465")

    init() {}

    init(_ mailbox: Mailbox) {
        name = mailbox.name
        address = mailbox.address
        signature = mailbox.signature
        team = mailbox.team
        plusAddressing = mailbox.plusAddressing
        if let imap = mailbox.imap {
            self.imap = Server(
                host: imap.host, port: String(imap.port), security: imap.security, user: imap.user,
                hasPassword: !imap.password.isEmpty)
            folder = imap.folder
            moveTo = imap.moveTo ?? ""
        }
        if let smtp = mailbox.smtp {
            self.smtp = Server(
                host: smtp.host, port: String(smtp.port), security: smtp.security, user: smtp.user ?? "",
                hasPassword: smtp.password?.isEmpty == false)
        }
    }

    /// As a browser sent it.
    init(_ form: Form) {
        name = form["name"] ?? ""
        address = form["address"] ?? ""
        signature = form["signature"] ?? ""
        team = form.identifier("team")
        plusAddressing = form["plus"] != nil
        imap = Self.server("imap", in: form)
        folder = form["folder"] ?? ""
        moveTo = form["move_to"] ?? ""
        smtp = Self.server("smtp", in: form)
    }

    private static func server(_ name: String, in form: Form) -> Server {
        Server(
            host: form.text("\(name)_host") ?? "", port: form.text("\(name)_port") ?? "",
            security: form["\(name)_security"] ?? "tls", user: form.text("\(name)_user") ?? "",
            password: form["\(name)_password"] ?? "")
    }

    /// What the door is told. A password left empty stays as it is kept, but
    /// only for the server it was given for: another one must not learn it.
    /// - Throws: `Fault.invalid`.
    func checked(keeping mailbox: Mailbox?) throws(Fault) -> Mailboxes.Form {
        var form = Mailboxes.Form(
            name: name, address: address, signature: signature, team: team, plusAddressing: plusAddressing)
        if !imap.host.isEmpty {
            let kept = mailbox?.imap.map {
                (host: $0.host, security: $0.security, user: $0.user, password: $0.password)
            }
            let (port, password) = try Self.check(imap, keeping: kept)
            guard !imap.user.isEmpty, let password else {
                throw .invalid("Reading a mailbox needs the user's name and password.")
            }
            form.imap = IMAPSettings(
                host: imap.host, port: port, security: imap.security, user: imap.user, password: password,
                folder: folder.nonEmpty?.trimmed ?? "INBOX", moveTo: moveTo.nonEmpty?.trimmed)
        }
        if !smtp.host.isEmpty {
            let kept = mailbox?.smtp.flatMap { kept in
                kept.password.map {
                    (host: kept.host, security: kept.security, user: kept.user ?? "", password: $0)
                }
            }
            let (port, password) = try Self.check(smtp, keeping: kept)
            form.smtp = SMTPSettings(
                host: smtp.host, port: port, security: smtp.security, user: smtp.user.nonEmpty,
                password: smtp.user.isEmpty ? nil : password)
        }
        return form
    }

    private static func check(
        _ server: Server, keeping kept: (host: String, security: String, user: String, password: String)?
    ) throws(Fault) -> (port: Int, password: String?) {
        guard let port = Int(server.port) else { throw .invalid("A port is a number from 1 to 65535.") }
        guard ["tls", "starttls", "none"].contains(server.security) else {
            throw .invalid("The connection is by TLS, by STARTTLS or without either.")
        }
        guard server.host.utf8.count <= 253,
            !server.host.contains(where: { $0.isWhitespace || "/@:".contains($0) })
        else {
            throw .invalid("“\(server.host.shortened(to: 80))” is not the name of a server.")
        }
        if !server.password.isEmpty { return (port, server.password) }
        guard let kept, !server.user.isEmpty else { return (port, nil) }
        guard kept.host == server.host, kept.user == server.user, kept.security == server.security else {
            throw .invalid(
                "The server, its user or its security is another one now: please type the password again.")
        }
        return (port, kept.password)
    }
}
