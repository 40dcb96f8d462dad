import Database
import Localization

/// A step is done by answering a mail, where it can't be meant otherwise.
extension Plans {
    /// Looks whether a customer's message does the one step that waits for
    /// them. Anything that could be meant otherwise is left to people.
    ///
    /// Exactly one step must wait, of which they were told before they wrote,
    /// and then: for files, the message has some; for a task, it says nothing
    /// but “done”; for an approval, nothing but “approved”. A form is never
    /// filled in by mail.
    /// - Returns: whether it did.
    @discardableResult
    static func hear(_ id: Message.ID, at now: Moment, outside: Outside, in db: any Connection) throws -> Bool
    {
        guard
            var message = try db.row("SELECT \(Message.columns) FROM messages WHERE id = \(id)").map(
                Message.init(row:)),
            message.kind == .message, message.classification == .person,
            case .customer(let author) = message.author,
            case let conversation = try Conversations.living(message.conversation, in: db),
            conversation.customer == author, conversation.suspension == nil
        else { return false }
        let waiting = try of(conversation.id, in: db).filter { !$0.isOver }.flatMap { plan in
            plan.ready.filter { $0.owner == .customer && $0.toldAt != nil }.map { (plan: plan, step: $0) }
        }
        guard waiting.count == 1, let (plan, step) = waiting.first, let told = step.toldAt,
            told < message.createdAt
        else { return false }
        message.attachments = try Attachments.of([id], in: db)[id] ?? []
        let name = try Customers.find(author, in: db).name
        guard let handing = try handing(for: step, message, name: name, in: db) else { return false }
        try complete(
            step, of: plan, with: handing, by: .customer(author), byMail: true, at: now, outside: outside,
            in: db)
        return true
    }

    private static func handing(for step: Step, _ message: Message, name: String, in db: any Connection)
        throws
        -> Handing?
    {
        switch step.kind {
        case .upload:
            let chosen = message.attachments.filter { !$0.isInline }
            guard !chosen.isEmpty, step.files.count + chosen.count <= stepFilesLimit,
                chosen.reduce(0, { $0 + $1.size }) <= Conversations.filesLimit
            else { return nil }
            return Handing(
                files: try chosen.map { file in
                    let bytes: [UInt8]? = try db.value(
                        "SELECT bytes FROM blobs WHERE sha256 = \(file.sha256)")
                    return NewFile(name: file.name, contentType: file.contentType, bytes: bytes ?? [])
                })
        case .task: return says(message.text, in: done, signed: name) ? Handing() : nil
        case .approval:
            return says(message.text, in: approved, signed: name) ? Handing(decision: .approve) : nil
        case .form: return nil
        }
    }

    /// Whether a text consists of one of the phrases, with greetings, thanks and a name around it at most.
    static func says(_ text: String, in phrases: Set<String>, signed name: String = "") -> Bool {
        let lines = text.folded.split(whereSeparator: \.isNewline).map(words).filter { !$0.isEmpty }
        let names = [
            words(name.folded), words(name.folded).split(separator: " ").first.map(String.init) ?? "",
        ]
        let said = lines.filter { !courtesies.contains($0) && !names.contains($0) }
        return said.count == 1 && phrases.contains(said[0])
    }

    private static func words(_ line: some StringProtocol) -> String {
        String(line.map { $0.isLetter || $0.isNumber || $0 == "'" ? $0 : " " }).oneLine
    }

    private static let courtesies: Set<String> = [
        "hi", "hello", "thanks", "thank you", "many thanks", "best", "best regards", "kind regards",
        "regards", "hallo",
        "danke", "vielen dank", "guten tag", "viele grüße", "liebe grüße", "mit freundlichen grüßen",
    ]
    private static let done: Set<String> = [
        "done", "it's done", "it is done", "all done", "i did it", "i have done it", "done thanks",
        "done thank you",
        "erledigt", "ist erledigt", "fertig", "gemacht", "habe ich gemacht", "erledigt danke",
    ]
    private static let approved: Set<String> = [
        "approved", "i approve", "i approve it", "i approve this", "approved thanks", "approved thank you",
        "genehmigt", "freigegeben", "einverstanden", "ich bin einverstanden", "ich genehmige es",
        "freigabe erteilt",
    ]
}

/// Hears each message of a customer that comes in.
struct PlanReader: EventReader {
    let name = "plans"
    let kinds: Set<Event.Kind> = [.messageReceived]
    let clock: Clock
    let outside: Plans.Outside

    func read(_ events: [Event], in db: any Connection) throws {
        let conversations = Set(events.compactMap(\.conversation))
        guard !conversations.isEmpty else { return }
        // Most conversations have no plan; one question for the whole batch finds those that do.
        let planned = Set(
            try db.rows(
                """
                SELECT DISTINCT conversation FROM plans
                WHERE conversation IN \(list: Array(conversations)) AND ended_at IS NULL
                """
            ).map { try $0("conversation") as Conversation.ID })
        for event in events {
            guard let id = event.conversation, planned.contains(id), let message = event.message else {
                continue
            }
            try Plans.hear(message, at: clock(), outside: outside, in: db)
        }
    }
}
