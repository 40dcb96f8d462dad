/// What Outlook packs into `winmail.dat`: the body and the attachments of a
/// message.
///
/// Bounds are checked before every read, and a damaged stream gives what
/// came before the damage. Checksums are not: senders get them wrong.
///
/// Source: MS-OXTNEF (the stream), MS-OXPROPS (the property numbers).
struct TNEF {
    struct File {
        var name: String?
        var contentType: String?
        var contentID: String?
        var bytes: [UInt8] = []
    }

    private(set) var files: [File] = []
    private(set) var text: String?
    private(set) var html: String?
    /// For names and texts in 8-bit letters.
    private var codePage = 1252

    /// - Parameter depth: how many messages may lie within one another.
    /// - Returns: `nil` when the bytes are no TNEF stream.
    init?(_ bytes: Bytes, depth: Int = 3) {
        var reader = LittleEndianReader(bytes)
        guard reader.uint32() == 0x223E_9F78, reader.uint16() != nil else { return nil }
        while let level = reader.uint8(), level == 1 || level == 2, let tag = reader.uint32(),
            let length = reader.uint32(),
            let data = reader.bytes(Int(length)), reader.uint16() != nil, files.count <= 1_000
        {
            if level == 1 {
                takeMessage(UInt16(tag & 0xFFFF), data)
            } else {
                takeAttachment(UInt16(tag & 0xFFFF), data, depth)
            }
        }
        // A file named but never filled is none.
        files.removeAll { $0.bytes.isEmpty && $0.name == nil }
    }

    private mutating func takeMessage(_ id: UInt16, _ data: Bytes) {
        switch id {
        case 0x9007:
            var reader = LittleEndianReader(data)
            if let page = reader.uint32(), CharsetName.codePage(Int(page)) != nil { codePage = Int(page) }
        case 0x800C: if text == nil { text = nonEmpty(string(data)) }
        case 0x9003: takeProperties(MAPIProperties(data, codePage: codePage))
        default: break
        }
    }

    private mutating func takeProperties(_ properties: MAPIProperties) {
        if let body = properties.text(0x1000), !body.isBlank { text = body }
        if let bytes = properties.bytes(0x1013) {
            html = Charset.decode(bytes, label: PartText.metaCharset(bytes) ?? "cp\(codePage)")
        }
        if let body = properties.text(0x1013) { html = body }
        guard html == nil, let packed = properties.bytes(0x1009), let rtf = CompressedRTF.expand(packed)
        else { return }
        let read = RTF.read(rtf[...])
        if read.isHTML { html = read.text } else if text == nil { text = nonEmpty(read.text) }
    }

    private mutating func takeAttachment(_ id: UInt16, _ data: Bytes, _ depth: Int) {
        // Its rendering data begins an attachment, in some streams only later.
        if id == 0x9002 {
            files.append(File())
            return
        }
        if files.isEmpty { files.append(File()) }
        let last = files.count - 1
        switch id {
        case 0x8010: if files[last].name == nil { files[last].name = nonEmpty(string(data)) }
        case 0x9001: if files[last].name == nil { files[last].name = nonEmpty(string(data)) }
        case 0x800F: files[last].bytes = Array(data)
        case 0x9005: takeFile(MAPIProperties(data, codePage: codePage), last, depth)
        default: break
        }
    }

    private mutating func takeFile(_ properties: MAPIProperties, _ index: Int, _ depth: Int) {
        // The long name, the name shown, the name in eight letters.
        for id in [0x3707, 0x3001, 0x3704] as [UInt16] {
            if let name = properties.text(id).flatMap(nonEmpty) {
                files[index].name = name
                break
            }
        }
        files[index].contentType = properties.text(0x370E).flatMap(nonEmpty)?.lowercased()
        files[index].contentID = properties.text(0x3712).flatMap(nonEmpty)?.trimmingBrackets
        if let bytes = properties.bytes(0x3701) { files[index].bytes = Array(bytes) }
        guard let object = properties.object(0x3701) else { return }
        // An embedded message is a stream of its own; its files count.
        if depth > 0, let inner = TNEF(object, depth: depth - 1) {
            files[index].bytes = Array(object)
            files += inner.files.prefix(1_000)
        } else {
            files[index].bytes = Array(object)
        }
    }

    private func string(_ data: Bytes) -> String {
        let end = data.firstIndex(of: 0) ?? data.endIndex
        return PartText.lines(Charset.decode(data[..<end], label: "cp\(codePage)"))
    }

    private func nonEmpty(_ text: String) -> String? { text.isBlank ? nil : text }
}
