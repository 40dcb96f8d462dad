import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// `POST /api/mail/:mailbox`: a program hands in a message as it came.
///
/// The body is the raw message (RFC 5322), at most 100 MB; the token of an
/// agent comes as `Authorization: Bearer`. The answer says what became of it:
/// `{"receipt": "opened" | "added" | "duplicate", "conversation": 1042}`.
struct MailAPIRoutes {
    let desk: Desk
    /// Only those who show no good token are counted.
    let strangers = Throttle(limit: 30, per: .minutes(10))

    func add(to router: some RouterMethods<DeskContext>) {
        router.post("api/mail/:mailbox", use: receive)
    }

    struct Answer: Encodable {
        let receipt: String
        let conversation: Int64?
    }

    @Sendable func receive(request: Request, context: DeskContext) async throws -> Response {
        try await requireToken(request, context)
        let address = context.parameters.get("mailbox")?.removingPercentEncoding ?? ""
        let mailbox = try await desk.mailboxes.find(address: address)
        let receipt = try await desk.incoming.receive(try await Self.message(in: request), at: mailbox.id)
        let word =
            switch receipt {
            case .opened: "opened"
            case .added: "added"
            case .duplicate: "duplicate"
            }
        return .json(Answer(receipt: word, conversation: receipt.conversation?.rawValue))
    }

    private func requireToken(_ request: Request, _ context: DeskContext) async throws {
        let scheme = "Bearer "
        if let header = request.headers[.authorization], header.hasPrefix(scheme),
            try await desk.apiTokens.agent(of: String(header.dropFirst(scheme.count))) != nil
        {
            return
        }
        try strangers.count(context.address, at: desk.clock())
        throw Fault(.signInNeeded, "A token is needed: Authorization: Bearer …")
    }

    private static func message(in request: Request) async throws -> [UInt8] {
        let tooLarge = Fault.tooLarge("A message has at most 100 MB.")
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > Incoming.sizeLimit {
            throw tooLarge
        }
        do {
            return Array(try await request.body.collect(upTo: Incoming.sizeLimit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        }
    }
}
