import Database
import Logging
import Mail
import ServiceLifecycle
import Synchronization

/// Looks into the mailboxes, again and again. A message is marked or moved
/// only after it is in our database; a crash in between brings it again, and
/// then it is known.
struct MailboxPoller: Service {
    let desk: Desk
    let logger: Logger
    /// Between a failure and the next try: from half a minute up to a quarter of an hour, and some chance.
    static let longestPause = Span.minutes(15)
    /// How many messages are asked for at once.
    var most = 200
    /// How often the claim to a mailbox that is being read is renewed.
    var renewal = Duration.seconds(15)
    /// Messages larger than this are kept by their headers, with a word about it.
    static let largest = 50 << 20

    func run() async throws {
        let alarm = Alarm()
        try await desk.mailboxes.releaseClaims()
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
        var failures = 0
        let reading = Reading()
        await withDiscardingTaskGroup { readers in
            while !Task.isCancelled, !Task.isShuttingDownGracefully {
                var pause = min(desk.configuration.pollInterval, .seconds(5))
                do {
                    // A mailbox that is full, or whose server says nothing, keeps no other waiting.
                    for mailbox in try await due()
                    where reading.begins(mailbox.id) {
                        readers.addTask {
                            await poll(mailbox)
                            reading.ends(mailbox.id)
                        }
                    }
                    failures = 0
                } catch {
                    if Task.isCancelled { return }
                    failures += 1
                    pause = desk.randomness.pause(after: failures, from: pause, atMost: .minutes(1))
                    logger.error("mailboxes could not be looked into", metadata: ["error": "\(error)"])
                }
                await alarm.sleep(for: pause)
            }
        }
    }

    /// The mailboxes that this process reads now.
    private final class Reading: Sendable {
        private let boxes = Mutex<Set<Mailbox.ID>>([])

        /// - Returns: whether it was not being read.
        func begins(_ id: Mailbox.ID) -> Bool { boxes.withLock { $0.insert(id).inserted } }
        func ends(_ id: Mailbox.ID) { _ = boxes.withLock { $0.remove(id) } }
    }

    /// Those whose turn it is and that no other process reads.
    private func due() async throws -> [Mailbox] {
        let health = try await desk.mailboxes.health()
        let now = desk.clock()
        return try await desk.mailboxes.all().filter {
            $0.imap != nil && health[$0.id]?.isDue(at: now) ?? true
        }
    }

    /// Looks into every mailbox whose turn it is, all at once, and waits for them.
    func pollAll() async throws {
        let due = try await due()
        await withDiscardingTaskGroup { readers in
            for mailbox in due { readers.addTask { await poll(mailbox) } }
        }
    }

