import Database
import Hummingbird
import Markup
import NIOCore
import Synchronization

/// Keeps pages until something changes: a team looks at the inbox far more
/// often than anything happens in it, and customers come back to a page.
///
/// On SQLite one process serves the database: every write is counted before
/// its writer is answered. On PostgreSQL others write, too: there a page is
/// good for the very snapshot in which it was asked for. Memory is bounded by
/// `limit`.
final class PageCache: Sendable {
    /// What a page depends on.
    struct Key: Sendable {
        /// Everything but the database.
        let text: String
        /// What the database held when the page was asked for.
        let version: String
    }

    private struct Entry {
        let version: String
        let page: ByteBuffer
    }

    private struct Entries {
        var pages: [String: Entry] = [:]
        var bytes = 0
    }

    /// In bytes.
    private static let limit = 16 << 20
    private let entries = Mutex(Entries())

    /// What was made for a request.
    enum Made {
        case page(HTML)
        /// A redirect or a problem: never kept.
        case other(Response)
    }

    /// The page as it was, or made anew.
    func page(_ key: Key, _ make: () async throws -> Made) async throws -> Response {
        if let kept = entries.withLock({ $0.pages[key.text] }), kept.version == key.version {
            return .html(kept.page)
        }
        switch try await make() {
        case .other(let response): return response
        case .page(let html):
            let page = ByteBuffer(bytes: html.bytes)
            keep(page, key)
            return .html(page)
        }
    }

    private func keep(_ page: ByteBuffer, _ key: Key) {
        entries.withLock { entries in
            if entries.bytes + page.readableBytes > Self.limit { entries = Entries() }
            entries.bytes += page.readableBytes - (entries.pages[key.text]?.page.readableBytes ?? 0)
            entries.pages[key.text] = Entry(version: key.version, page: page)
        }
    }

    /// What a page depends on: who looks, their session, language and zone, the address, the minute, by which
    /// "5 min ago" goes, and the database.
    static func key(_ request: Request, _ context: DeskContext, _ more: String = "") -> Key {
        let r = context.reader
        let parts = [
            context.csrf, r.language.tag, r.zone.identifier, String(r.now / 60_000), context.business.name,
            request.uri.string, more,
        ]
        return Key(
            text: parts.joined(separator: "\u{1F}"), version: context.snapshot ?? String(ChangeCount.value))
    }

    /// By which PostgreSQL tells apart what it holds; `nil` on SQLite, where writes are counted.
    ///
    /// Two that are the same see the same: no transaction that writes began or
    /// ended in between.
    static func snapshot(in db: any Connection) throws -> String? {
        guard db.engine == .postgres else { return nil }
        return try db.value("SELECT CAST(pg_current_snapshot() AS TEXT)")
    }
}
