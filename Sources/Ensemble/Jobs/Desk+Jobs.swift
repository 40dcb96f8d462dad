import Database
import Mail

extension Desk {
    /// Does what a job says.
    /// - Throws: `JobFailure`, or anything else that is worth a second try.
    func perform(_ job: Job) async throws {
        switch job.kind {
        case .sendMessage: try await outbox.send(JSON.value(Message.ID.self, from: job.payload))
        case .sendToPutOff: try await outbox.send(to: JSON.value(Outbox.PutOff.self, from: job.payload))
        case .wake: try await conversations.wake(JSON.value(Conversation.ID.self, from: job.payload))
        case .sendNotice: try await sendNotice(job)
        case .remindOfEstimate: try await estimates.remind(JSON.value(Estimate.ID.self, from: job.payload))
        case .remindOfInvoice: try await invoices.remind(JSON.value(Invoice.ID.self, from: job.payload))
        case .expireEstimate: try await estimates.expire(JSON.value(Estimate.ID.self, from: job.payload))
        case .mailNotification: try await notifications.mail(job)
        case .forgetNotifications: try await notifications.forgetOld(job)
        case .promiseDue: try await promises.fallDue(JSON.value(Promise.ID.self, from: job.payload))
        case .tellOverdue: try await tells.fallDue(JSON.value(Tell.ID.self, from: job.payload))
        case .askProvider: try await payments.askAgain(JSON.value(Checkout.ID.self, from: job.payload))
        case .giveBack: try await payments.giveBack(JSON.value(Refund.ID.self, from: job.payload))
        case .askSurvey: try await surveys.ask(JSON.value(Surveys.Later.self, from: job.payload))
        case .sendSurvey:
            try await surveys.send(JSON.value(SurveyAsk.ID.self, from: job.payload), by: outbox.carrier)
        case .writeLetter: try await letters.write(job)
        case .tellRelease:
            try await releases.tell(JSON.value(Release.ID.self, from: job.payload), by: outbox.carrier)
        case .planRepeat: try await plans.beginNext(of: JSON.value(Recurrence.ID.self, from: job.payload))
        }
    }

    private func sendNotice(_ job: Job) async throws {
        let notice = try JSON.value(Notice.self, from: job.payload)
        let now = clock()
        let letter = try await database.read { db in
            try Letter(notice: notice, messageID: "ensemble.notice.\(job.id)@localhost", at: now, in: db)
        }
        do {
            _ = try await outbox.carrier.carry(letter) {}
        } catch let failure as MailCarrierFailure {
            switch failure {
            case .transient(let why), .inDoubt(let why): throw JobFailure.later(why)
            case .permanent(let why): throw JobFailure.never(why)
            }
        }
    }

    /// What follows when a job is given up for good.
    func giveUp(_ job: Job, because failure: JobFailure) async throws {
        let why =
            switch failure {
            case .later(let why, _): why
            case .never(let why): why
            }
        let now = clock()
        try await database.write { db in
            try Outbox.abandon(job, because: why, by: .system, at: now, in: db)
            try Payments.askAfterAll(job, at: now, in: db)
            try Payments.failAfterAll(job, at: now, in: db)
        }
    }
}
