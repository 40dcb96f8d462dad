import Localization
import Testing

@testable import Ensemble

@Suite struct `Whether a bill was told before` {
    private let monday = Moment.monday
    private var today: Day { Day(monday, in: .utc) }

    private func notice(
        _ id: Int64 = 1, isChange: Bool = false, at moment: Moment, workDay: Day? = nil, plan: Bool = false
    ) -> Telling.Notice {
        Telling.Notice(
            id: Estimate.ID(rawValue: id), isChange: isChange, deliveredAt: moment, workDay: workDay,
            offersPlan: plan)
    }

    private func telling(
        _ notices: [Telling.Notice], unannounced: Int = 0, work: [Telling.Work] = [], planned: Day? = nil
    ) -> Telling {
        Telling(
            notices: notices, unannounced: unannounced, work: work, planned: planned, issued: monday, in: .utc
        )
    }

    @Test func `the lead is from telling to the first work`() {
        let work = [monday - .hours(2), monday - .hours(7)].map {
            Telling.Work(beginning: .at($0), toldIn: nil)
        }
        let told = telling([notice(at: monday - .hours(55), plan: true)], work: work)
        #expect(told.isBefore && told.lead == .hours(48) && told.isPlanOffered)
    }

    @Test func `an estimate after the work has begun counts for nothing`() {
        let work = [Telling.Work(beginning: .at(monday - .hours(7)), toldIn: nil)]
        let told = telling([notice(at: monday - .hours(6), plan: true)], work: work)
        #expect(!told.isBefore && told.lead == nil && !told.isPlanOffered)
    }

    @Test func `one unannounced line is enough, and so is nothing told`() {
        #expect(!telling([notice(at: monday - .days(2))], unannounced: 1).isBefore)
        #expect(!telling([]).isBefore)
    }

    @Test func `without booked work the day it was booked for counts, then the bill`() {
        let told = notice(at: monday - .days(3), workDay: today - 1)
        // Midnight of the day before less Friday, 09:00.
        #expect(telling([told], planned: today).lead == .hours(39))
        #expect(telling([notice(at: monday - .days(3))], planned: today).lead == .hours(63))
        #expect(telling([notice(at: monday - .days(3))]).lead == .days(3))
    }

    @Test func `where only the day of the work is known, telling on that day is before`() {
        let work = [Telling.Work(beginning: .on(today), toldIn: nil)]
        let told = telling([notice(at: monday + .hours(3))], work: work)
        #expect(told.isBefore && told.lead == .milliseconds(0))
        #expect(!telling([notice(at: monday + .hours(15))], work: work).isBefore)
    }

    @Test func `a change order is measured by the work it adds, and the least lead counts`() {
        let work = [
            Telling.Work(beginning: .at(monday - .days(4)), toldIn: Estimate.ID(rawValue: 1)),
            Telling.Work(beginning: .at(monday - .hours(1)), toldIn: Estimate.ID(rawValue: 2)),
        ]
        let first = notice(at: monday - .days(6))
        let told = telling([first, notice(2, isChange: true, at: monday - .hours(6))], work: work)
        #expect(told.isBefore && told.lead == .hours(5))
        #expect(!telling([first, notice(2, isChange: true, at: monday)], work: work).isBefore)
    }

    @Test func `time booked on its own day began as long ago as it lasted`() {
        var work = WorkEntry.Work(.time, "Scan", on: today, quantity: 1_500, price: 100)
        func entry() -> WorkEntry {
            WorkEntry(
                id: 1, conversation: 1, work: work, amount: Money(100, "USD"), agent: 1, override: nil,
                isBilled: false, createdAt: monday)
        }
        #expect(entry().beginning(in: .utc) == .at(monday - .minutes(90)))
        work.kind = .material
        #expect(entry().beginning(in: .utc) == .at(monday))
        work.day = today - 1
        #expect(entry().beginning(in: .utc) == .on(today - 1))
    }
}
