import Localization
import Mail
import Markup

/// Where the answer is written: recipients in view, reply and note clearly
/// apart, kept as a draft while it is typed.
struct ComposerView {
    let page: ConversationPage

    private var draft: Conversations.Draft? { page.scene.draft }
    private var recipients: Message.Recipients { draft?.recipients ?? page.scene.suggested }

    func body(_ r: Reader) -> HTML {
        """
        <section class="composer card\(draft?.kind == .note ? " is-note" : "")" id="compose" aria-label="\(r("Answer"))">
        \(Field.problem(page.problem))
        <form method="post" action="\(page.path)/replies" enctype="multipart/form-data" data-draft="\(page.path)/draft">
        \(page.frame.csrfField)
        \(people(r))
        <label class="hidden" for="reply">\(r("Your answer, in Markdown"))</label>
        <textarea id="reply" name="text" rows="6" placeholder="\(r("Answer \(page.scene.customer.displayName)…"))" dir="auto">
        \(draft?.text ?? "")</textarea>
        \(preview)
        \(signature(r))
        <div class="bar">
        <span class="bar-main"><button class="button" name="kind" value="message" data-key="send">\(Icon.reply) \(r("Send"))</button>
        <label class="then"><span class="hidden">\(r("and then"))</span><select name="then">\
        <option value="wait">\(r("then wait for the customer"))</option>\
        <option value="resolve">\(r("and resolve"))</option>\
        <option value="open">\(r("and keep it open"))</option></select></label>
        <button class="button plain" name="kind" value="preview" data-key="preview">\(Icon.eye) \(r("Preview"))</button>\
        <button class="button plain note-button" name="kind" value="note" data-key="note">\(Icon.note) \(r("Keep as note"))</button></span>
        <span class="bar-side"><label class="button small plain attach">\(Icon.clip) \(r("Attach"))\
        <input type="file" name="files" multiple></label>
        <span class="saved quiet" role="status"></span></span>
        </div>
        <details class="whole promise"><summary>\(r("With a promise…"))</summary><div class="two">\(PromiseFields.body(r, scope: "reply-", required: false))</div></details>
        <p class="to quiet">\(goesTo(r))</p>
        </form>
        \(draftFiles(r))
        </section>
        """
    }

    private var preview: HTML {
        guard page.showsPreview, let text = draft?.text.nonEmpty else {
            return "<div class=\"preview text\" id=\"preview\" aria-live=\"polite\" hidden></div>"
        }
        return "<div class=\"preview text\" id=\"preview\" aria-live=\"polite\">\(Markdown.html(text))</div>"
    }

    private func people(_ r: Reader) -> HTML {
        """
        <details class="people"\(flag: "open", if: recipients.to.isEmpty || page.problem != nil)><summary>\
        <span class="quiet">\(r("To"))</span> \(recipients.to.map(\.address).joined(separator: ", "))\
        \(if: !recipients.cc.isEmpty, cc(r))</summary>
        <p class="field"><label for="to">\(r("To"))</label><input id="to" name="to" value="\(written(recipients.to))"></p>
        <p class="field"><label for="cc">\(r("CC"))</label><input id="cc" name="cc" value="\(written(recipients.cc))"></p>
        <p class="field"><label for="bcc">\(r("BCC"))</label><input id="bcc" name="bcc" value="\(written(recipients.bcc))"></p>
        </details>
        """
    }

    private func cc(_ r: Reader) -> HTML {
        " <span class=\"quiet\">\(r("CC"))</span> \(recipients.cc.map(\.address).joined(separator: ", "))"
    }

    private func written(_ addresses: [MailAddress]) -> String {
        addresses.map { address in
            guard let name = address.name?.nonEmpty, !name.contains(where: { ",;<>\"".contains($0) }) else {
                return address.address
            }
            return "\(name) <\(address.address)>"
        }.joined(separator: ", ")
    }

    private func signature(_ r: Reader) -> HTML {
        guard let signature = page.scene.mailbox.signature.nonEmpty else { return "" }
        return
            "<div class=\"signature quiet\" title=\"\(r("The signature of this mailbox"))\">\(Markdown.html(signature))</div>"
    }

    private func goesTo(_ r: Reader) -> String {
        let all = recipients.all.map(\.address)
        guard !all.isEmpty else { return r("Nobody yet: say to whom it goes.") }
        return r(
            "Goes to \(r.list(all)) from \(page.scene.mailbox.address). It can be taken back for 15 seconds.")
    }

    private func draftFiles(_ r: Reader) -> HTML {
        guard let files = draft?.files, !files.isEmpty else { return "" }
        let list = files.map { file -> HTML in
            """
            <li>\(Icon.file)<span>\(file.name)</span> <small>\(r.bytes(file.size))</small>\
            <form method="post" action="\(page.path)/draft/files/\(file.id.description)/removal">\(page.frame.csrfField)\
            <button class="link">\(r("Remove"))</button></form></li>
            """
        }
        return "<ul class=\"files\">\(list)</ul>"
    }
}
