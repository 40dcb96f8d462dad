import Localization
import Markup
import Statistics

/// How soon customers knew what our part is, and what it was; by period and by offering.
struct ClarityRolesView {
    typealias Line = (head: String, tally: RoleTally, links: ClarityLinks)

    let all: RoleTally
    let links: ClarityLinks
    let steps: [Line]
    let offerings: [Line]

    // MARK: In numbers

    /// Tiles beside those of the bills.
    func tiles(_ r: Reader) -> HTML {
        """
        <li class="card"><h2>\(r("Until our part was told"))</h2><p class="clarity-value">\(middle(r))</p><p class="quiet">\(spread(r))</p></li>\
        <li class="card"><h2>\(r("Declined or referred, with the reason"))</h2><p class="clarity-value">\(notOurs.large(r))</p>\(notOurs.bar(r, mark: nil))\
        <p class="quiet">\(r("Clear early and sent to where they are helped: an outcome, not a failure"))</p></li>
        """
    }

    private var notOurs: ShareView {
        ShareView(figure: all.notOursShare, hits: all.notOurs, count: all.count, link: links.roles(.notOurs))
    }

    private func middle(_ r: Reader) -> HTML {
        guard let spread = all.spread else { return "–" }
        return "<a href=\"\(links.roles(.all))\">\(r.lead(hours: spread.middle))</a>"
    }

    private func spread(_ r: Reader) -> String {
        guard let figure = all.wait, let spread = all.spread else {
            return r.plural(
                all.count, "From first contact, in one conversation",
                "From first contact, in \(all.count) conversations")
        }
        let (low, high) = (r.lead(hours: figure.interval.low), r.lead(hours: figure.interval.high))
        let middle = r(
            "The middle of \(r.number(figure.count)), from first contact; between \(low) and \(high).")
        guard figure.legibility >= .percentages else { return middle }
        let (tenth, most) = (r.lead(hours: spread.low), r.lead(hours: spread.high))
        return middle + " " + r("One in ten knew within \(tenth), nine in ten within \(most).")
    }

    // MARK: In tables

    func body(_ r: Reader) -> HTML {
        guard all.count > 0 else { return "" }
        return """
            <section class="card" id="our-part"><h2>\(r("Our part, told"))</h2>
            \(table(r("Period"), steps.filter { $0.tally.count > 0 }, r))
            \(if: !offerings.isEmpty, table(r("Offering"), offerings, r))
            <p class="quiet">\(r("By the month in which it was told first; what was told last counts. Conversations in which it was never told are not in it.")) \
            <a href="\(links.roleTable(.all))">\(r("As CSV"))</a></p></section>
            """
    }

    private func table(_ head: String, _ lines: [Line], _ r: Reader) -> HTML {
        """
        <div class="scroll"><table class="rows clarity-rows"><tr><th scope="col">\(head)</th><th scope="col" class="number">\(r("Conversations"))</th>\
        <th scope="col" class="number">\(r("Middle", context: "median"))</th><th scope="col" class="number">\(r("One in ten within"))</th>\
        <th scope="col" class="number">\(r("Nine in ten within"))</th><th scope="col" class="number">\(r("All by us"))</th>\
        <th scope="col" class="number">\(r("Part by us"))</th><th scope="col" class="number">\(r("Referred"))</th>\
        <th scope="col" class="number">\(r("Declined"))</th></tr>\(lines.map { row($0, r) })</table></div>
        """
    }

    private func row(_ line: Line, _ r: Reader) -> HTML {
        let tally = line.tally
        let spread = tally.spread
        let counts =
            [(ClarityRoleShow.ours, .all), (.part, .part), (.refer, .refer), (.no, .no)]
            as [(ClarityRoleShow, RoleStatement.Part)]
        let cells = counts.map { show, part in count(tally.parts[part] ?? 0, line.links.roles(show), r) }
        let isLegible = Legibility(count: tally.count) >= .percentages
        return """
            <tr><th scope="row">\(line.head)</th>\(count(tally.count, line.links.roles(.all), r))\
            <td class="number">\(spread.map { r.lead(hours: $0.middle) } ?? "–")\(if: isLegible, interval(tally, r))</td>\
            <td class="number">\(isLegible ? spread.map { r.lead(hours: $0.low) } ?? "–" : "–")</td>\
            <td class="number">\(isLegible ? spread.map { r.lead(hours: $0.high) } ?? "–" : "–")</td>\(cells)</tr>
            """
    }

    private func interval(_ tally: RoleTally, _ r: Reader) -> HTML {
        guard let figure = tally.wait else { return "" }
        let (low, high) = (r.lead(hours: figure.interval.low), r.lead(hours: figure.interval.high))
        return "<br><small class=\"quiet\">\(r("\(low) to \(high)"))</small>"
    }

    private func count(_ count: Int, _ link: String, _ r: Reader) -> HTML {
        count == 0
            ? "<td class=\"number quiet\">–</td>"
            : "<td class=\"number\"><a href=\"\(link)\">\(r.number(count))</a></td>"
    }
}
