import Testing

@testable import Mail

/// Messages of our own, damaged at random with a fixed seed: nothing may
/// crash, and what is kept stays within the limits.
struct MutationTests {
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    private static let samples: [String] = [
        """
        Return-Path: <>
        From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
        To: =?utf-8?q?Gr=C3=BC=C3=9Fe?= <desk@example.com>
        Subject: =?iso-2022-jp?B?GyRCJDMkcxsoQg==?= Undelivered
        Date: Mon, 6 May 2024 09:08:09 +0200
        References: <a@example.com> <b@example.com>
        Content-Type: multipart/report; report-type=delivery-status; boundary="b=1"

        --b=1
        Content-Type: text/plain; charset=utf-8; format=flowed
        Content-Transfer-Encoding: quoted-printable

        It failed=2E 550 5.1.1 <eva@example.org>: user unknown
        --b=1
        Content-Type: message/delivery-status

        Final-Recipient: rfc822; eva@example.org
        Action: failed
        Status: 5.1.1
        --b=1
        Content-Type: message/rfc822

        Message-ID: <77@example.com>

        x
        --b=1--
        """,
        """
        From: "Eva (x)" <eva@example.org>, Team: a@b, c@d;
        Content-Type: multipart/related; boundary=r; start="<root@x>"

        --r
        Content-Type: text/html; charset=windows-1252

        <html><head><title>t</title></head><p>Hi&nbsp;<img src=cid:p@x><!-- c --></html>
        --r
        Content-Type: image/png; name*0*=utf-8''a%20; name*1="b.png"
        Content-ID: <p@x>
        Content-Transfer-Encoding: base64

        iVBORw0KGgo=
        --r
        Content-Type: text/calendar; method=REQUEST

        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;TZID=Europe/Berlin:20240506T090000
        DURATION:P1DT2H
        END:VEVENT
        END:VCALENDAR
        --r--
        """,
        """
        From: eva@example.org
        Subject: Re: order

        Yes.

        begin 644 a.txt
        #0V%T
        `
        end
        On Mon, 6 May 2024 at 09:08, Desk <desk@example.com> wrote:
        > What?
        -----Original Message-----
        Von: Desk
        Gesendet: Montag, 6. Mai 2024 09:08
        An: Eva
        Betreff: x

        --\u{20}
        Eva
        Sent from my iPhone
        """,
    ]

    @Test(arguments: samples.indices, [1, 2, 3, 4, 5] as [UInt64])
    func `a damaged message is read or refused, never worse`(sample: Int, seed: UInt64) {
        var dice = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15)
        let original = Sample.raw(Self.samples[sample])
        for _ in 0..<300 {
            var raw = original
            for _ in 0..<Int.random(in: 1...12, using: &dice) { damage(&raw, &dice) }
            guard let mail = try? MailReader.parse(raw) else { continue }
            #expect(mail.attachments.count <= 1_000)
            #expect(mail.attachments.allSatisfy { !$0.name.isEmpty && !$0.name.contains("/") })
            let parts = ReplyText.split(mail.text ?? HTMLText.plain(mail.html ?? ""))
            #expect(
                parts.visible.utf8.count + parts.quoted.utf8.count + parts.signature.utf8.count <= 1 << 20)
        }
    }

    private func damage(_ raw: inout [UInt8], _ dice: inout Dice) {
        guard !raw.isEmpty else { return }
        let at = Int.random(in: 0..<raw.count, using: &dice)
        let end = min(raw.count, at + Int.random(in: 1...60, using: &dice))
        switch Int.random(in: 0..<7, using: &dice) {
        case 0: raw[at] = UInt8.random(in: 0...255, using: &dice)
        case 1: raw.removeSubrange(at..<end)
        case 2: raw.insert(contentsOf: raw[at..<end], at: at)
        case 3: raw.insert(contentsOf: Array("\r\n".utf8), at: at)
        case 4: raw.removeSubrange(at...)
        case 5:
            raw.insert(
                [0x22, 0x3C, 0x28, 0x3D, 0x3F, 0x3B, 0x00, 0x1B, 0xFF].randomElement(using: &dice) ?? 0,
                at: at)
        default: raw.swapAt(at, Int.random(in: 0..<raw.count, using: &dice))
        }
    }

    @Test
    func `bytes at random are read or refused`() {
        var dice = Dice(state: 42)
        for length in stride(from: 0, to: 3_000, by: 37) {
            let raw = (0..<length).map { _ in UInt8.random(in: 0...255, using: &dice) }
            _ = try? MailReader.parse(raw)
            _ = TNEF(raw[...])
            _ = RTF.read(raw[...])
            _ = CompressedRTF.expand(raw[...])
            _ = try? RawMail.expand(raw)
            _ = CalendarReader.read(raw[...], label: nil)
        }
    }

    @Test
    func `many threads read at once`() async throws {
        let raw = Sample.raw(Self.samples[1])
        let expected = try MailReader.parse(raw).html
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<64 {
                group.addTask { (try? MailReader.parse(raw).html) == expected }
            }
            for await same in group { #expect(same) }
        }
    }
}
