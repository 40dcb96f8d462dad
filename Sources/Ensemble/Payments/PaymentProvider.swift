import Localization

/// Somebody through whom a bill can be paid.
///
/// Bank transfer is always there and needs nobody else; others have a page
/// of their own, to which the customer is sent.
protocol PaymentProvider: Sendable {
    /// As it is stored; never change it.
    static var name: String { get }
    /// How a customer pays this order by it.
    /// - Throws: `Fault`, a sentence for the customer, when it can't be done now.
    func way(to pay: PaymentOrder) async throws -> PaymentWay
    /// What became of a page it has opened; `nil` where it opens none.
    func standing(of session: String) async throws -> PaymentStanding?
    /// Gives money back of what was paid by it; `nil` where it can't: then somebody sends it.
    /// - Parameters:
    ///   - payment: its name of the payment.
    ///   - key: our own name of the refund: the same key is the same refund, however often it is asked.
    func giveBack(_ amount: Money, of payment: String, key: String) async throws -> ProviderRefund?
}

/// What a provider says of money that it gives back.
struct ProviderRefund: Equatable, Sendable {
    /// Its name of it.
    let name: String
    let amount: Money
    let state: Refund.State
    /// Our own name of it, where we asked for it.
    var key: String?
}

/// What is to be paid, as a provider is told.
struct PaymentOrder: Sendable {
    /// Our own name of it, unguessable: the same key is the same order, however often it is sent.
    let key: String
    let amount: Money
    /// `Invoice 2026-12`.
    let title: String
    /// What finds the bill again on a statement: its number.
    let reference: String
    let email: String?
    /// Where the customer comes back to, having paid or not.
    let returnURL: String
    let cancelURL: String
}

/// How a customer pays.
enum PaymentWay: Equatable, Sendable {
    /// They send it: to this account, with this reference.
    case transfer(account: String, reference: String)
    /// On a page of the provider's.
    case page(session: String, url: String)
}

/// What a provider says of a payment.
struct PaymentStanding: Equatable, Sendable {
    enum State: Equatable, Sendable { case open, pending, paid, ended }

    var state: State
    /// What was paid.
    var amount: Money?
    /// The provider's name of the payment itself, by which refunds tell it.
    var intent: String?
    /// By what it was paid, where that is certain.
    var method: Payment.Method?
}

/// Bank transfer: the account of the settings, with the bill's number as reference.
struct BankTransfer: PaymentProvider {
    static let name = "bank"

    let account: String

    func way(to pay: PaymentOrder) -> PaymentWay { way(reference: pay.reference) }

    func way(reference: String) -> PaymentWay { .transfer(account: account, reference: reference) }

    /// Nobody tells: the team notes what stands on the statement.
    func standing(of session: String) -> PaymentStanding? { nil }

    /// Somebody sends it.
    func giveBack(_ amount: Money, of payment: String, key: String) -> ProviderRefund? { nil }
}

extension Invoices.Bill {
    /// By whom this can be sent; `nil` without an account in the settings.
    var transfer: (account: String, reference: String)? {
        guard !terms.bank.isEmpty,
            case .transfer(let account, let reference) = BankTransfer(account: terms.bank).way(
                reference: invoice.number ?? "")
        else { return nil }
        return (account, reference)
    }
}
