import CPango
import Foundation
import Testing

@testable import Paper

@Suite struct `Pictures on paper` {
    /// 3 × 2 points, as cairo writes it.
    private func png() throws -> [UInt8] {
        let surface = try #require(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 3, 2))
        defer { cairo_surface_destroy(surface) }
        let ink = Ink()
        _ = cairo_surface_write_to_png_stream(
            surface,
            { closure, data, length in
                guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
                Unmanaged<Ink>.fromOpaque(closure).takeUnretainedValue().bytes.append(
                    contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(ink).toOpaque())
        return ink.bytes
    }

    /// A JPEG of 5 × 4 points: segments as the standard lays them out, with a comment and words behind the end.
    private var jpeg: [UInt8] {
        let said = Array("planted".utf8)
        let exif: [UInt8] = [0xFF, 0xE1, 0, 9] + said
        let comment: [UInt8] = [0xFF, 0xFE, 0, 9] + said
        let table: [UInt8] = [0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
        let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8, 0, 4, 0, 5, 1, 1, 0x11, 0]
        let codes: [UInt8] = [0xFF, 0xC4, 0, 20, 0] + [1] + [UInt8](repeating: 0, count: 15) + [0]
        let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x3F]
        return [0xFF, 0xD8] + exif + comment + table + frame + codes + scan + [0xFF, 0xD9] + said
    }

    @Test func `a PNG is written anew and drawn`() throws {
        let sent = try png() + Array("planted".utf8)
        let picture = try Picture(sent)
        #expect(picture.width == 3 && picture.height == 2 && picture.format == .png)
        #expect(!String(decoding: picture.bytes, as: UTF8.self).contains("planted"))
        #expect(try pdf(picture).contains("/Subtype /Image"))
    }

    @Test func `of a JPEG what draws is kept, and the paper takes it as it is`() throws {
        let picture = try Picture(jpeg)
        #expect(picture.width == 5 && picture.height == 4 && picture.format == .jpeg)
        #expect(!String(decoding: picture.bytes, as: UTF8.self).contains("planted"))
        #expect(picture.bytes.suffix(2) == [0xFF, 0xD9])
        #expect(try pdf(picture).contains("/DCTDecode"))
    }

    private func pdf(_ picture: Picture) throws -> String {
        let sheet = Sheet(
            title: "A", author: "B", createdAt: "2026-03-12T08:12:30Z",
            tint: .init(red: 0, green: 0.4, blue: 0.2),
            blocks: [.picture(picture), .text("Words", .figure)])
        return String(decoding: try sheet.pdf(), as: UTF8.self)
    }

    @Test func `what is larger than it may be is not decoded`() throws {
        var wide = try png()
        wide.replaceSubrange(16..<20, with: [0, 0, 0x10, 0])
        #expect(throws: Picture.Problem.tooLarge) { try Picture(wide) }
        var tall = jpeg
        let frame = try #require(tall.firstRange(of: [8, 0, 4, 0, 5, 1, 1])).lowerBound
        tall.replaceSubrange(frame + 1..<frame + 5, with: [0x0F, 0xA0, 0x0F, 0xA0])
        #expect(throws: Picture.Problem.tooLarge) { try Picture(tall) }
    }

    @Test(arguments: [JPEGFiles.baseline, JPEGFiles.progressive])
    func `what an encoder wrote is taken, and what it says of itself is not`(sent: [UInt8]) throws {
        let picture = try Picture(sent + Array("behind".utf8))
        #expect(picture.width == 24 && picture.height == 16 && picture.format == .jpeg)
        for words in ["planted", "Exif", "behind"] {
            #expect(picture.bytes.firstRange(of: Array(words.utf8)) == nil, "\(words)")
        }
        #expect(picture.bytes.suffix(2) == [0xFF, 0xD9])
        #expect(try pdf(picture).contains("/DCTDecode"))
        #expect(try Picture(picture.bytes) == picture)
    }

    @Test func `a comment between two scans goes, and its end is not the picture's`() throws {
        let plain = try Picture(JPEGFiles.progressive)
        let scans = JPEGFiles.progressive.ranges(of: [0xFF, 0xDA])
        #expect(scans.count > 3)
        let said: [UInt8] = [0xFF, 0xD9] + Array("between".utf8)
        for scan in scans.dropFirst() {
            for mark: UInt8 in [0xFE, 0xE1, 0xED] {
                var sent = JPEGFiles.progressive
                sent.insert(contentsOf: [0xFF, mark, 0, UInt8(said.count + 2)] + said, at: scan.lowerBound)
                #expect(try Picture(sent) == plain)
            }
        }
    }

    @Test func `one that would lie on its side, or that few can show, is told apart`() throws {
        #expect(throws: Picture.Problem.turned) { try Picture(JPEGFiles.turned) }
        #expect(throws: Picture.Problem.unusual) { try Picture(JPEGFiles.cmyk) }
        var deep = JPEGFiles.baseline
        let frame = try #require(deep.firstRange(of: [0xFF, 0xC0])).lowerBound
        deep[frame + 4] = 12
        #expect(throws: Picture.Problem.unusual) { try Picture(deep) }
        deep[frame + 4] = 8
        deep[frame + 1] = 0xC9
        #expect(throws: Picture.Problem.unusual) { try Picture(deep) }
        #expect(throws: Picture.Problem.unreadable) { try Picture(Array(JPEGFiles.baseline.dropLast(2))) }
    }

    @Test func `whatever is sent is a picture or refused, in 20,000 cases`() throws {
        var chance = Chance(state: 0x5EED)
        let seeds = [try png(), jpeg, JPEGFiles.baseline, JPEGFiles.progressive]
        for turn in 0..<20_000 {
            var bytes = seeds[turn % seeds.count]
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let place = Int.random(in: 8..<bytes.count, using: &chance)
                switch Int.random(in: 0..<3, using: &chance) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
                case 1: bytes.removeLast(min(bytes.count - 9, Int.random(in: 1...20, using: &chance)))
                default: bytes.insert(UInt8.random(in: 0...255, using: &chance), at: place)
                }
            }
            guard let picture = try? Picture(bytes) else { continue }
            #expect(picture.width * picture.height <= Picture.area && picture.width > 0)
        }
    }
}

/// Chance that comes out the same each time. Source: SplitMix64, Steele and others (2014).
private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