    /// Looks into one mailbox, if nobody else does, and meanwhile says that it is being read.
    private func poll(_ mailbox: Mailbox) async {
        do {
            guard let claim = try await desk.mailboxes.claim(mailbox.id, as: desk.randomness.token()) else {
                return
            }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await poll(mailbox, under: claim) }
                group.addTask {
                    while (try? await Task.sleep(for: renewal)) != nil {
                        // Without a renewal somebody else takes over, and this reading ends.
                        guard (try? await desk.mailboxes.renew(claim)) ?? true else { return }
                    }
                }
                await group.next()
                group.cancelAll()
            }
        } catch {
            logger.error(
                "mailbox could not be claimed",
                metadata: ["mailbox": "\(mailbox.address)", "error": "\(error)"])
        }
    }

    /// Reads one mailbox and notes how it went.
    private func poll(_ mailbox: Mailbox, under claim: PollClaim) async {
        guard let settings = mailbox.imap else { return }
        let client = IMAPClient(IMAPServer(settings, authorities: desk.configuration.mailAuthorities))
        do {
            do {
                let isDone = try await fetch(mailbox, under: claim, client, settings)
                let next = desk.clock() + (isDone ? desk.configuration.pollInterval : .milliseconds(0))
                try await desk.mailboxes.noteSuccess(under: claim, next: next)
            } catch let problem as any MailboxProblem {
                let failures = (try await desk.mailboxes.health(of: mailbox.id)?.failures ?? 0) + 1
                let pause = desk.randomness.pause(after: failures, atMost: Self.longestPause)
                logger.warning(
                    "mailbox fails",
                    metadata: ["mailbox": "\(mailbox.address)", "problem": "\(problem.words)"])
                try await desk.mailboxes.noteFailure(
                    under: claim, because: problem.words, next: desk.clock() + pause)
            }
        } catch {
            // The claim runs out, and whoever comes then tries again.
            logger.error(
                "mailbox could not be noted",
                metadata: ["mailbox": "\(mailbox.address)", "error": "\(error)"])
        }
        await client.close()
    }

    /// - Returns: whether all there was has been read; not when the server stops.
    private func fetch(
        _ mailbox: Mailbox, under claim: PollClaim, _ client: IMAPClient, _ settings: IMAPSettings
    ) async throws -> Bool {
        let folder = try await client.open()
        var progress = try await desk.mailboxes.health(of: mailbox.id)?.progress ?? IMAPProgress()
        switch progress.next(in: folder) {
        case .nothing: return true
        case .fetchAll: progress = progress.restarted(in: folder)
        case .fetch: break
        }
        while true {
            let uids = try await client.uids(after: progress.lastUID, limit: most)
            guard !uids.isEmpty else { return true }
            let batch = try await client.fetch(uids, largest: Self.largest)
            let (filed, problem) = try await file(batch, at: mailbox)
            // Ours is durable: now, and only now, the server may forget.
            try await release(filed, settings, client)
            if let problem { throw problem }
            progress = progress.advanced(to: batch.through, in: folder)
            // Without it the next look fetches the same again, and knows it.
            try await desk.mailboxes.note(progress, under: claim)
            // What is left waits on the server for the next start.
            if Task.isCancelled || Task.isShuttingDownGracefully { return false }
        }
    }

    /// - Returns: the numbers of what is in our database now, and why the rest is not.
    private func file(_ batch: FetchedBatch, at mailbox: Mailbox) async throws -> (
        [UInt32], FilingProblem?
    ) {
        var raws: [[UInt8]] = []
        var uids: [UInt32?] = []
        for mail in batch.mails {
            switch mail.content {
            case .whole(let raw): raws.append(raw)
            case .headerOnly(let header, let size): raws.append(Self.cut(header, size: size))
            case .unreadable(let why):
                raws.append(Self.notice(of: mail.uid, at: mailbox, because: why))
                // Left there as it is: somebody can look at it with another program.
                uids.append(nil)
                continue
            }
            uids.append(mail.uid)
        }
        let receipts: [Result<Incoming.Receipt, any Error>]
        do { receipts = try await desk.incoming.receiveInsisting(raws, at: mailbox.id) } catch {
            throw FilingProblem(error)
        }
        let filed = zip(receipts, uids).compactMap { receipt, uid in (try? receipt.get()).flatMap { _ in uid }
        }
        for case .failure(let error) in receipts { return (filed, FilingProblem(error)) }
        return (filed, nil)
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
}

/// Why a mailbox could not be read to its end, in words for its page.
private protocol MailboxProblem: Error { var words: String { get } }

extension IMAPFailure: MailboxProblem {}

/// A message is there, and could not be put into our database.
private struct FilingProblem: MailboxProblem {
    let words: String

    init(_ error: any Error) {
        words = "The message could not be filed: \((error as? Fault)?.message.english ?? "\(error)")"
    }
}

extension IMAPServer {
    init(_ settings: IMAPSettings, authorities: String?) {
        self.init(
            host: settings.host, port: settings.port, security: TransportSecurity(word: settings.security),
            user: settings.user, password: settings.password, folder: settings.folder, caFile: authorities)
    }
}
