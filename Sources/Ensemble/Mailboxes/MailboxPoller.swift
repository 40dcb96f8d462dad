import Database
import Logging
import Mail
import ServiceLifecycle

/// Looks into the mailboxes, again and again. A message is marked or moved
/// only after it is in our database; a crash in between brings it again, and
/// then it is known.
struct MailboxPoller: Service {
    let desk: Desk
    let logger: Logger
    /// Between a failure and the next try: from half a minute up to a quarter of an hour.
    static let longestPause = Span.minutes(15)
    /// Messages larger than this are kept by their headers, with a word about it.
    static let largest = 50 << 20

    func run() async throws {
        let alarm = Alarm()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await withGracefulShutdownHandler {
                    await look(waking: alarm)
                } onGracefulShutdown: {
                    Task { await alarm.ring() }
                }
            }
            group.addTask {
                for await news in desk.database.announcements()
                where news.channel == "*" || news.payload.hasPrefix("mailbox.") { await alarm.ring() }
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func look(waking alarm: Alarm) async {
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            do { try await pollAll() } catch {
                if Task.isCancelled { return }
                logger.error("mailboxes could not be looked into", metadata: ["error": "\(error)"])
            }
            await alarm.sleep(for: min(desk.configuration.pollInterval, .seconds(5)))
        }
    }

    /// Looks into every mailbox whose turn it is, all at once.
    func pollAll() async throws {
        let health = try await desk.mailboxes.health()
        let now = desk.clock()
        await withTaskGroup(of: Void.self) { group in
            for mailbox in (try? await desk.mailboxes.all()) ?? [] where mailbox.imap != nil {
                guard (health[mailbox.id]?.nextAt ?? .beginning) <= now else { continue }
                group.addTask { await poll(mailbox) }
            }
        }
    }

    /// Looks into one mailbox and notes how it went.
    func poll(_ mailbox: Mailbox) async {
        guard let settings = mailbox.imap else { return }
        do {
            do throws(IMAPFailure) {
                try await fetch(
                    mailbox,
                    IMAPClient(IMAPServer(settings, authorities: desk.configuration.mailAuthorities)),
                    settings)
            } catch {
                let failures = (try await desk.mailboxes.health(of: mailbox.id)?.failures ?? 0) + 1
                let pause = min(
                    Span.seconds(30).milliseconds << Int64(min(failures - 1, 5)),
                    Self.longestPause.milliseconds)
                logger.warning(
                    "mailbox fails", metadata: ["mailbox": "\(mailbox.address)", "problem": "\(error.words)"])
                try await desk.mailboxes.noteFailure(
                    of: mailbox.id, because: error.words, next: desk.clock() + .milliseconds(pause))
            }
        } catch {
            logger.error(
                "mailbox could not be noted",
                metadata: ["mailbox": "\(mailbox.address)", "error": "\(error)"])
        }
    }

    private func fetch(_ mailbox: Mailbox, _ client: IMAPClient, _ settings: IMAPSettings)
        async throws(IMAPFailure)
    {
        let folder = try await client.open()
        var progress = await stored(mailbox.id)
        switch progress.next(in: folder) {
        case .nothing: break
        case .fetchAll: progress = progress.restarted(in: folder)
        case .fetch: break
        }
        if case .nothing = progress.next(in: folder) {
        } else {
            while true {
                let uids = try await client.uids(after: progress.lastUID, limit: 200)
                guard !uids.isEmpty else { break }
                let batch = try await client.fetch(uids, largest: Self.largest)
                guard let filed = await file(batch, at: mailbox) else { await client.close(); return }
                // Ours is durable: now, and only now, the server may forget.
                try await release(filed, settings, client)
                progress = progress.advanced(to: batch.through, in: folder)
                await store(progress, of: mailbox.id)
                if Task.isCancelled { break }
            }
        }
        await client.close()
        try? await desk.mailboxes.noteSuccess(
            of: mailbox.id, next: desk.clock() + desk.configuration.pollInterval)
    }

