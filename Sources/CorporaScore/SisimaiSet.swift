import Mail

/// Bounces of a hundred mail systems, with Sisimai's judgement.
enum SisimaiSet {
    static func score(_ folder: String, into report: inout Report) {
        guard let expected = Files.json(folder + "/expected.json") else { return }
        var total = 0, kind = 0, bounces = 0, hardness = 0, reason = 0, status = 0
        for path in Files.below(folder) where path.hasSuffix(".eml") {
            let name = String(path.split(separator: "/").last ?? "")
            let isNone = path.contains("/not/")
            guard isNone || expected[name] != nil else { continue }
            // A vacation notice is an answer, not a bounce, to a desk.
            let wanted = (isNone ? [] : expected[name]?.items ?? []).filter {
                $0["reason"]?.string != "vacation"
            }
            total += 1
            guard let mail = MailCorpora.parse(path) else {
                report.miss("sisimai: bounce or not", "\(name): not read")
                continue
            }
            var bounce: Bounce?
            if case .bounce(let found) = mail.classification { bounce = found }
            guard (bounce != nil) == !wanted.isEmpty else {
                report.miss(
                    "sisimai: bounce or not",
                    "\(short(path)): \(mail.classification), expected \(wanted.compactMap { $0["reason"]?.string })"
                )
                if !wanted.isEmpty { bounces += 1 }
                continue
            }
            kind += 1
            guard let bounce, let first = wanted.first else { continue }
            bounces += 1
            let all = wanted
            let reasons = all.compactMap { $0["reason"]?.string }
            if all.contains(where: { $0["hardbounce"]?.flag == bounce.isHard }) {
                hardness += 1
            } else {
                report.miss(
                    "sisimai: hard or soft",
                    "\(short(path)): \(bounce.isHard ? "hard" : "soft") \(bounce.reason), expected \(reasons)"
                )
            }
            if reasons.contains(bounce.reason.rawValue) {
                reason += 1
            } else {
                report.miss(
                    "sisimai: reason",
                    "\(short(path)): \(bounce.reason), expected \(reasons): \(bounce.explanation.suffix(160))"
                )
            }
            let code = first["dsn"]?.string ?? ""
            if code.contains(".0.9") || all.contains(where: { $0["dsn"]?.string == bounce.status }) {
                status += 1
            } else {
                report.miss(
                    "sisimai: status code", "\(short(path)): \(bounce.status ?? "none"), expected \(code)")
            }
        }
        report.add(Row("sisimai: bounce or not", kind, of: total, atLeast: 0.99))
        report.add(Row("sisimai: hard or soft", hardness, of: bounces, unit: "bounces", atLeast: 0.95))
        report.add(Row("sisimai: reason", reason, of: bounces, unit: "bounces"))
        report.add(Row("sisimai: status code", status, of: bounces, unit: "bounces"))
    }

    private static func short(_ path: String) -> String {
        path.split(separator: "/").suffix(2).joined(separator: "/")
    }
}
