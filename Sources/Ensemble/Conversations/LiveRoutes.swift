import HTTPTypes
import Hummingbird
import Localization
import NIOCore

/// `/live`: news for open pages, as server-sent events.
struct LiveRoutes {
    let desk: Desk
    let live: Live

    /// So that proxies and browsers see that the line is alive.
    static let heartbeat = Duration.seconds(20)

    func add(to router: some RouterMethods<DeskContext>) {
        router.get("live", use: follow)
    }

    @Sendable func follow(request: Request, context: DeskContext) async throws -> Response {
        let agent = try context.agent().id
        let news = live.news()
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
                .xAccelBuffering: "no",
            ],
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
                for await line in Self.lines(of: news, for: agent) {
                    try await writer.write(ByteBuffer(string: line))
                }
                try await writer.finish(nil)
            })
    }

    /// The news as lines, with a comment now and then when it is quiet.
    private static func lines(of news: AsyncStream<Live.News>, for agent: Agent.ID) -> AsyncStream<String> {
        AsyncStream(bufferingPolicy: .bufferingNewest(100)) { continuation in
            let reading = Task {
                for await item in news {
                    if let line = line(item, for: agent) { continuation.yield(line) }
                }
                continuation.finish()
            }
            let beating = Task {
                while !Task.isCancelled {
                    try? await Task.sleep(for: heartbeat)
                    continuation.yield(": alive\n\n")
                }
            }
            continuation.onTermination = { _ in
                reading.cancel()
                beating.cancel()
            }
        }
    }

    static func line(_ news: Live.News, for agent: Agent.ID) -> String? {
        switch news {
        case .change(let conversation): "event: change\ndata: \(conversation)\n\n"
        case .presence(let presence): "event: presence\ndata: \(presence.conversation)\n\n"
        // The count stands on every page.
        case .notification(let other): other == agent.rawValue ? "event: change\ndata: 0\n\n" : nil
        }
    }
}

extension HTTPField.Name {
    static let xAccelBuffering = HTTPField.Name("X-Accel-Buffering")!
}
