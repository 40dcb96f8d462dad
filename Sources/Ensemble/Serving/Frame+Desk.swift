import Hummingbird
import Localization

extension Desk {
    /// What stands around a page of the desk, for the agent who asks.
    /// - Throws: `Fault.signInNeeded`.
    func frame(_ context: DeskContext, place: String, notice: String? = nil) async throws -> Frame {
        let counts = try await counts(for: context.actor(), on: context.reader.thisDay)
        return .desk(context, try context.agent(), counts: counts, place: place, notice: notice)
    }

    /// The counts of the navigation.
    /// - Throws: `Fault.forbidden`.
    func counts(for actor: Actor, on today: Day) async throws -> Conversations.Counts {
        let agent = try actor.requireAgent()
        return try await database.read { db in try Conversations.counts(for: agent, on: today, in: db) }
    }

    /// What stands around a page of the customer's own place, or of the public pages.
    func customerFrame(_ context: DeskContext, notice: String? = nil) async throws -> Frame {
        var frame = Frame(
            kind: .customer, business: context.business.name, csrf: context.csrf, notice: notice,
            look: context.business.look)
        frame.hasIdeas = context.business.hasIdeas
        if case .customer(let id) = context.session?.who {
            let name = try await customers.find(id).displayName
            frame.viewer = Frame.Viewer(name: name, isAdministrator: false, keysOff: true, isCustomer: true)
        }
        return frame
    }
}

extension Frame {
    /// A narrow page without navigation.
    static func plain(_ context: DeskContext, notice: String? = nil) -> Frame {
        Frame(kind: .plain, business: context.business.name, csrf: context.csrf, notice: notice)
    }
}
