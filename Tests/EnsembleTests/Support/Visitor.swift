import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Markup
import NIOCore
import Synchronization

@testable import Ensemble

/// The site of a desk, asked without a socket.
struct Site {
    let desk: Desk
    let web: DeskWeb
    let client: any TestClientProtocol

    /// Somebody who is not signed in.
    func visitor() -> Visitor { Visitor(site: self) }

    func visitor(as agent: Agent) async throws -> Visitor {
        visitor(
            with: try await desk.sessions.start(
                agent: agent.id, address: "10.0.0.7", browser: "Firefox/140.0"))
    }

    func visitor(as customer: Customer.ID) async throws -> Visitor {
        visitor(
            with: try await desk.sessions.start(
                customer: customer, address: "10.0.0.8", browser: "Firefox/140.0"))
    }

    private func visitor(with token: String) -> Visitor {
        let visitor = self.visitor()
        visitor.keep(SessionCookies(isSecure: desk.configuration.isSecure).session, token)
        return visitor
    }
}

/// Serves a desk to a test.
func withSite<T: Sendable>(of desk: Desk, _ body: @escaping @Sendable (Site) async throws -> T) async throws
    -> T
{
    let web = DeskWeb(desk: desk)
    return try await Application(router: web.router()).test(.router) { client in
        try await body(Site(desk: desk, web: web, client: client))
    }
}

/// A browser without a screen: it keeps cookies, follows no redirect, and
/// sends its pages' token along with every form.
final class Visitor: Sendable {
    let site: Site
    private let cookies = Mutex<[String: String]>([:])

    init(site: Site) { self.site = site }

    func keep(_ cookie: String, _ value: String) { cookies.withLock { $0[cookie] = value } }
    func cookie(_ name: String) -> String? { cookies.withLock { $0[name] } }

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, path, headers, nil)
    }

    /// Sends a form as browsers do.
    /// - Parameter csrf: the token; `nil`: the right one.
    func post(
        _ path: String, _ fields: [(String, String)] = [], csrf: String? = nil, headers: HTTPFields = [:]
    ) async throws -> Answer {
        let fields = [("csrf", csrf ?? token)] + fields
        let body = fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await send(.post, path, headers, Array(body.utf8))
    }

    /// Sends a form with files.
    func post(
        _ path: String, _ fields: [(String, String)],
        files: [(field: String, name: String, type: String, bytes: [UInt8])]
    ) async throws -> Answer {
        var body: [UInt8] = []
        for (name, value) in [("csrf", token)] + fields {
            body += Array(
                "--mark\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            let head =
                "--mark\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\nContent-Type: \(file.type)\r\n\r\n"
            body += Array(head.utf8) + file.bytes + Array("\r\n".utf8)
        }
        body += Array("--mark--\r\n".utf8)
        return try await send(.post, path, [.contentType: "multipart/form-data; boundary=mark"], body)
    }

    /// Sends anything.
    func send(_ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: [UInt8]?)
        async throws -> Answer
    {
        var headers = headers
        let cookies = cookies.withLock { $0 }
        if !cookies.isEmpty {
            headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
                separator: "; ")
        }
        let response = try await site.client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) }
        ) { $0 }
        for header in response.headers[values: .setCookie] { take(header) }
        return Answer(
            status: response.status, headers: response.headers,
            bytes: Array(response.body.readableBytesView))
    }

    private func take(_ header: String) {
        guard let pair = header.split(separator: ";").first, let equals = pair.firstIndex(of: "=") else {
            return
        }
        let value = String(pair[pair.index(after: equals)...])
        cookies.withLock { $0[String(pair[..<equals])] = value.isEmpty ? nil : value }
    }

    /// What the desk wants to see in this visitor's forms.
    var token: String {
        let names = SessionCookies(isSecure: site.desk.configuration.isSecure)
        if cookie(names.session) == nil, cookie(names.anonymous) == nil {
            keep(names.anonymous, "visitor-of-a-test")
        }
        return site.desk.seal.sign("csrf \(cookie(names.session) ?? cookie(names.anonymous) ?? "")")
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

/// What the site answered.
struct Answer {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var location: String? { headers[.location] }
    var document: HTML5.Document { HTML5.parse(text) }
}
