import CPango

/// A picture that can stand on a sheet: a logo.
///
/// What strangers made of their bytes goes nowhere: a PNG is decoded within
/// bounds and written anew; of a JPEG the parts that draw are kept, and nothing
/// here decodes it.
public struct Picture: Sendable, Equatable {
    public enum Format: String, Sendable {
        case png = "image/png"
        case jpeg = "image/jpeg"
    }

    /// Why a picture was not taken.
    public enum Problem: Error, Sendable, Equatable {
        /// Neither PNG nor JPEG, or broken.
        case unreadable
        /// A JPEG that a note in it turns: here it would lie on its side.
        case turned
        /// A JPEG in the colours of a printing press, or in more than eight bits, which few can show.
        case unusual
        /// More than ``side`` points on a side, or more than ``area`` in all.
        case tooLarge
    }

    /// In points.
    public static let side = 4_000
    public static let area = 4_000_000

    public let format: Format
    public let bytes: [UInt8]
    public let width: Int
    public let height: Int

    /// Takes a picture as somebody sent it.
    /// - Throws: ``Problem``.
    public init(_ bytes: [UInt8]) throws(Problem) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            try self.init(png: bytes)
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            try self.init(jpeg: JPEGReading(bytes))
        } else {
            throw .unreadable
        }
    }

    /// One that was taken before.
    public init(kept bytes: [UInt8], format: Format, width: Int, height: Int) {
        (self.bytes, self.format, self.width, self.height) = (bytes, format, width, height)
    }

    static func check(_ width: Int, _ height: Int) throws(Problem) {
        guard width > 0, height > 0 else { throw .unreadable }
        guard max(width, height) <= side, width * height <= area else { throw .tooLarge }
    }
}

// MARK: PNG

extension Picture {
    private init(png bytes: [UInt8]) throws(Problem) {
        // Its size stands in front: what would fill the memory is not decoded.
        guard bytes.count > 24, Array(bytes[12..<16]) == Array("IHDR".utf8) else { throw .unreadable }
        let number = { (place: Int) in bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        try Self.check(number(16), number(20))
        guard let surface = Self.surface(png: bytes) else { throw .unreadable }
        defer { cairo_surface_destroy(surface) }
        let (width, height) = (
            cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface)
        )
        try Self.check(Int(width), Int(height))
        self.init(kept: try Self.written(surface), format: .png, width: Int(width), height: Int(height))
    }

    private final class Reading {
        var rest: ArraySlice<UInt8>
        init(_ bytes: [UInt8]) { rest = bytes[...] }
    }

    /// Decoded; `nil` where libpng refuses. To be destroyed by who asked.
    private static func surface(png bytes: [UInt8]) -> OpaquePointer? {
        let reading = Reading(bytes)
        let pointer = Unmanaged.passUnretained(reading).toOpaque()
        let surface = cairo_image_surface_create_from_png_stream(
            { closure, data, length in
                guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
                let reading = Unmanaged<Reading>.fromOpaque(closure).takeUnretainedValue()
                guard reading.rest.count >= Int(length) else { return CAIRO_STATUS_READ_ERROR }
                for (place, byte) in reading.rest.prefix(Int(length)).enumerated() { data[place] = byte }
                reading.rest = reading.rest.dropFirst(Int(length))
                return CAIRO_STATUS_SUCCESS
            }, pointer)
        guard let surface, cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(surface)
            return nil
        }
        return surface
    }

    private static func written(_ surface: OpaquePointer) throws(Problem) -> [UInt8] {
        let ink = Ink()
        let status = cairo_surface_write_to_png_stream(
            surface,
            { closure, data, length in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                let ink = Unmanaged<Ink>.fromOpaque(closure).takeUnretainedValue()
                ink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(ink).toOpaque())
        guard status == CAIRO_STATUS_SUCCESS else { throw .unreadable }
        return ink.bytes
    }
}

// MARK: On paper

extension Picture {
    /// To be destroyed by who asked; `nil` where it cannot be drawn.
    func surface() -> OpaquePointer? {
        switch format {
        case .png: Self.surface(png: bytes)
        case .jpeg: jpegSurface()
        }
    }

    /// The paper takes the JPEG as it is; the surface only says how large it is.
    private func jpegSurface() -> OpaquePointer? {
        guard
            let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
        else { return nil }
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        let status = cairo_surface_set_mime_data(
            surface, CAIRO_MIME_TYPE_JPEG, copy, UInt(bytes.count),
            { pointer in pointer?.deallocate() }, copy)
        guard status == CAIRO_STATUS_SUCCESS else {
            copy.deallocate()
            cairo_surface_destroy(surface)
            return nil
        }
        return surface
    }
}
