/// What must be said beside a statistic: a warning of its estimator, or why it can't be computed.
struct Remark: Hashable {
  /// The statistic.
  let statistic: String
  /// The remark, in full sentences.
  let text: String

  init(_ statistic: String, _ text: String) {
    self.statistic = statistic
    self.text = text
  }

  /// The remark with things named that an estimator can only number: "item 3" becomes "item 'ps3'".
  func naming(_ kind: String, _ names: [String]) -> Remark {
    Remark(statistic, text.naming(kind, names))
  }
}

/// Collects remarks about many variables; what is said of several is said once.
struct RemarkCollector {
  private var order: [Remark] = []
  private var subjects: [Remark: [String]] = [:]

  /// Notes the remarks about a variable.
  mutating func note(_ subject: String, _ remarks: [Remark]) {
    for remark in remarks {
      if subjects[remark] == nil { order.append(remark) }
      if subjects[remark]?.contains(subject) != true { subjects[remark, default: []].append(subject) }
    }
  }

  /// One sentence or more per remark: the variables, the statistic, and what must be said.
  var texts: [String] {
    order.map { remark in
      let names = (subjects[remark] ?? []).joined(separator: ", ")
      return remark.statistic.isEmpty ? "\(names): \(remark.text)" : "\(names), \(remark.statistic): \(remark.text)"
    }
  }
}
