/// Options have ascending codes, and favourable codes are among them.
enum AnswerSetRules {
  static func check(_ survey: Survey, _ log: DiagnosticLog) {
    for set in survey.answerSets where !set.id.isEmpty {
      let path = "answers.\(set.id)"
      check(set.options, of: "the answer set '\(set.id)'", "\(path).options", log)
      if set.options.count == 1 {
        log.report(
          "answers.one-option", of: "\(path).options", "The answer set '\(set.id)' has one option only.",
          "Add another option.")
      }
      codes(set.favourable, "favourable", set, path, log)
      codes(set.unfavourable, "unfavourable", set, path, log)
      for (index, code) in set.unfavourable.enumerated() where set.favourable.contains(code) {
        log.report(
          "answers.overlap", of: "\(path).unfavourable.\(index)",
          "The code \(code) of '\(set.id)' is favourable and unfavourable.", "Remove it from one of the two.")
      }
    }
    for (item, path) in survey.itemsWithPaths {
      switch item.kind {
      case .many(let options): check(options, of: "the item '\(item.id)'", "\(path).options", log)
      case .number(let bands): check(bands, of: item, path, log)
      default: break
      }
    }
    for (index, attribute) in survey.attributes.enumerated() {
      if case .choice(let set) = attribute.kind {
        check(set.options, of: "the attribute '\(attribute.id)'", "attributes.\(index).options", log)
      }
    }
  }

  private static func check(_ options: [AnswerOption], of owner: String, _ path: String, _ log: DiagnosticLog) {
    if options.isEmpty {
      // A key that is missing altogether has been reported.
      if log.isReadable(path) {
        log.report("answers.no-options", of: path, "There are no options in \(owner).", "Add options.")
      }
      return
    }
    if options.count > Int(AnswerByte.maximumPosition) {
      log.report(
        "answers.too-many", of: path, "There are \(options.count) options in \(owner).",
        "Offer at most \(AnswerByte.maximumPosition).")
    }
    for index in options.indices.dropFirst() {
      let code = options[index].code
      if options[..<index].contains(where: { $0.code == code }) {
        log.report(
          "answers.duplicate-code", of: "\(path).\(index).code", "The code \(code) is used twice in \(owner).",
          "Give every option a code of its own.")
      } else if code < options[index - 1].code {
        log.report(
          "answers.order", of: "\(path).\(index).code",
          "The code \(code) comes after \(options[index - 1].code) in \(owner).", "Order the options by ascending code."
        )
      }
    }
  }

  private static func codes(_ codes: [Int], _ key: String, _ set: AnswerSet, _ path: String, _ log: DiagnosticLog) {
    for (index, code) in codes.enumerated() {
      if !set.options.isEmpty, !set.options.contains(where: { $0.code == code }) {
        log.report(
          "answers.unknown-code", of: "\(path).\(key).\(index)", "There is no option with code \(code) in '\(set.id)'.",
          "Name codes of its options: \(set.options.map { String($0.code) }.joined(separator: ", ")).")
      }
      if codes[..<index].contains(code) {
        log.report(
          "answers.repeated-code", of: "\(path).\(key).\(index)", "The code \(code) stands twice in '\(key)'.",
          "Name it once.")
      }
    }
  }

  private static func check(_ bands: [Double], of item: Item, _ path: String, _ log: DiagnosticLog) {
    guard log.isReadable("\(path).bands") else { return }
    if bands.isEmpty {
      log.report(
        "item.no-bands", of: "\(path).bands", "The item '\(item.id)' has no bands.",
        "Add the lower bounds of the bands, such as [0, 3, 10].")
    }
    if bands.count > Int(AnswerByte.maximumPosition) {
      log.report(
        "item.too-many-bands", of: "\(path).bands", "The item '\(item.id)' has \(bands.count) bands.",
        "Use at most \(AnswerByte.maximumPosition).")
    }
    for index in bands.indices.dropFirst() where bands[index] <= bands[index - 1] {
      log.report(
        "item.band-order", of: "\(path).bands.\(index)", "The bands of '\(item.id)' don't ascend.",
        "Write the lower bounds from low to high.")
    }
  }
}
