import Localization
import Markup

/// A page: its data, what it looks like with them, and samples that the
/// gallery and the tests show.
protocol Page: Sendable {
    /// At least one, with and without content where that differs.
    static var samples: [Self] { get }
    func title(_ r: Reader) -> String
    func body(_ r: Reader) -> HTML
    /// What stands around it.
    var frame: Frame { get }
}

/// What stands around a page.
struct Frame: Sendable {
    enum Kind: Sendable, Equatable {
        /// The desk, with its navigation.
        case desk
        /// A narrow page without navigation: sign-in, set-up, faults.
        case plain
        /// The customer's own place and the public pages, in the business's name.
        case customer
        /// What a partner sees: the business's name, and nothing else of it.
        case partner
    }

    var kind: Kind
    /// The business's own name.
    var business: String
    /// Its colour and logo, on the pages of customers and partners.
    var look = Look()
    /// Whether customers find the board of ideas.
    var hasIdeas = false
    /// To be sent along with every form.
    var csrf: String
    /// Who looks: an agent's name, or a customer's.
    var viewer: Viewer?
    var counts: Conversations.Counts?
    /// Which entry of the navigation is the present one.
    var place: String
    /// A word above the page: something was done.
    var notice: String?

    struct Viewer: Sendable, Equatable {
        var name: String
        var isAdministrator: Bool
        var keysOff: Bool
        var isCustomer: Bool
    }

    init(
        kind: Kind, business: String = "Ensemble", csrf: String = "", viewer: Viewer? = nil,
        counts: Conversations.Counts? = nil, place: String = "", notice: String? = nil, look: Look = Look()
    ) {
        self.kind = kind
        self.business = business
        self.csrf = csrf
        self.viewer = viewer
        self.counts = counts
        self.place = place
        self.notice = notice
        self.look = look
    }

    /// The hidden field of every form.
    var csrfField: HTML { "<input type=\"hidden\" name=\"csrf\" value=\"\(csrf)\">" }

    static var sampleDesk: Frame {
        Frame(
            kind: .desk, business: Samples.said("Larkspur Clinic"), csrf: "sample",
            viewer: Viewer(
                name: Samples.said("Mira Sandoval"), isAdministrator: true, keysOff: false, isCustomer: false),
            counts: Conversations.Counts(
                byView: [
                    .mine: 7, .unassigned: 3, .open: 12, .waiting: 1001, .suspended: 2,
                ], news: 4))
    }
    static var samplePlain: Frame {
        Frame(kind: .plain, business: Samples.said("Larkspur Clinic"), csrf: "sample")
    }
    static var samplePartner: Frame {
        Frame(kind: .partner, business: Samples.said("Larkspur Clinic"), csrf: "sample")
    }
    /// The customer's own place and the public pages, for somebody who is not signed in.
    static var sampleVisitor: Frame {
        var frame = Frame(kind: .customer, business: Samples.said("Larkspur Clinic"), csrf: "sample")
        frame.hasIdeas = true
        return frame
    }
    static var sampleCustomer: Frame {
        var frame = sampleVisitor
        frame.viewer = Viewer(
            name: Samples.said("Dana Whitfield"), isAdministrator: false, keysOff: true, isCustomer: true)
        return frame
    }
}
