import Testing

@testable import Statistics

/// golden.json `gfe_deadlines`.
struct CalendarTests {
    let calendar: BusinessCalendar
    let rule = NoticeRule.goodFaithEstimate

    init() throws {
        calendar = try BusinessCalendar()
    }

    @Test func `deadlines are the golden ones`() throws {
        let booked = try CivilDate(2026, 3, 2)
        let soon = try CivilDate(2026, 3, 5)
        let later = try CivilDate(2026, 3, 16)
        #expect(try calendar.businessDays(from: booked, to: soon) == 3)
        #expect(try calendar.businessDays(from: booked, to: later) == 10)
        #expect(try rule.deadline(booked: booked, service: soon, in: calendar)?.description == "2026-03-03")
        #expect(try rule.deadline(booked: booked, service: later, in: calendar)?.description == "2026-03-05")
        let requested = try CivilDate(2026, 3, 6)
        #expect(try rule.deadline(requested: requested, in: calendar).description == "2026-03-11")
        #expect(try rule.revisionDeadline(service: later, in: calendar).description == "2026-03-13")
    }

    @Test func `a service booked too late has no deadline`() throws {
        let booked = try CivilDate(2026, 3, 2)
        #expect(try rule.deadline(booked: booked, service: CivilDate(2026, 3, 4), in: calendar) == nil)
    }

    @Test func `holidays do not count`() throws {
        let closed = try BusinessCalendar(holidays: [CivilDate(2026, 3, 3)])
        let booked = try CivilDate(2026, 3, 2)
        #expect(try closed.date(1, businessDaysAfter: booked).description == "2026-03-04")
        #expect(try closed.date(-1, businessDaysAfter: booked).description == "2026-02-27")
        #expect(try closed.date(0, businessDaysAfter: CivilDate(2026, 3, 7)).description == "2026-03-07")
    }

    @Test func `days are those of the Gregorian calendar`() throws {
        #expect(try CivilDate(1970, 1, 1).dayNumber == 0 && CivilDate(1970, 1, 1).weekday == 4)
        #expect(try CivilDate(2000, 2, 29).dayNumber == 11016)
        #expect(try CivilDate(2026, 11, 22).weekday == 7)
        #expect(try CivilDate(1, 1, 1).dayNumber == -719_162)
        #expect(try CivilDate(-44, 3, 15).description == "-0044-03-15")
        #expect(refusal(try CivilDate(1900, 2, 29)) == "day: outOfRange")
        #expect(refusal(try CivilDate(2026, 4, 31)) == "day: outOfRange")
        #expect(refusal(try CivilDate(2026, 13, 1)) == "month: outOfRange")
        #expect(refusal(try CivilDate(2026, 1, 0)) == "day: outOfRange")
        #expect(refusal(try CivilDate(1_000_000, 1, 1)) == "year: outOfRange")
        #expect(refusal(try CivilDate(dayNumber: .max)) == "dayNumber: outOfRange")
    }

    @Test func `rules and calendars that cannot be are refused by name`() throws {
        let (day, before) = (try CivilDate(2026, 3, 2), try CivilDate(2026, 3, 1))
        #expect(refusal(try BusinessCalendar(weekend: [1, 2, 3, 4, 5, 6, 7])) == "weekend: outOfRange")
        #expect(refusal(try BusinessCalendar(weekend: [8])) == "weekend: outOfRange")
        #expect(refusal(try calendar.date(1_000_000, businessDaysAfter: day)) == "days: outOfRange")
        #expect(
            refusal(
                try calendar.businessDays(from: CivilDate(dayNumber: 0), to: CivilDate(dayNumber: 10_000_000))
            ) == "end: outOfRange")
        #expect(refusal(try rule.deadline(booked: day, service: before, in: calendar)) == "service: unsorted")
        #expect(
            refusal(try NoticeRule(bands: [.init(lead: -1, within: 1)], onRequest: 1, revision: 1))
                == "bands[0].lead: outOfRange")
        #expect(
            refusal(try NoticeRule(bands: [.init(lead: 1, within: -1)], onRequest: 1, revision: 1))
                == "bands[0].within: outOfRange")
        #expect(refusal(try NoticeRule(bands: [], onRequest: -1, revision: 1)) == "onRequest: outOfRange")
        #expect(refusal(try NoticeRule(bands: [], onRequest: 1, revision: -1)) == "revision: outOfRange")
        let edge = try CivilDate(dayNumber: 1_000_000_000)
        #expect(refusal(try calendar.date(1, businessDaysAfter: edge)) == "dayNumber: outOfRange")
    }
}
