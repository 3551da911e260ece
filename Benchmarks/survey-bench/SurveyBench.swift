import ArgumentParser
import Foundation
import Hummingbird
import Logging
import SurveyCore
import SurveyServer
import SurveyStore

/// What the benchmarks measure, in one program: the real server with an echo route beside it, and a box full of sealed answers.
@main
struct SurveyBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey-bench", abstract: "Programs behind the benchmarks.",
    subcommands: [Serve.self, Fill.self, Passes.self])

  struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Serve a workspace's waves as survey-serve does, and POST /echo, which gives back the body.")

    @Argument(help: "The workspace.")
    var workspace: String

    func run() async throws {
      let opened = try Workspace(at: URL(filePath: workspace, directoryHint: .isDirectory).absoluteURL)
      // All requests come from one address: the allowance per network is not what is measured.
      var limits = ServerSettings()
      limits.networkBurst = 1_000_000
      let router = try buildRouter(
        box: try opened.openBox(), configuration: opened.configuration, receipts: try opened.receiptSigner(),
        desk: try opened.openDesk(), settings: limits)
      router.post("/echo") { request, _ in
        let body = try await request.body.collect(upTo: 1 << 18)
        return Response(status: .ok, body: .init(byteBuffer: body))
      }
      let logger = Logger(label: "survey-bench", factory: { StreamLogHandler.standardError(label: $0) })
      let settings = ServerSettings(hostname: "127.0.0.1", port: 0)
      let application = buildApplication(router: router, settings: settings, logger: logger) { port in
        FileHandle.standardOutput.write(Data("\(port)\n".utf8))
      }
      try await application.runService()
    }
  }

  struct Passes: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print that many passes signed with a wave's key, as \"n s\" a line.")

    @Argument(help: "The file of the signing key.")
    var key: String

    @Option(help: "How many passes.")
    var count: Int

    func run() throws {
      let key = try PassSigningKey(derRepresentation: Data(contentsOf: URL(filePath: key)))
      for _ in 0..<count {
        let request = try PassRequest(for: key.publicKey)
        let pass = try request.pass(from: try key.sign(request.blinded))
        print(Base64URL.encode(pass.nonce), Base64URL.encode(pass.signature))
      }
    }
  }

  struct Fill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put that many sealed answers into the box of an open wave of mode 'open'.")

    @Argument(help: "The workspace.")
    var workspace: String

    @Argument(help: "The wave.")
    var wave: String

    @Option(help: "How many answers.")
    var count: Int

    func run() async throws {
      let opened = try Workspace(at: URL(filePath: workspace, directoryHint: .isDirectory).absoluteURL)
      let box = try opened.openBox()
      let served = try box.wave(wave)
      let preparation = Preparation(survey: served.survey)
      let sealer = try Sealer(publicKey: served.keeperPublicKey, wave: wave)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<512 {
          group.addTask { [count, wave] in
            for _ in 0..<(count / 512) { try await submit(preparation, sealer, box, wave) }
          }
        }
        try await group.waitForAll()
        for _ in 0..<(count % 512) { try await submit(preparation, sealer, box, wave) }
      }
    }

    @concurrent
    private func submit(_ preparation: Preparation, _ sealer: Sealer, _ box: BoxStore, _ wave: String) async throws {
      let answer = try sealer.seal(record: preparation.record(), comments: preparation.comments())
      let nonce = Data((0..<AnsweringRight.nonceSize).map { _ in UInt8.random(in: 0...255) })
      _ = try await box.submit(answer, under: .nonce(nonce), in: wave)
    }
  }
}

/// Random answers to a survey, without show-if logic: what matters here is their number and size.
private struct Preparation {
  let survey: Survey
  private let lengths: [Int]

  init(survey: Survey) {
    self.survey = survey
    self.lengths = survey.items.compactMap { if case .comment(let length) = $0.kind { length } else { nil } }
  }

  func record() -> Data {
    var bytes = Data()
    for question in survey.questions {
      switch question.kind {
      case .choice(let set): bytes.append(UInt8.random(in: 1...UInt8(set.options.count)))
      case .many(let options):
        for _ in options { bytes.append(Bool.random() ? AnswerByte.ticked : AnswerByte.notTicked) }
      case .netScore: bytes.append(UInt8.random(in: 1...11))
      case .number(let bands): bytes.append(UInt8.random(in: 1...UInt8(bands.count)))
      case .unit: bytes.append(contentsOf: [UInt8.random(in: 4...7), 0])
      case .comment: break
      }
    }
    return bytes
  }

  /// One person in ten writes a comment.
  func comments() -> [Data] {
    lengths.map { length in
      let text = Int.random(in: 0..<10) == 0 ? "A made-up comment of a length that people write on a phone." : ""
      return CommentRecord(text: text).padded(maximumLength: length) ?? Data()
    }
  }
}
