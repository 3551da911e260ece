internal import HTTPTypes
internal import Hummingbird

/// Puts on every response what browsers must keep to: no foreign content, no framing, no guessing of types, no device access, no cache.
///
/// Errors that no route turned into words become plain replies here, so that nothing leaves without these headers.
struct SecurityHeaders: RouterMiddleware {
  typealias Context = ServeContext

  /// What is answered where no route matches.
  let notFound: @Sendable (Request) -> Response
  /// What is answered where a route failed.
  let failed: @Sendable (Request) -> Response

  @concurrent func handle(
    _ request: Request, context: ServeContext, next: @concurrent (Request, ServeContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      response = try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound || error.status == .methodNotAllowed {
      response = notFound(request)
    } catch {
      response = failed(request)
    }
    for field in Self.everywhere where response.headers[field.name] == nil { response.headers.append(field) }
    if response.headers[.contentType]?.hasPrefix("text/html") == true {
      for field in Self.onPages { response.headers.append(field) }
    }
    return response
  }

  /// The content that a page without script may load: its own style sheet.
  private static let contentPolicy = contentPolicy(more: "")

  /// The content that a page with a script may load: its own style sheet and scripts, and what these ask of the same host.
  static let contentPolicyWithScript = contentPolicy(more: "; script-src 'self'; connect-src 'self'")

  private static func contentPolicy(more: String) -> HTTPField {
    HTTPField(
      name: .contentSecurityPolicy,
      value: "default-src 'none'; style-src 'self'\(more); form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
  }

  /// What every response carries, unless its page set it.
  private static let everywhere: [HTTPField] = [
    contentPolicy,
    HTTPField(name: .xContentTypeOptions, value: "nosniff"),
    HTTPField(name: HTTPField.Name("Referrer-Policy")!, value: "same-origin"),
    HTTPField(name: HTTPField.Name("Cross-Origin-Opener-Policy")!, value: "same-origin"),
    HTTPField(name: HTTPField.Name("Cross-Origin-Resource-Policy")!, value: "same-origin"),
    HTTPField(name: HTTPField.Name("X-Robots-Tag")!, value: "noindex, nofollow"),
    HTTPField(name: .cacheControl, value: "no-store"),
  ]

  /// What only means something on a page: no access to any device or service of the browser.
  private static let onPages: [HTTPField] = [
    HTTPField(
      name: HTTPField.Name("Permissions-Policy")!,
      value: [
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
        "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
        "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
        "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access",
        "usb", "window-management", "xr-spatial-tracking",
      ].map { "\($0)=()" }.joined(separator: ", "))
  ]
}
