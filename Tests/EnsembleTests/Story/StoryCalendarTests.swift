import Testing

@testable import Ensemble

@Suite struct `The clinic's calendar` {
    @Test(arguments: [
        (0, "January 1"), (59, "March 1"), (11_016, "February 29"), (20_415, "November 23"),
        (-1, "December 31"),
    ])
    func `days have the dates of the calendar`(number: Int64, date: String) {
        #expect(StoryCalendar.date(number, .english) == date)
    }

    @Test func `a moment reads as a date of a mail`() {
        #expect(StoryCalendar.mailDate(0) == "Wed, 31 Dec 1969 19:00:00 -0500")
        #expect(StoryCalendar.mailDate(1_764_000_000_000) == "Mon, 24 Nov 2025 11:00:00 -0500")
    }

    @Test func `an hour's work on Saturday at one is done on Monday at nine`() {
        let saturday = StoryCalendar.start(ofDay: StoryCalendar.dayNumber(1_764_000_000_000) - 2)
        let done = StoryCalendar.working(60, after: saturday + 13 * StoryCalendar.hour)
        #expect(StoryCalendar.mailDate(done) == "Mon, 24 Nov 2025 09:00:00 -0500")
    }

    @Test func `draws stay within their bounds, also where there is nothing to draw`() {
        var random = StoryRandom(seed: 7)
        #expect(random.below(0) == 0 && random.below(-3) == 0)
        #expect((0..<1_000).allSatisfy { _ in (3...5).contains(random.within(3...5)) })
        #expect(random.index(weights: [0, 0, 4]) == 2)
        #expect(random.index(weights: []) == 0)
    }
}
