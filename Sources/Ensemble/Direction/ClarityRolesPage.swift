import Localization
import Markup

/// What our part was told to be, behind the number.
struct ClarityRolesPage: Page {
    let roles: [ClarityRole]
    let next: Keyset?
    let show: ClarityRoleShow
    let scope: ClarityScope
    let offeringName: String?
    let frame: Frame

    static var samples: [ClarityRolesPage] { Samples.clarityRolesPages }

    private var links: ClarityLinks { ClarityLinks(scope: scope, step: .month) }

    func title(_ r: Reader) -> String { show.name(r) }

    func body(_ r: Reader) -> HTML {
        let others = ClarityRoleShow.allCases.map {
            ClarityRowsView.Other(name: $0.name(r), link: links.roles($0), isPresent: $0 == show)
        }
        return ClarityRowsView(
            name: show.name(r),
            words: r("Conversations by the day on which the customer was first told what our part is"),
            scope: scope, offeringName: offeringName, others: others, othersName: r("Which of them"),
            csv: links.roleTable(show), table: roles.isEmpty ? nil : table(r),
            next: next.map { "\(links.roles(show))&after=\($0)" }
        ).body(r)
    }

    private func table(_ r: Reader) -> HTML {
        """
        <div class="scroll"><table class="rows clarity-roles"><tr><th scope="col">\(r("Told", context: "when"))</th><th scope="col">\(r("After"))</th>\
        <th scope="col">\(r("Conversation"))</th><th scope="col">\(r("Customer"))</th><th scope="col">\(r("Offering"))</th>\
        <th scope="col">\(r("Our part"))</th></tr>\(roles.map { row($0, r) })</table></div>
        """
    }

    private func row(_ role: ClarityRole, _ r: Reader) -> HTML {
        """
        <tr><td>\(r.shortDate(Day(role.toldAt, in: r.zone)))</td><td>\(r.duration(role.wait.milliseconds, parts: 2))</td>\
        <td><a href="/conversations/\(role.conversation.description)">\(role.subject.nonEmpty ?? r("(no subject)"))</a></td>\
        <td>\(role.customerName)</td><td>\(role.offeringName ?? "–")</td><td>\(role.part.name(for: r))\
        \(if: !role.whom.isEmpty, " · \(role.whom)")\(if: !role.reason.isEmpty, "<br><small class=\"quiet\">\(role.reason)</small>")</td></tr>
        """
    }
}

extension ClarityRoleShow {
    func name(_ r: Reader) -> String {
        switch self {
        case .all: r("Our part, told")
        case .ours: r("We do all of it")
        case .part: r("We do part of it, with a partner")
        case .refer: r("We refer to somebody else")
        case .no: r("We don’t do it")
        case .notOurs: r("Declined or referred, with the reason")
        }
    }
}
