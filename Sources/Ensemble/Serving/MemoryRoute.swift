import Hummingbird
import NIOCore

/// `/dev/bytes?size=N`: so many bytes out of memory and nothing else, the
/// limit that `make bench` measures pages against.
enum MemoryRoute {
    static func add(to router: some RouterMethods<DeskContext>) {
        let bytes = ByteBuffer(repeating: 32, count: 1 << 20)
        router.get("dev/bytes") { request, _ in
            let size = min(
                max(request.query("size").flatMap { Int($0) } ?? 0, 0), bytes.readableBytes)
            return Response.html(bytes.getSlice(at: 0, length: size) ?? bytes)
        }
    }
}
