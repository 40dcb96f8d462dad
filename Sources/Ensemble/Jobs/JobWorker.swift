import Database
import Logging
import ServiceLifecycle

/// Works off the jobs that are due, a few at a time, until the server stops.
struct JobWorker: Service {
    let desk: Desk
    let logger: Logger
    /// How many jobs run at once.
    var places = 4
    /// How often the lease of a job at work is renewed.
    var renewal = Duration.seconds(15)
    /// However quiet it is, a look is taken this often: a lease may have run out.
    static let longestSleep = Span.seconds(20)

    func run() async throws {
        try await desk.jobs.releaseAll()
        let alarm = Alarm()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await news in desk.database.announcements()
                where news.channel == Jobs.channel || news.channel == "*" {
                    await alarm.ring()
                }
            }
            // What is in flight is finished: told to stop, the loop ends after its present jobs.
            group.addTask {
                await withGracefulShutdownHandler {
                    await work(waking: alarm)
                } onGracefulShutdown: {
                    Task { await alarm.ring() }
                }
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func work(waking alarm: Alarm) async {
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            do {
                if try await step() > 0 { continue }
                let now = desk.clock()
                let due = try await desk.jobs.nextDue() ?? now + Self.longestSleep
                await alarm.sleep(for: min(max(due - now, .milliseconds(20)), Self.longestSleep))
            } catch {
                if Task.isCancelled { return }
                logger.error("jobs could not be looked for", metadata: ["error": "\(error)"])
                await alarm.sleep(for: .seconds(2))
            }
        }
    }

    /// Works off what is due now.
    /// - Returns: how many jobs it worked on.
    @discardableResult
    func step() async throws -> Int {
        let worker = desk.randomness.token()
        let jobs = try await desk.jobs.claim(places, by: worker)
        await withTaskGroup(of: Void.self) { group in
            for job in jobs { group.addTask { await perform(job, as: worker) } }
        }
        return jobs.count
    }

    /// Does it, and meanwhile says that it is being done.
    private func perform(_ job: Job, as worker: String) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await perform(job) }
            group.addTask {
                while (try? await Task.sleep(for: renewal)) != nil {
                    // The next renewal may succeed; if none does, somebody else takes the job.
                    try? await desk.jobs.renew(job, for: worker)
                }
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func perform(_ job: Job) async {
        do {
            try await desk.perform(job)
            try await desk.jobs.finish(job)
        } catch let failure as JobFailure {
            await note(failure, of: job)
        } catch let fault as Fault {
            await note(.never(fault.message.english), of: job)
        } catch {
            logger.error(
                "job failed", metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "error": "\(error)"])
            await note(.later("\(error)"), of: job)
        }
    }

    private func note(_ failure: JobFailure, of job: Job) async {
        do {
            let isDead = try await desk.jobs.fail(job, because: failure)
            if isDead { try await desk.giveUp(job, because: failure) }
        } catch {
            // The lease runs out and the job is tried again.
            logger.error("job could not be put off", metadata: ["job": "\(job.id)", "error": "\(error)"])
        }
    }
}

/// Wakes a sleeper early.
actor Alarm {
    private var sleeper: CheckedContinuation<Void, Never>?
    private var rang = false

    func ring() {
        rang = true
        sleeper?.resume()
        sleeper = nil
    }

    /// Sleeps until it rings, or for so long.
    func sleep(for span: Span) async {
        if rang {
            rang = false
            return
        }
        let timer = Task {
            guard (try? await Task.sleep(for: .milliseconds(span.milliseconds))) != nil else { return }
            ring()
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { sleeper = $0 }
        } onCancel: {
            Task { await self.ring() }
        }
        rang = false
        timer.cancel()
    }
}
