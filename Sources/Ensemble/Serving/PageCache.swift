import Database
import Hummingbird
import Markup
import NIOCore
import Synchronization

/// Keeps pages of the desk until something changes: a team looks at the
/// inbox far more often than anything happens in it.
///
/// Only where one process serves the database (SQLite): there every write is
/// known before its writer is answered. Memory is bounded by `limit`.
final class PageCache: Sendable {
    private struct Entry {
        let version: Int
        let page: ByteBuffer
    }

    private struct Entries {
        var pages: [String: Entry] = [:]
        var bytes = 0
    }

    /// In bytes.
    private static let limit = 16 << 20
    private let entries = Mutex(Entries())
    private let isOn: Bool

    init(engine: Engine) { isOn = engine == .sqlite }

    /// What was made for a request.
    enum Made {
        case page(HTML)
        /// A redirect or a problem: never kept.
        case other(Response)
    }

    /// The page as it was, or made anew.
    /// - Parameter key: everything but the database that the page depends on.
    func page(_ key: String, _ make: () async throws -> Made) async throws -> Response {
        let version = ChangeCount.value
        if isOn, let kept = entries.withLock({ $0.pages[key] }), kept.version == version {
            return .html(kept.page)
        }
        switch try await make() {
        case .other(let response): return response
        case .page(let html):
            let page = ByteBuffer(bytes: html.bytes)
            if isOn { keep(page, key, version) }
            return .html(page)
        }
    }

    private func keep(_ page: ByteBuffer, _ key: String, _ version: Int) {
        entries.withLock { entries in
            if entries.bytes + page.readableBytes > Self.limit { entries = Entries() }
            entries.bytes += page.readableBytes - (entries.pages[key]?.page.readableBytes ?? 0)
            entries.pages[key] = Entry(version: version, page: page)
        }
    }

    /// What an agent's page depends on beside the database: who looks, their
    /// session, language and zone, the address, and the minute, by which
    /// "5 min ago" goes.
    static func key(_ request: Request, _ context: DeskContext, _ more: String = "") -> String {
        let r = context.reader
        return [
            context.csrf, r.language.tag, r.zone.identifier, String(r.now / 60_000), context.business.name,
            request.uri.string, more,
        ].joined(separator: "\u{1F}")
    }
}
