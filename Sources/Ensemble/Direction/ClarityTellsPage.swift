import Foundation
import Localization
import Markup

/// What was to be told, behind the number.
struct ClarityTellsPage: Page {
    let tells: [Tell]
    let next: Keyset?
    let show: ClarityTellShow
    let scope: ClarityScope
    let offeringName: String?
    let frame: Frame

    static var samples: [ClarityTellsPage] { Samples.clarityTellsPages }

    private var links: ClarityLinks { ClarityLinks(scope: scope, step: .month) }

    func title(_ r: Reader) -> String { show.name(r) }

    func body(_ r: Reader) -> HTML {
        let others = ClarityTellShow.allCases.map {
            ClarityRowsView.Other(name: $0.name(r), link: links.tells($0), isPresent: $0 == show)
        }
        return ClarityRowsView(
            name: show.name(r),
            words: r("Costs that somebody asked for or booked, by the day they were to be told"),
            scope: scope, offeringName: offeringName, others: others, othersName: r("Which of them"),
            csv: links.tellTable(show), table: tells.isEmpty ? nil : table(r),
            next: next.map { "\(links.tells(show))&after=\($0)" }
        ).body(r)
    }

    private func table(_ r: Reader) -> HTML {
        """
        <div class="scroll"><table class="rows"><tr><th scope="col">\(r("By"))</th><th scope="col">\(r("Conversation"))</th>\
        <th scope="col">\(r("Customer"))</th><th scope="col">\(r("Told", context: "when"))</th></tr>\(tells.map { row($0, r) })</table></div>
        """
    }

    private func row(_ tell: Tell, _ r: Reader) -> HTML {
        let isLate = tell.toldAt.map { $0 >= tell.dueOn.end(in: r.zone) } ?? true
        return """
            <tr><td>\(r.shortDate(tell.dueOn))</td>\
            <td><a href="/conversations/\(tell.conversation.description)">\(tell.subject.nonEmpty ?? r("(no subject)"))</a></td>\
            <td>\(tell.customerName)</td><td\(attribute: "class", isLate ? "bad" : nil)>\(tell.toldAt.map { r.weekdayDate($0.milliseconds) } ?? r("overdue"))</td></tr>
            """
    }
}

extension ClarityTellShow {
    func name(_ r: Reader) -> String {
        switch self {
        case .all: r("All that was to be told")
        case .inTime: r("Told by the day due")
        case .late: r("Told later than due")
        case .overdue: r("Overdue, not told")
        }
    }
}

extension Double {
    /// A logarithm of a ratio as the part by which it is more: 0.0953 is 0.1.
    var asPart: Double { Foundation.exp(self) - 1 }
}
