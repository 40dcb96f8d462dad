extension Cleaner {
    /// Writes a link's attributes.
    /// - Returns: whether it leads anywhere.
    mutating func writeLink(of index: Tree.Index) -> Bool {
        let attributes = tree.attributes(of: index)
        guard let href = attributes.first(where: { $0.name == .href }),
            let address = Address(tree.bytes[href.value.range]), address.mayBeFollowed
        else { return false }
        writeAttributes(of: index, as: .a)
        write(name: "href", address)
        out.append(contentsOf: " rel=\"noopener noreferrer nofollow\" target=\"_blank\"".utf8)
        return true
    }

    /// Writes a picture's attributes.
    /// - Returns: whether there is anything to show.
    mutating func writeImage(of index: Tree.Index) -> Bool {
        let attributes = tree.attributes(of: index)
        func address(_ name: AttributeName) -> Address? {
            attributes.first { $0.name == name }.flatMap { Address(tree.bytes[$0.value.range]) }
        }
        let contentID = attributes.first { $0.name == .contentID }.map { tree.text($0.value) }
        let source = address(.remoteSource) ?? address(.src)
        let alt = attributes.first { $0.name == .alt }
        writeAttributes(of: index, as: .img)
        if let contentID {
            writePart(contentID)
        } else if let source, source.scheme == "cid" {
            writePart(source.contentID)
        } else if let source, source.isRemote {
            hasRemoteImages = true
            write(name: options.remoteImages == .allowed ? "src" : "data-remote-src", source)
        } else if let source, source.isPicture {
            write(name: "src", source)
        } else if alt == nil {
            return false
        }
        tree.bytes.withUnsafeBufferPointer { bytes in
            let text = UnsafeBufferPointer(rebasing: bytes[(alt?.value ?? .empty).range])
            write(name: "alt", HTML5.beginning(of: text, 2000))
        }
        return true
    }

    /// A picture that is a part of the mail itself.
    private mutating func writePart(_ contentID: String) {
        cids.insert(contentID)
        var id = contentID
        id.withUTF8 { write(name: "data-cid", $0) }
        guard var address = options.contentIDs(contentID) else { return }
        address.withUTF8 { write(name: "src", $0) }
    }

    private mutating func write(name: String, _ address: Address) {
        address.bytes.withUnsafeBufferPointer { write(name: name, $0) }
    }
}
