public import struct Foundation.Date

/// What `workspace.yaml` says: who asks, under which law, who helps, and who is told.
public struct WorkspaceConfiguration: Sendable, Hashable {
  /// The organisation's name.
  public var organisationName: LocalizedText
  /// What the organisation calls things, by term (such as `unit`).
  public var terms: [String: LocalizedText]
  /// The law block; a wave doesn't open without it.
  public var law: Law?
  /// The languages of the workspace, the first being the default.
  public var languages: [Language]
  /// Who can be called for support.
  public var support: [SupportContact]
  /// "This is not a report; to report, go to …"
  public var reportingChannel: LocalizedText?
  /// Events drawn on trends.
  public var events: [DatedEvent]
  /// Actions printed in reports.
  public var actions: [Action]
  /// Public addresses of the roles, for letters and links.
  public var addresses: Addresses
  /// Who is told of which events.
  public var subscriptions: [Subscription]
  /// How deliveries are attempted.
  public var delivery: DeliveryRules
  /// Networks (CIDR) to which deliveries may go although they are private.
  public var allowNetworks: [String]
  /// The paths of texts that hold ``Placeholder/mark``, such as `law.controller`, in the order of the file.
  public var unfilled: [String]

  /// Makes a configuration with no more than a name and languages.
  public init(organisationName: LocalizedText, languages: [Language]) {
    self.organisationName = organisationName
    self.terms = [:]
    self.law = nil
    self.languages = languages
    self.support = []
    self.reportingChannel = nil
    self.events = []
    self.actions = []
    self.addresses = Addresses()
    self.subscriptions = []
    self.delivery = DeliveryRules()
    self.allowNetworks = []
    self.unfilled = []
  }

  /// The legal facts that the privacy sheet states.
  public struct Law: Sendable, Hashable {
    /// The controller.
    public var controller: String
    /// How to reach the data protection officer.
    public var dpo: String
    /// The supervisory authority.
    public var supervisor: String
    /// The legal basis in words.
    public var legalBasis: LocalizedText
    /// The body that was consulted, and when.
    public var consultation: Consultation?

    /// Makes a law block.
    public init(
      controller: String, dpo: String, supervisor: String, legalBasis: LocalizedText, consultation: Consultation?
    ) {
      self.controller = controller
      self.dpo = dpo
      self.supervisor = supervisor
      self.legalBasis = legalBasis
      self.consultation = consultation
    }
  }

  /// A consultation of staff representatives.
  public struct Consultation: Sendable, Hashable {
    /// The body that was consulted.
    public var body: String
    /// When, at midnight of the workspace's time zone.
    public var date: Date

    /// Makes a consultation note.
    public init(body: String, date: Date) {
      self.body = body
      self.date = date
    }
  }

  /// Somebody who can be called.
  public struct SupportContact: Sendable, Hashable {
    /// Who it is.
    public var name: LocalizedText
    /// A `tel:`, `mailto:` or web address.
    public var reach: String
    /// When they can be reached.
    public var hours: LocalizedText?
    /// The date by which the entry must be checked again; a survey with sensitive items doesn't open past it.
    public var reviewBy: Date?

    /// Makes a contact.
    public init(name: LocalizedText, reach: String, hours: LocalizedText?, reviewBy: Date?) {
      self.name = name
      self.reach = reach
      self.hours = hours
      self.reviewBy = reviewBy
    }
  }

  /// Something that happened, drawn on trends.
  public struct DatedEvent: Sendable, Hashable {
    /// When.
    public var date: Date
    /// What.
    public var label: LocalizedText

    /// Makes an event.
    public init(date: Date, label: LocalizedText) {
      self.date = date
      self.label = label
    }
  }

  /// Something that is done about a result: "you said, we do".
  public struct Action: Sendable, Hashable {
    /// The action's id.
    public var id: String
    /// The indicator that it is meant to move.
    public var indicator: String?
    /// Who does it.
    public var owner: String
    /// By when.
    public var due: Date?
    /// Its state, such as open or done.
    public var status: String
    /// What is done.
    public var text: LocalizedText

    /// Makes an action.
    public init(id: String, indicator: String?, owner: String, due: Date?, status: String, text: LocalizedText) {
      self.id = id
      self.indicator = indicator
      self.owner = owner
      self.due = due
      self.status = status
      self.text = text
    }
  }

  /// Public addresses.
  public struct Addresses: Sendable, Hashable {
    /// Where passes are made.
    public var desk: String?
    /// Where questions are answered.
    public var box: String?

    /// Makes addresses.
    public init(desk: String? = nil, box: String? = nil) {
      self.desk = desk
      self.box = box
    }
  }
}