    /// - Returns: the numbers of what is in our database now; `nil` when that could not be.
    private func file(_ batch: FetchedBatch, at mailbox: Mailbox) async -> [UInt32]? {
        var raws: [[UInt8]] = []
        var uids: [UInt32] = []
        for mail in batch.mails {
            switch mail.content {
            case .whole(let raw): raws.append(raw)
            case .headerOnly(let header, let size): raws.append(Self.cut(header, size: size))
            case .unreadable(let why):
                // Left there as it is: somebody can look at it with another program.
                raws.append(Self.notice(of: mail.uid, at: mailbox, because: why))
                continue
            }
            uids.append(mail.uid)
        }
        do {
            for receipt in try await desk.incoming.receive(raws, at: mailbox.id) { _ = try receipt.get() }
            return uids
        } catch {
            logger.error(
                "mail could not be filed", metadata: ["mailbox": "\(mailbox.address)", "error": "\(error)"])
            try? await desk.mailboxes.noteFailure(
                of: mailbox.id, because: "The message could not be filed: \(error)",
                next: desk.clock() + .seconds(30))
            return nil
        }
    }

    /// What is kept of a message too large to fetch.
    private static func cut(_ header: [UInt8], size: Int) -> [UInt8] {
        var raw = header.filter { $0 != 0 }
        while let last = raw.last, last == 10 || last == 13 { raw.removeLast() }
        let words = "This message has \(size) bytes, more than are fetched. It is still in the mailbox."
        // Its own header says how the body is encoded, which ours is not.
        return Array("X-Ensemble-Cut: \(size)\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n".utf8)
            + HeaderFilter.without(["content-type", "content-transfer-encoding", "mime-version"], raw)
            + Array("\r\n\r\n\(words)\r\n".utf8)
    }

    /// What is kept of a message that the server lists but does not hand out.
    private static func notice(of uid: UInt32, at mailbox: Mailbox, because why: String) -> [UInt8] {
        let text = """
            To: \(mailbox.address)\r
            Subject: A message that the mail server does not hand out\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: 8bit\r
            X-Ensemble-Cut: 0\r
            \r
            Message \(uid) is still in the mailbox. The mail server said: \(why.oneLine.shortened(to: 500))\r

            """
        return Array(text.utf8)
    }

    private func release(_ uids: [UInt32], _ settings: IMAPSettings, _ client: IMAPClient)
        async throws(IMAPFailure)
    {
        guard !uids.isEmpty else { return }
        if let folder = settings.moveTo?.nonEmpty {
            try await client.move(uids, to: folder)
        } else {
            try await client.markSeen(uids)
        }
    }

    private func stored(_ mailbox: Mailbox.ID) async -> IMAPProgress {
        let health = (try? await desk.mailboxes.health(of: mailbox)) ?? nil
        return health?.progress ?? IMAPProgress()
    }

    private func store(_ progress: IMAPProgress, of mailbox: Mailbox.ID) async {
        // Without it the next look fetches the same again, and knows it.
        do { try await desk.mailboxes.note(progress, of: mailbox) } catch {
            logger.error("progress could not be noted", metadata: ["error": "\(error)"])
        }
    }
}

/// Leaves fields out of a header, with their folded lines.
enum HeaderFilter {
    static func without(_ names: Set<String>, _ header: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var keeps = true
        for line in header.split(separator: 10, omittingEmptySubsequences: true) {
            if line.first != 32, line.first != 9 {
                let name = String(decoding: line.prefix { $0 != 58 }, as: UTF8.self).lowercased()
                keeps = !names.contains(name)
            }
            if keeps { kept += line + [10] }
        }
        return kept
    }
}

extension IMAPServer {
    init(_ settings: IMAPSettings, authorities: String?) {
        self.init(
            host: settings.host, port: settings.port, security: TransportSecurity(word: settings.security),
            user: settings.user, password: settings.password, folder: settings.folder, caFile: authorities)
    }
}
