import Database
import Localization

/// How far an invoice has come. Pure: the doors ask it before they write.
public enum InvoiceState: String, Sendable, CaseIterable, Bindable, Readable {
    case drafted, issued
    case partPaid = "part-paid"
    case paid, disputed, settled
    case writtenOff = "written-off"

    enum Move: CaseIterable { case issue, payPart, payAll, dispute, settle, writeOff }

    /// The state after a move.
    /// - Throws: `Fault.conflict` for one that can't be made.
    func after(_ move: Move) throws(Fault) -> InvoiceState {
        switch (self, move) {
        case (.drafted, .issue): .issued
        case (.drafted, _): throw .conflict("This invoice has not been issued yet.")
        case (_, .issue): throw .conflict("It has been issued, and stays as it is. Write a credit note.")
        case (.paid, .payPart), (.paid, .payAll), (.settled, .payPart), (.settled, .payAll),
            (.writtenOff, .payPart), (.writtenOff, .payAll):
            throw .conflict("Nothing is owed on this invoice any more.")
        // Whoever disputes may pay all the same; the dispute stays open until it is answered.
        case (.disputed, .payPart), (.disputed, .payAll): .disputed
        case (_, .payPart): .partPaid
        case (_, .payAll): .paid
        case (.disputed, .dispute): throw .conflict("A dispute about this invoice is open already.")
        case (.writtenOff, .dispute): throw .conflict("Nothing is owed on this invoice any more.")
        case (_, .dispute): .disputed
        case (.disputed, .settle): .settled
        case (_, .settle): throw .conflict("There is no open dispute about this invoice.")
        case (.paid, .writeOff), (.settled, .writeOff), (.writtenOff, .writeOff):
            throw .conflict("Nothing is owed on this invoice any more.")
        case (_, .writeOff): .writtenOff
        }
    }

    /// The state after money came in, or was taken off by a credit note.
    /// - Throws: `Fault.conflict` where nothing is owed; the caller says how much is, where it is less.
    func after(paying amount: Int64, of owed: Int64) throws(Fault) -> InvoiceState {
        try after(amount == owed ? .payAll : .payPart)
    }

    /// The state after a dispute was answered: what is still owed is owed again.
    /// - Throws: `Fault.conflict` where none is open.
    func afterAnswer(owed: Int64, isPart: Bool) throws(Fault) -> InvoiceState {
        let settled = try after(.settle)
        return owed == 0 ? settled : isPart ? .partPaid : .issued
    }

    /// The state after what is still owed was given up.
    /// - Throws: `Fault.conflict` where nothing is.
    func afterWriteOff(owed: Int64) throws(Fault) -> InvoiceState {
        let state = try after(.writeOff)
        guard owed > 0 else { throw .conflict("Nothing is owed on this invoice any more.") }
        return state
    }

    /// Whether money is waited for. While a dispute is open nothing is chased.
    var isOwed: Bool { self == .issued || self == .partPaid }

    func name(for r: Reader) -> String {
        switch self {
        case .drafted: r("Draft", context: "invoice")
        case .issued: r("Issued", context: "invoice")
        case .partPaid: r("Part paid", context: "invoice")
        case .paid: r("Paid", context: "invoice")
        case .disputed: r("Disputed", context: "invoice")
        case .settled: r("Settled", context: "invoice")
        case .writtenOff: r("Written off", context: "invoice")
        }
    }
}
