import Localization
import Markup

/// What is still to be done, and what failed.
struct JobsPage: Page {
    let overview: Jobs.Overview
    let frame: Frame

    static var samples: [JobsPage] {
        func job(_ id: Job.ID, _ kind: Job.Kind, attempts: Int, problem: String?, deadAt: Moment?) -> Job {
            Job(
                id: id, kind: kind, payload: "12", runAt: Samples.now + .minutes(3), attempts: attempts,
                leasedUntil: nil,
                problem: problem.map(Samples.said), deadAt: deadAt, createdAt: Samples.now - .hours(1))
        }
        let waiting = [
            job(1, .sendMessage, attempts: 0, problem: nil, deadAt: nil),
            job(2, .sendNotice, attempts: 4, problem: "The mail server does not answer.", deadAt: nil),
        ]
        let dead = [
            job(3, .sendMessage, attempts: 1, problem: "550 no such user", deadAt: Samples.now - .hours(1))
        ]
        return [
            JobsPage(
                overview: Jobs.Overview(waiting: waiting, dead: dead, waitingCount: 120, deadCount: 1),
                frame: .sampleDesk),
            JobsPage(
                overview: Jobs.Overview(waiting: [], dead: [], waitingCount: 0, deadCount: 0),
                frame: .sampleDesk),
        ]
    }

    func title(_ r: Reader) -> String { r("Work waiting") }

    func body(_ r: Reader) -> HTML {
        """
        <div class="sheet">\(SettingsPage.trail(r))
        <h1>\(r("Work waiting"))</h1>
        \(section("dead", r("Failed"), overview.dead, of: overview.deadCount, empty: r("Nothing has failed."), r))
        \(section("waiting", r("Waiting"), overview.waiting, of: overview.waitingCount, empty: r("Nothing waits."), r))
        </div>
        """
    }

    private func section(
        _ id: String, _ words: String, _ jobs: [Job], of count: Int, empty: String, _ r: Reader
    ) -> HTML {
        """
        <section aria-labelledby="\(id)"><h2 id="\(id)">\(words) <span class="count">\(r.number(count))</span></h2>
        \(jobs.isEmpty ? "<p class=\"quiet\">\(empty)</p>" : table(jobs, r))</section>
        """
    }

    private func table(_ jobs: [Job], _ r: Reader) -> HTML {
        """
        <div class="scroll"><table class="rows"><thead><tr><th scope="col">\(r("What"))</th><th scope="col">\(r("When"))</th>\
        <th scope="col">\(r("Tries"))</th><th scope="col">\(r("Problem"))</th><th scope="col"></th></tr></thead>
        <tbody>\(jobs.map { row($0, r) })</tbody></table></div>
        """
    }

    private func row(_ job: Job, _ r: Reader) -> HTML {
        let at = (job.deadAt ?? job.runAt).milliseconds
        let when = job.deadAt == nil && at <= r.now ? r("now") : r.dateTime(at)
        return """
            <tr><td>\(job.kind.name(for: r))</td><td><time datetime="\(r.iso(at))">\(when)</time></td>\
            <td>\(r.number(job.attempts))</td><td>\(job.problem.map(r.said) ?? "")</td>\
            <td>\(action("retry", r("Try now"), job))\(action("removal", r("Throw away"), job))</td></tr>
            """
    }

    private func action(_ noun: String, _ words: String, _ job: Job) -> HTML {
        """
        <form method="post" action="/settings/jobs/\(job.id.description)/\(noun)">\(frame.csrfField)\
        <button class="link">\(words)</button></form>
        """
    }
}

extension Job.Kind {
    func name(for r: Reader) -> String {
        switch self {
        case .sendMessage: r("Send an answer")
        case .sendToPutOff: r("Send an answer to one who was put off")
        case .sendNotice: r("Send a link by mail")
        case .wake: r("End a wait")
        case .remindOfEstimate: r("Remind of an estimate")
        case .expireEstimate: r("End an estimate")
        case .mailNotification: r("Mail news to somebody on the team")
        case .forgetNotifications: r("Remove old news")
        case .remindOfInvoice: r("Remind of an invoice")
        case .planRepeat: r("Begin a plan anew")
        case .askProvider: r("Ask what became of a payment")
        case .giveBack: r("Have money given back")
        case .promiseDue: r("Look whether a promise is kept")
        case .tellOverdue: r("Look whether a cost was told")
        case .askSurvey: r("Ask what it was like")
        case .sendSurvey: r("Send a question")
        case .writeLetter: r("Write the monthly letter to the owner")
        case .tellRelease: r("Tell what was made")
        }
    }
}
