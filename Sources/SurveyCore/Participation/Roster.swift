/// The people who may answer a wave of mode `pass`, as the personnel file lists them.
public struct Roster: Sendable, Hashable {
  /// One person.
  public struct Person: Sendable, Hashable, Codable {
    /// What the organisation knows the person by, such as a personnel number; unique in the roster.
    public let identifier: String
    /// Where an invitation can be mailed; nil where it comes as a letter.
    public let email: String?
    /// The language of the letter.
    public let language: Language
    /// The unit through which the letter is handed over.
    public let unit: String

    /// Makes a person.
    public init(identifier: String, email: String? = nil, language: Language, unit: String) {
      self.identifier = identifier
      self.email = email
      self.language = language
      self.unit = unit
    }
  }

  /// The people in the order of the file.
  public let people: [Person]

  /// Makes a roster; ``RosterLoader`` checks that nobody stands in it twice.
  public init(people: [Person]) {
    self.people = people
  }
}
