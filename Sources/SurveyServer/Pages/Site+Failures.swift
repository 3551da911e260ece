internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// What is answered where there is no page, and in which language.
extension Site {
  /// The page for an address that leads nowhere.
  @Sendable func notFound(_ request: Request) -> Response {
    if request.uri.path.hasPrefix("/w/") { return JSONReply.error("There is no such route.", status: .notFound) }
    return message("not-found", language: language(of: request), status: .notFound)
  }

  /// The page for what went wrong on our side.
  @Sendable func failed(_ request: Request) -> Response {
    if request.uri.path.hasPrefix("/w/") {
      return JSONReply.error("The request could not be handled.", status: .internalServerError)
    }
    return message("failed", language: language(of: request), status: .internalServerError)
  }

  /// The page for when nothing can be read or written now.
  func unavailable(_ language: Language, wave: ServedWave?) -> Response {
    var response = message("busy", language: language, wave: wave, status: .serviceUnavailable)
    response.headers[.retryAfter] = AnswerReply.retryAfter
    return response
  }

  /// The language in the path of a request, or the workspace's own.
  func language(of request: Request) -> Language {
    known(request.uri.path.split(separator: "/").first.flatMap { Language(rawValue: String($0)) })
  }

  /// The language, or the workspace's own where the workspace has no words in it.
  func known(_ language: Language?) -> Language {
    guard let language, configuration.languages.contains(language) else { return defaultLanguage }
    return language
  }
}
