import Hummingbird
import Localization
import Logging
import NIOCore

/// What is known of a request: who sends it, in which language, what form.
public struct DeskContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The address at the other end of the connection, `nil` in tests without a socket.
    let peer: String?
    /// The address the request is counted by: the peer, or what a trusted proxy says.
    var address = "?"
    var sessionToken: String?
    var session: Session?
    var reader = Reader(now: 0)
    var business = Settings.Business.initial
    /// What a form must bring along to be believed.
    var csrf = ""
    var form = Form()
    /// What PostgreSQL held when the request came; see `PageCache`.
    var snapshot: String?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress.map(ClientAddress.unmapped)
    }

    /// The signed-in agent.
    /// - Throws: `Fault.signInNeeded`.
    func agent() throws(Fault) -> Agent {
        guard case .agent(let agent) = session?.who else { throw Fault(.signInNeeded, "Please sign in.") }
        return agent
    }

    /// The signed-in agent as whoever does something.
    func actor() throws(Fault) -> Actor {
        let agent = try agent()
        return .agent(agent.id, agent.role)
    }

    /// - Throws: `Fault.signInNeeded`, `Fault.forbidden`.
    func administrator() throws(Fault) -> Actor {
        let actor = try actor()
        try actor.requireAdministrator()
        return actor
    }

    /// The signed-in customer.
    /// - Throws: `Fault.signInNeeded`.
    func customer() throws(Fault) -> Customer.ID {
        guard case .customer(let id) = session?.who else { throw Fault(.signInNeeded, "Please sign in.") }
        return id
    }

    /// An identifier in the path. What is no number is no such thing.
    func id<T>(_ name: String = "id", of: T.Type = T.self) throws(Fault) -> Identifier<T> {
        guard let text = parameters.get(name), let id = Identifier<T>(text) else {
            throw .notFound("There is no such page.")
        }
        return id
    }
}
