import Markup

/// A table whose rows become cards where the screen is narrow, each cell with
/// its heading. The roles say that it is a table, however it is laid out.
struct StackedTable {
    struct Head {
        let words: String
        let isNumber: Bool

        init(_ words: String, isNumber: Bool = false) {
            self.words = words
            self.isNumber = isNumber
        }
    }

    let heads: [Head]
    /// Classes beside its own.
    var kind = ""

    func body(_ rows: [HTML]) -> HTML {
        let cells = heads.map { head -> HTML in
            "<th scope=\"col\" role=\"columnheader\"\(attribute: "class", head.isNumber ? "number" : nil)>\(head.words)</th>"
        }
        return """
            <div class="scroll"><table class="rows stack\(kind.isEmpty ? "" : " " + kind)" role="table"><tr class="stack-heads" role="row">\(cells)</tr>\(rows)</table></div>
            """
    }

    /// - Parameters:
    ///   - kind: its classes.
    ///   - bad: places of cells that say something is wrong.
    func row(_ cells: [HTML], kind: String? = nil, bad: Set<Int> = []) -> HTML {
        let cells = zip(heads, cells).enumerated().map { place, pair -> HTML in
            let (head, cell) = pair
            let classes = [head.isNumber ? "number" : nil, bad.contains(place) ? "bad" : nil].compactMap {
                $0
            }
            return """
                <td role="cell" data-label="\(head.words)"\(attribute: "class", classes.isEmpty ? nil : classes.joined(separator: " "))><div>\(cell)</div></td>
                """
        }
        return "<tr role=\"row\"\(attribute: "class", kind)>\(cells)</tr>"
    }
}
