import Hummingbird
import Localization
import Mail
import Markup

/// `/conversations/…`: the stage, and what can be done on it.
struct ConversationRoutes {
    let desk: Desk
    let live: Live

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("conversations/new", use: new)
        router.post("conversations", use: begin)
        let one = router.group("conversations/:id")
        one.get(use: show)
        one.post("replies", use: reply)
        one.post("draft", use: saveDraft)
        one.post("draft/files", use: addFile)
        one.post("draft/files/:file/removal", use: removeFile)
        one.post("draft/removal", use: discardDraft)
        one.post("closure", use: resolve)
        one.post("reopening", use: reopen)
        one.post("wait", use: wait)
        one.post("assignment", use: assign)
        one.post("team", use: setTeam)
        one.post("priority", use: setPriority)
        one.post("subject", use: setSubject)
        one.post("tags", use: tag)
        one.post("tags/removal", use: untag)
        one.post("suspension", use: suspend)
        one.post("recovery", use: recover)
        one.post("merging", use: merge)
        one.post("presence", use: presence)
        router.post("preview", use: preview)
    }

    // MARK: Showing

    @Sendable func show(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        let before = request.query("before").flatMap { Message.ID($0) }
        let isLookedAt = request.isLookedAt
        // Who else is here is not in the database.
        let present = live.present(at: id, now: desk.clock()).map { "\($0.agent) \($0.what)" }
        let more = (present + [isLookedAt ? "" : "away"]).joined(separator: ",")
        return try await desk.pages.page(PageCache.key(request, context, more)) {
            try await page(
                id, before: before, problem: nil, context,
                showsPreview: request.query("preview") == "shown", isLookedAt: isLookedAt)
        }
    }

    /// The page with what was wrong about what somebody typed.
    func page(_ id: Conversation.ID, after fault: Fault, _ context: DeskContext) async throws -> Response {
        switch try await page(id, before: nil, problem: context.reader(fault.message), context) {
        case .page(let html):
            .html(
                KeptForm(context.form).kept(in: html), status: FaultMiddleware.status(of: fault.kind))
        case .other(let response): response
        }
    }

    private func page(
        _ id: Conversation.ID, before: Message.ID?, problem: String?, _ context: DeskContext,
        showsPreview: Bool = false, isLookedAt: Bool = true
    ) async throws -> PageCache.Made {
        let agent = try context.agent()
        let actor = try context.actor()
        let now = desk.clock()
        var (scene, team, counts, hasNews) = try await desk.database.read { db in
            let scene = try Conversations.scene(id, before: before, for: actor, in: db)
            return (
                scene, (agents: try Agents.all(in: db), teams: try Teams.all(in: db)),
                try Conversations.counts(for: agent.id, on: context.reader.thisDay, in: db),
                try Notifications.isUnseen(id, by: agent.id, in: db)
            )
        }
        if case .merged(let into) = scene.conversation.state {
            return .other(.redirect(to: "/conversations/\(into)"))
        }
        if isLookedAt, scene.isUnread || hasNews {
            try await desk.conversations.markSeen(id, by: actor)
            // There is one notification for each conversation.
            if hasNews { counts.news -= 1 }
        }
        let page = ConversationPage(
            scene: scene, agents: team.agents, teams: team.teams, viewer: agent.id,
            present: live.present(at: id, now: now).filter { $0.agent != agent.id.rawValue },
            problem: problem, showsPreview: showsPreview,
            frame: .desk(
                context, agent, counts: counts, place: Self.place(of: scene.conversation, for: agent.id)))
        return .page(Layout.render(page, context.reader))
    }

    /// Which view of the inbox a conversation belongs to now.
    private static func place(of conversation: Conversation, for agent: Agent.ID) -> String {
        if conversation.suspension != nil { return InboxView.suspended.rawValue }
        switch conversation.state {
        case .new, .open:
            if conversation.assignee == agent { return InboxView.mine.rawValue }
            return conversation.assignee == nil ? InboxView.unassigned.rawValue : InboxView.open.rawValue
        case .waiting: return InboxView.waiting.rawValue
        case .resolved, .merged: return InboxView.resolved.rawValue
        }
    }

    // MARK: Writing

    /// One form for replies and notes: the button says which.
    @Sendable func reply(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        let actor = try context.actor()
        let form = context.form
        let text = form["text"] ?? ""
        let isNote = form["kind"] == "note"
        if form["kind"] == "preview" { return try await previewPage(id, context) }
        do {
            let files = form.files.filter { $0.field == "files" }.map { NewFile($0.file) }
            guard files.reduce(0, { $0 + $1.bytes.count }) <= Conversations.filesLimit else {
                throw Fault.tooLarge("The files of one message have at most 25 MB.")
            }
            if isNote {
                let note = try await desk.conversations.note(id, text: text, files: files, by: actor)
                return .redirect(to: "/conversations/\(id)#m\(note)")
            }
            let recipients = try Self.recipients(in: form)
            let then = form["then"].flatMap(Conversations.Reply.Then.init(rawValue:)) ?? .wait
            let sent = try await desk.conversations.reply(
                id,
                with: Conversations.Reply(
                    text: text, recipients: recipients, then: then, files: files,
                    promise: PromiseFields.read(form, zone: context.reader.zone)),
                by: actor)
            return .redirect(to: "/conversations/\(id)#m\(sent)")
        } catch let fault as Fault where fault.kind != .notFound {
            // Nothing typed is lost: it is the draft of the page that says what was wrong.
            var draft = Conversations.Draft(kind: isNote ? .note : .message, text: text)
            draft.recipients = try? Self.recipients(in: form)
            try await desk.conversations.saveDraft(draft, in: id, by: actor)
            return try await page(id, after: fault, context)
        }
    }

    /// What a text looks like once sent; for the page's script.
    @Sendable func preview(request: Request, context: DeskContext) async throws -> Response {
        _ = try context.agent()
        return .html(Markdown.html(context.form["text"] ?? ""))
    }

    /// Without a script: the page again, with the draft kept and shown as it will look.
    private func previewPage(_ id: Conversation.ID, _ context: DeskContext) async throws -> Response {
        var draft = Conversations.Draft(kind: .message, text: context.form["text"] ?? "")
        draft.recipients = (try? Self.recipients(in: context.form)) ?? nil
        let actor = try context.actor()
        try await desk.conversations.saveDraft(draft, in: id, by: actor)
        for (field, file) in context.form.files where field == "files" {
            _ = try await desk.conversations.addDraftFile(NewFile(file), in: id, by: actor)
        }
        return .redirect(to: "/conversations/\(id)?preview=shown#compose")
    }

    private static func recipients(in form: Form) throws -> Message.Recipients? {
        guard let to = form["to"] else { return nil }
        return Message.Recipients(
            to: try Conversations.parseAddresses(to), cc: try Conversations.parseAddresses(form["cc"] ?? ""),
            bcc: try Conversations.parseAddresses(form["bcc"] ?? ""))
    }

    @Sendable func saveDraft(request: Request, context: DeskContext) async throws -> Response {
        var draft = Conversations.Draft(
            kind: context.form["kind"] == "note" ? .note : .message, text: context.form["text"] ?? "")
        draft.recipients = (try? Self.recipients(in: context.form)) ?? nil
        try await desk.conversations.saveDraft(draft, in: context.id(), by: context.actor())
        return .noContent
    }

    @Sendable func addFile(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        let actor = try context.actor()
        for (_, file) in context.form.files {
            _ = try await desk.conversations.addDraftFile(NewFile(file), in: id, by: actor)
        }
        return .redirect(to: "/conversations/\(id)#compose")
    }

    @Sendable func removeFile(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.conversations.removeDraftFile(
            context.id("file", of: Attachment.self), in: id, by: context.actor())
        return .redirect(to: "/conversations/\(id)#compose")
    }

    @Sendable func discardDraft(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.conversations.discardDraft(in: id, by: context.actor())
        return .redirect(to: "/conversations/\(id)#compose")
    }

    // MARK: Beginning one ourselves

    @Sendable func new(request: Request, context: DeskContext) async throws -> Response {
        let to = request.query("to") ?? ""
        return try await newPage(NewConversationPage.Typed(to: to), problem: nil, context)
    }

    private func newPage(
        _ typed: NewConversationPage.Typed, problem: String?, _ context: DeskContext
    ) async throws -> Response {
        let agent = try context.agent()
        let counts = try await desk.counts(for: context.actor(), on: context.reader.thisDay)
        let page = NewConversationPage(
            typed: typed, mailboxes: try await desk.mailboxes.all(), problem: problem,
            frame: .desk(context, agent, counts: counts, place: "new"))
        return .html(page, context.reader, status: problem == nil ? .ok : .unprocessableContent)
    }

    @Sendable func begin(request: Request, context: DeskContext) async throws -> Response {
        let form = context.form
        let typed = NewConversationPage.Typed(
            to: form["to"] ?? "", subject: form["subject"] ?? "", text: form["text"] ?? "",
            mailbox: form.identifier("mailbox"))
        let actor = try context.actor()
        do {
            let id = try await desk.conversations.begin(
                to: typed.to, subject: typed.subject, text: typed.text, from: typed.mailbox,
                files: form.files.map { NewFile($0.file) }, by: actor)
            return .redirect(to: "/conversations/\(id)")
        } catch let fault as Fault {
            return try await newPage(typed, problem: context.reader(fault.message), context)
        }
    }

    // MARK: Moving

    @Sendable func resolve(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.conversations.resolve(id, by: context.actor())
        return back(to: id, context)
    }

    @Sendable func reopen(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.conversations.reopen(id, by: context.actor())
        return back(to: id, context)
    }

    @Sendable func wait(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        let wait = try WaitChoice.read(context.form, zone: context.reader.zone, now: desk.clock())
        try await desk.conversations.wait(id, for: wait, by: context.actor())
        return back(to: id, context)
    }

    @Sendable func assign(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        let agent: Agent.ID? =
            context.form["agent"] == "me" ? try context.agent().id : context.form.identifier("agent")
        try await desk.conversations.assign(id, to: agent, by: context.actor())
        return back(to: id, context)
    }

    @Sendable func setTeam(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.conversations.setTeam(id, to: context.form.identifier("team"), by: context.actor())
        return back(to: id, context)
    }

    @Sendable func setPriority(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        guard let priority = context.form["priority"].flatMap(Conversation.Priority.init(word:)) else {
            throw Fault.invalid("There is no such priority.")
        }
        try await desk.conversations.setPriority(id, to: priority, by: context.actor())
        return back(to: id, context)
    }

    @Sendable func setSubject(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.conversations.setSubject(id, to: context.form["subject"] ?? "", by: context.actor())
        return back(to: id, context)
    }

    @Sendable func tag(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        for name in (context.form["tag"] ?? "").split(separator: ",") {
            try await desk.conversations.tag(id, with: String(name), by: context.actor())
        }
        return back(to: id, context)
    }

    @Sendable func untag(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.conversations.untag(id, from: context.form["tag"] ?? "", by: context.actor())
        return back(to: id, context)
    }

    @Sendable func suspend(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.conversations.suspend(
            id, because: context.reader("Taken for spam by \(context.agent().name)"), by: context.actor())
        return back(to: id, context)
    }

    @Sendable func recover(request: Request, context: DeskContext) async throws -> Response {
        let id = try context.id(of: Conversation.self)
        try await desk.conversations.recover(id, by: context.actor())
        return back(to: id, context)
    }

    @Sendable func merge(request: Request, context: DeskContext) async throws -> Response {
        let into = try ConversationCommands.id(context.form.text("into") ?? "")
        let kept = try await desk.conversations.merge(
            context.id(), into: into, acrossCustomers: context.form["across"] != nil, by: context.actor())
        return .redirect(to: "/conversations/\(kept)")
    }

    private func back(to id: Conversation.ID, _ context: DeskContext) -> Response {
        .redirect(to: context.form["to"] == "inbox" ? "/" : "/conversations/\(id)")
    }

    // MARK: Presence

    @Sendable func presence(request: Request, context: DeskContext) async throws -> Response {
        let agent = try context.agent()
        let what = context.form["what"] ?? "viewing"
        guard ["viewing", "typing", "gone"].contains(what) else {
            throw Fault.invalid("That is no way to be present.")
        }
        let presence = Live.Presence(
            conversation: try context.id(of: Conversation.self).rawValue, agent: agent.id.rawValue,
            name: agent.name,
            what: what, at: desk.clock().milliseconds)
        try await desk.database.write { db in try db.announce(Live.presenceChannel, JSON.text(presence)) }
        return .noContent
    }
}

extension NewFile {
    init(_ file: Form.File) { self.init(name: file.name, contentType: file.contentType, bytes: file.bytes) }
}
