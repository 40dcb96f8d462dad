import AsyncHTTPClient
import Foundation
import Logging
import NIOCore

/// Asks Stripe's API: forms in, JSON out.
///
/// Source: https://docs.stripe.com/api. The key goes into one header of the
/// request and nowhere else.
struct StripeClient: Sendable {
    /// The version of the API whose fields are read here, whatever the account's own is.
    static let version = "2024-06-20"
    static let patience = TimeAmount.seconds(12)
    /// More than any answer of Stripe's is.
    private static let limit = 1 << 20

    /// `https://api.stripe.com`.
    let base: String
    let key: Secret
    private let logger = Logger(label: "ensemble.payments")

    init(base: String, key: Secret) {
        self.base = base
        self.key = key
    }

    func get(_ path: String) async throws(StripeProblem) -> StripeObject {
        try await call("GET", path, [], idempotency: nil)
    }

    /// - Parameter idempotency: the same key does the thing once, however often it is sent.
    func post(_ path: String, _ fields: [(String, String)], idempotency: String) async throws(StripeProblem)
        -> StripeObject
    {
        try await call("POST", path, fields, idempotency: idempotency)
    }

    /// Twice at most: what Stripe may not have got is sent once more, with the same key.
    private func call(_ method: String, _ path: String, _ fields: [(String, String)], idempotency: String?)
        async throws(StripeProblem) -> StripeObject
    {
        do {
            return try await ask(method, path, fields, idempotency: idempotency)
        } catch .unreachable {
            try? await Task.sleep(for: .milliseconds(300))
            return try await ask(method, path, fields, idempotency: idempotency)
        }
    }

    private func ask(_ method: String, _ path: String, _ fields: [(String, String)], idempotency: String?)
        async throws(StripeProblem) -> StripeObject
    {
        var request = HTTPClientRequest(url: base + path)
        request.method = .init(rawValue: method)
        request.headers.add(name: "Authorization", value: "Bearer \(key.text)")
        request.headers.add(name: "Stripe-Version", value: Self.version)
        if let idempotency { request.headers.add(name: "Idempotency-Key", value: idempotency) }
        if method == "POST" {
            request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: Self.form(fields)))
        }
        let status: UInt
        let bytes: ByteBuffer
        let number: String
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: Self.patience)
            status = response.status.code
            number = response.headers.first(name: "Request-Id") ?? ""
            bytes = try await response.body.collect(upTo: Self.limit)
        } catch {
            logger.warning("Stripe could not be asked", metadata: ["path": "\(path)", "error": "\(error)"])
            throw .unreachable
        }
        let data = Data(bytes.readableBytesView)
        guard status < 300 else {
            let problem = try? JSONDecoder().decode(StripeRefusal.self, from: data).error
            logger.warning(
                "Stripe refused",
                metadata: [
                    "path": "\(path)", "status": "\(status)", "request": "\(number)",
                    "type": "\(problem?.type ?? "")", "code": "\(problem?.code ?? "")",
                ])
            throw StripeProblem(status: status, code: problem?.code)
        }
        guard let object = try? JSONDecoder().decode(StripeObject.self, from: data) else {
            logger.warning("Stripe's answer could not be read", metadata: ["path": "\(path)"])
            throw .unreachable
        }
        return object
    }

    /// `a[b]=c&…`, as Stripe reads it.
    static func form(_ fields: [(String, String)]) -> String {
        fields.map { "\(escaped($0.0))=\(escaped($0.1))" }.joined(separator: "&")
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

/// Why Stripe did not do it.
enum StripeProblem: Error, Equatable {
    /// Not there, too busy, or not itself: worth another try.
    case unreachable
    /// It doesn't know the key, or the key may not do that.
    case keyRefused
    case notFound
    /// The amount is too small or too large, or the currency none of Stripe's.
    case amountRefused
    case refused

    init(status: UInt, code: String?) {
        switch (status, code) {
        case (401, _), (403, _): self = .keyRefused
        case (404, _): self = .notFound
        case (409, _), (429, _), (500..., _): self = .unreachable
        case (_, "amount_too_small"?), (_, "amount_too_large"?), (_, "invalid_currency"?):
            self = .amountRefused
        default: self = .refused
        }
    }

    /// What a customer reads.
    var fault: Fault {
        switch self {
        case .amountRefused:
            .conflict("This amount can’t be paid by card. Please pay it by bank transfer, or write to us.")
        case .unreachable, .keyRefused, .notFound, .refused:
            .conflict(
                "The page to pay can’t be reached right now, and nothing was paid. Please try again in a few minutes, or pay by bank transfer."
            )
        }
    }
}

private struct StripeRefusal: Decodable {
    struct Problem: Decodable {
        var type: String?
        var code: String?
    }
    var error: Problem
}

/// Of Stripe's objects what is read here: checkout sessions, payment
/// intents, charges, refunds, disputes, lists.
struct StripeObject: Decodable, Equatable, Sendable {
    var id: String?
    var object: String?
    var url: String?
    var status: String?
    var paymentStatus: String?
    var paymentIntent: String?
    var amount: Int64?
    var amountTotal: Int64?
    var amountReceived: Int64?
    var currency: String?
    var reference: String?
    var metadata: [String: String]?
    var data: [StripeObject]?
    /// The ways that were open, or the one that was taken.
    var methods: [String]?

    private enum Key: String, CodingKey {
        case methods = "payment_method_types"
        case id, object, url, status, amount, currency, metadata, data
        case paymentStatus = "payment_status"
        case paymentIntent = "payment_intent"
        case amountTotal = "amount_total"
        case amountReceived = "amount_received"
        case reference = "client_reference_id"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) -> String? { try? values.decodeIfPresent(String.self, forKey: key) }
        func number(_ key: Key) -> Int64? { try? values.decodeIfPresent(Int64.self, forKey: key) }
        id = text(.id)
        object = text(.object)
        url = text(.url)
        status = text(.status)
        paymentStatus = text(.paymentStatus)
        // A name, or the whole object where the account's version expands it.
        paymentIntent =
            text(.paymentIntent)
            ?? (try? values.decodeIfPresent([String: StripeName].self, forKey: .paymentIntent))?["id"]?.text
        amount = number(.amount)
        amountTotal = number(.amountTotal)
        amountReceived = number(.amountReceived)
        currency = text(.currency)
        reference = text(.reference)
        metadata = try? values.decodeIfPresent([String: String].self, forKey: .metadata)
        methods = try? values.decodeIfPresent([String].self, forKey: .methods)
        data = try? values.decodeIfPresent([StripeObject].self, forKey: .data)
    }

    /// A field that may be anything.
    private struct StripeName: Decodable {
        let text: String?
        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }
}
