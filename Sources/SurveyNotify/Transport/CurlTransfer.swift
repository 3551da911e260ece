import CLibcurl
import Foundation

/// One transfer: an easy handle with all its options, and what comes back. It lives on the engine's thread.
final class CurlTransfer {
  let handle: UnsafeMutableRawPointer
  let ticket: Int
  let continuation: CurlEngine.Continuation

  private let settings: CurlSettings
  private var headers: UnsafeMutablePointer<curl_slist>?
  private var reply = Data()
  private var replyIsCut = false
  private var addressWasRefused = false

  /// Makes a transfer, or nil where libcurl doesn't take one of the options: none of them may be missing.
  init?(
    _ request: OutgoingRequest, ticket: Int, continuation: CurlEngine.Continuation, settings: CurlSettings
  ) {
    guard let handle = curl_easy_init() else { return nil }
    self.handle = handle
    self.ticket = ticket
    self.continuation = continuation
    self.settings = settings
    guard addHeaders(request), setOptions(request) else { return nil }
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(headers)
  }

  private func addHeaders(_ request: OutgoingRequest) -> Bool {
    // An empty value takes away a header that curl would add.
    for (name, value) in request.headers + [("Accept", ""), ("Expect", "")] {
      guard (name + value).utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) else { return false }
      guard let longer = curl_slist_append(headers, value.isEmpty ? "\(name):" : "\(name): \(value)") else {
        return false
      }
      headers = longer
    }
    return true
  }

  private func setOptions(_ request: OutgoingRequest) -> Bool {
    let this = Unmanaged.passUnretained(self).toOpaque()
    var codes = [
      survey_easy_set_string(handle, CURLOPT_URL, request.url),
      survey_easy_set_string(handle, CURLOPT_PROTOCOLS_STR, request.allowHTTP ? "http,https" : "https"),
      survey_easy_set_string(handle, CURLOPT_PROXY, settings.proxy),
      survey_easy_set_string(handle, CURLOPT_NOPROXY, ""),
      survey_easy_set_string(handle, CURLOPT_USERAGENT, "inclusion-survey"),
      survey_easy_set_list(handle, CURLOPT_HTTPHEADER, headers),
      survey_easy_set_write(handle, receive, this),
      survey_easy_set_open_socket(handle, openSocket, this),
      survey_easy_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count)),
      request.body.withUnsafeBytes {
        survey_easy_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress ?? UnsafeRawPointer(this))
      },
    ]
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_POST, 1),
      (CURLOPT_FOLLOWLOCATION, 0),
      (CURLOPT_NETRC, 0),
      (CURLOPT_NOSIGNAL, 1),
      (CURLOPT_QUICK_EXIT, 1),
      (CURLOPT_FRESH_CONNECT, 1),
      (CURLOPT_FORBID_REUSE, 1),
      (CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1),
      (CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2),
      (CURLOPT_SSL_VERIFYPEER, 1),
      (CURLOPT_SSL_VERIFYHOST, 2),
      (CURLOPT_CONNECTTIMEOUT_MS, Int(settings.limits.connectTimeout * 1000)),
      (CURLOPT_TIMEOUT_MS, Int(settings.limits.totalTimeout * 1000)),
    ]
    codes += numbers.map { survey_easy_set_long(handle, $0, $1) }
    return codes.allSatisfy { $0 == CURLE_OK }
  }

  // MARK: Called by curl

  /// Keeps the beginning of the reply; what is longer ends the transfer, and the status decides.
  fileprivate func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    let room = settings.limits.replyBytes - reply.count
    reply.append(contentsOf: bytes.prefix(room))
    guard bytes.count <= room else {
      replyIsCut = true
      return 0
    }
    return bytes.count
  }

  fileprivate func open(_ address: UnsafePointer<curl_sockaddr>) -> curl_socket_t {
    guard
      let ip = IPAddress(socketAddress: survey_socket_address(address), length: Int(address.pointee.addrlen)),
      settings.policy.refusal(of: ip) == nil
    else {
      addressWasRefused = true
      return CURL_SOCKET_BAD
    }
    return survey_open_socket(address)
  }

  // MARK: The end

  func result(of code: CURLcode) -> TransportResult {
    guard code == CURLE_OK || (code == CURLE_WRITE_ERROR && replyIsCut) else { return .failed(failure(of: code)) }
    var status = 0
    guard survey_easy_get_long(handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK, status > 0 else {
      return .failed(.connectionLost)
    }
    return .reply(TransportReply(status: status, retryAfter: header("Retry-After"), body: reply))
  }

  private func header(_ name: String) -> String? {
    var header: UnsafeMutablePointer<curl_header>?
    guard curl_easy_header(handle, name, 0, UInt32(CURLH_HEADER), -1, &header) == CURLHE_OK, let header else {
      return nil
    }
    return String(cString: header.pointee.value)
  }

  private func failure(of code: CURLcode) -> TransportFailure {
    switch code {
    case CURLE_URL_MALFORMAT: .malformedURL
    case CURLE_UNSUPPORTED_PROTOCOL: .protocolRefused
    case CURLE_COULDNT_RESOLVE_HOST: .hostNotFound
    case CURLE_COULDNT_RESOLVE_PROXY: .proxyNotFound
    case CURLE_COULDNT_CONNECT: addressWasRefused ? .addressRefused : .notConnected
    case CURLE_SSL_CONNECT_ERROR: .tlsFailed
    case CURLE_PEER_FAILED_VERIFICATION: .certificateRefused
    case CURLE_OPERATION_TIMEDOUT: .timedOut
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE: .connectionLost
    default: .notPossible
    }
  }
}

private let receive: curl_write_callback = { bytes, size, count, context in
  guard let bytes, let context else { return 0 }
  let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
  return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
}

private let openSocket: curl_opensocket_callback = { context, purpose, address in
  guard let context, let address, purpose == CURLSOCKTYPE_IPCXN else { return CURL_SOCKET_BAD }
  return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().open(address)
}
