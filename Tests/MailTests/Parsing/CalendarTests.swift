import Testing

@testable import Mail

struct CalendarTests {
    private func invite(_ lines: String, method: String = "REQUEST") throws -> ParsedMail {
        try Sample.mail(
            """
            From: eva@example.org
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain

            Please come
            --b
            Content-Type: text/calendar; method=\(method); charset=utf-8

            BEGIN:VCALENDAR
            METHOD:\(method)
            BEGIN:VEVENT
            \(lines)
            BEGIN:VALARM
            SUMMARY:not this
            END:VALARM
            END:VEVENT
            END:VCALENDAR
            --b--
            """)
    }

    @Test
    func `an invitation is shown and stays a file`() throws {
        let mail = try invite(
            """
            SUMMARY:Check\\, please
            DTSTART:20240506T070000Z
            DTEND:20240506T080000Z
            LOCATION:Room 1\\nUlm
            ORGANIZER;CN="Dr. Eva":mailto:eva@example.org
            """)
        let event = try #require(mail.calendar.first)
        #expect(event.method == "REQUEST")
        #expect(event.summary == "Check, please")
        #expect(event.start == 1_714_978_800_000)
        #expect(event.end == 1_714_982_400_000)
        #expect(event.location == "Room 1 Ulm")
        #expect(event.organizer == MailAddress(name: "Dr. Eva", address: "eva@example.org"))
        #expect(!event.isAllDay)
        #expect(mail.attachments.map(\.name) == ["invite.ics"])
        #expect(mail.text == "Please come")
    }

    @Test
    func `times are read in the zone they are written in`() throws {
        let outlook = try invite("DTSTART;TZID=\"W. Europe Standard Time\":20240506T090000\nDURATION:PT1H30M")
        #expect(outlook.calendar.first?.start == 1_714_978_800_000)
        #expect(outlook.calendar.first?.end == 1_714_984_200_000)
        let named = try invite("DTSTART;TZID=America/New_York:20240506T030000")
        #expect(named.calendar.first?.start == 1_714_978_800_000)
    }

    @Test
    func `a day has no clock`() throws {
        let mail = try invite("DTSTART;VALUE=DATE:20240506\nSUMMARY:Fol\n ded")
        #expect(mail.calendar.first?.isAllDay == true)
        #expect(mail.calendar.first?.start == 1_714_953_600_000)
        #expect(mail.calendar.first?.summary == "Folded")
    }

    @Test
    func `an answer to an invitation is automatic`() throws {
        let mail = try invite("ATTENDEE;PARTSTAT=ACCEPTED:mailto:eva@example.org", method: "REPLY")
        #expect(mail.calendar.first?.answer == "ACCEPTED")
        #expect(mail.classification == .autoReply(.calendarReply))
    }

    @Test
    func `a zone that names a file is not looked up`() throws {
        let mail = try invite("DTSTART;TZID=../../../etc/passwd:20240506T090000")
        #expect(mail.calendar.first?.start == 1_714_986_000_000)
    }
}
