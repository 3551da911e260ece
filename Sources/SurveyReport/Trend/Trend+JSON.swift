import FoundationEssentials
import SurveyCore
import SurveyStats

extension Trend {
  /// The members `series`, `events` and `trends` of a report.
  ///
  /// - Parameter timeZone: Where days begin.
  func jsonMembers(timeZone: TimeZone) -> [JSONValue.Member] {
    [
      JSONValue.Member("series", .array(waves.map(json))),
      JSONValue.Member(
        "events",
        .array(
          events.map { event in
            ["date": .string(event.date.day(in: timeZone)), "label": event.label.json]
          })),
      JSONValue.Member("trends", .array(indicators.map(json))),
    ]
  }

  private func json(of wave: WaveIndicators) -> JSONValue {
    [
      "wave": .string(wave.wave),
      "survey": .string("\(wave.survey.id)@\(wave.survey.version)"),
      "closed": .string(wave.closed.formatted(.iso8601)),
      "indicators": .array(
        indicators.compactMap { indicator in
          guard case .object(let members)? = wave.figures.json(of: indicator.id, failure: wave.failures[indicator.id])
          else { return nil }
          let isBroken = points(of: indicator).contains { $0.wave.wave == wave.wave && $0.link == .broken }
          return .object(members + (isBroken ? [JSONValue.Member("comparable", false)] : []))
        }),
    ]
  }

  private func json(of indicator: Indicator) -> JSONValue {
    guard let tests = tests[indicator.id] else {
      return [
        "id": .string(indicator.id), "waves": .integer(comparableWaves(of: indicator)),
        "untested": ["required": .integer(minimumWavesForTrend)],
      ]
    }
    return JSONValue(present: [
      "id": .string(indicator.id), "waves": .integer(tests.waves),
      "mannKendall": JSONValue(tests.mannKendall) {
        [
          "s": .integer($0.s), "tau": .number($0.tau), "z": .number($0.z), "p": .number($0.p),
          "method": .string($0.method.rawValue),
        ]
      },
      "senSlope": JSONValue(tests.senSlope) {
        [
          "value": .number($0.value), "low": .number($0.low), "high": .number($0.high), "per": "year",
          "method": .string($0.method.rawValue),
        ]
      },
      "cochranArmitage": tests.cochranArmitage.map {
        JSONValue($0) {
          [
            "slope": .number($0.slope * 100), "per": "year", "z": .number($0.z), "x2": .number($0.chiSquare),
            "p": .number($0.p), "method": .string($0.method.rawValue),
          ]
        }
      },
      "adjusted": tests.adjusted.map { ["method": "holm", "family": "trend", "p": .number($0)] },
    ])
  }
}

extension Date {
  /// The day in ISO 8601, as it is written in a workspace.
  fileprivate func day(in timeZone: TimeZone) -> String {
    formatted(Date.ISO8601FormatStyle(timeZone: timeZone).year().month().day())
  }
}

extension LocalizedText {
  /// The text by language.
  fileprivate var json: JSONValue {
    .object(
      Language.allCases.compactMap { language in
        texts[language].map { JSONValue.Member(language.rawValue, .string($0)) }
      })
  }
}
