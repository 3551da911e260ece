public import Foundation
import SurveyCore

extension WaveRecord {
  /// Until when the answers may be kept: so many months after the wave closed, as its survey promised.
  public var retentionEnds: Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .current
    let months = served.survey.privacy.retentionMonths
    return calendar.date(byAdding: .month, value: months, to: served.closes) ?? served.closes
  }

  /// Whether there are answers, sealed or not, that should have been deleted by now.
  public func isPastRetention(at now: Date) -> Bool { !isDeleted && now >= retentionEnds }
}
