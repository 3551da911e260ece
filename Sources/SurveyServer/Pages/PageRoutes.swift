internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import SurveyCore

/// The routes of the respondent's pages. They need no script, set no cookie and log nothing.
struct PageRoutes: Sendable {
  let site: Site
  let catalogue: WaveCatalogue
  let intake: AnswerIntake
  let crossSite: CrossSite

  func add(to router: Router<ServeContext>) {
    router.get("/") { request, _ in await home(in: site.language(acceptedBy: request.headers[.acceptLanguage])) }
    router.get("/{lang}") { request, context in
      guard context.parameters.get("lang").flatMap({ Language(rawValue: String($0)) }) != nil else {
        return site.notFound(request)
      }
      return redirect(to: "/")
    }
    router.get("/{lang}/w/{wave}") { _, context in await start(context) }
    router.get("/{lang}/w/{wave}/privacy") { _, context in await privacy(context) }
    router.post("/{lang}/w/{wave}/answers") { request, context in await post(request, context) }
    // Somebody who reloads a question page, or follows its address, begins again.
    router.get("/{lang}/w/{wave}/answers") { _, context in await start(context) }
    router.get("/{lang}/w/{wave}/paper") { _, context in await paper(context) }
    router.get("/{lang}/w/{wave}/results") { _, context in await results(context) }
    router.get("/{lang}/w/{wave}/results/{plan}") { _, context in await report(context) }
    router.get("/{lang}/w/{wave}/counted") { _, context in await counted(context) }
    router.post("/{lang}/w/{wave}/counted") { request, context in await checkReceipt(request, context) }
  }

  // MARK: Pages without answers

  private func home(in language: Language) async -> Response {
    do {
      let waves = try await catalogue.all().filter { intake.obstacle(to: $0) == nil }
      return HomePage(site: site).response(waves: waves.map(\.served), in: language)
    } catch {
      return site.unavailable(language, wave: nil)
    }
  }

  private func redirect(to path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path])
  }

  private func start(_ context: ServeContext) async -> Response {
    if let path = await offeredStart(context) { return redirect(to: path) }
    return await withWave(context) { wave, language in
      if let obstacle = intake.obstacle(to: wave) {
        if case .closed = obstacle { return await closed(language, wave.served) }
        return reply(obstacle, language, wave)
      }
      let right: CarriedRight =
        switch wave.served.mode {
        case .pass: .pass(n: "", s: "")
        case .code: .code("")
        case .open:
          .nonce(Base64URL.encode(Data((0..<AnsweringRight.nonceSize).map { _ in UInt8.random(in: 0...255) })))
        }
      return WavePages(site: site, wave: wave, language: language, right: right).start()
    }
  }

  /// Where a wave starts that isn't offered in the language of the path: in the workspace's own, or in its first.
  private func offeredStart(_ context: ServeContext) async -> String? {
    guard let language = context.parameters.get("lang").flatMap({ Language(rawValue: String($0)) }),
      let id = context.parameters.get("wave"), let wave = try? await catalogue.wave(id)
    else { return nil }
    let offered = site.languages(of: wave.served)
    guard !offered.contains(language), let first = offered.first else { return nil }
    return WavePath(wave.served.id, offered.contains(site.defaultLanguage) ? site.defaultLanguage : first).start
  }

  private func privacy(_ context: ServeContext) async -> Response {
    await withWave(context) { wave, language in
      PrivacyPage(site: site, wave: wave.served).response(in: language)
    }
  }

  /// The questionnaire on paper, also before the wave opens, so that the office can print it.
  private func paper(_ context: ServeContext) async -> Response {
    await withWave(context) { wave, language in
      if case .closed = intake.obstacle(to: wave) { return await closed(language, wave.served) }
      return PaperPage(site: site, wave: wave, language: language).response()
    }
  }

  // MARK: Results

  private func results(_ context: ServeContext) async -> Response {
    await withPublished(context) { page in page.response() }
  }

  private func report(_ context: ServeContext) async -> Response {
    await withPublished(context) { page in
      page.report(context.parameters.get("plan").map { String($0) } ?? "")
        ?? site.message("not-found", language: page.language, wave: page.wave, status: .notFound)
    }
  }

  private func withPublished(_ context: ServeContext, _ page: (ResultsPage) -> Response) async -> Response {
    await withWave(context) { wave, language in
      do {
        let reports = try await intake.box.publishedReports(of: wave.served.id)
        return page(ResultsPage(site: site, wave: wave.served, language: language, reports: reports))
      } catch {
        return site.unavailable(language, wave: wave.served)
      }
    }
  }

  // MARK: Counted

  private func counted(_ context: ServeContext) async -> Response {
    await withCounted(context) { $0.response() }
  }

  /// Looks a typed receipt up in the list that everybody can read. It is not kept; a post keeps it out of addresses too.
  private func checkReceipt(_ request: Request, _ context: ServeContext) async -> Response {
    guard !crossSite.refuses(request) else {
      return site.message("cross-site", language: site.language(of: request), status: .forbidden)
    }
    return await withCounted(context) { page in
      guard case .whole(let buffer) = context.body, let fields = FormFields(buffer) else {
        return site.message("malformed", language: page.language, wave: page.wave, status: .badRequest)
      }
      return page.response(to: fields["receipt"] ?? "")
    }
  }

  private func withCounted(_ context: ServeContext, _ page: (CountedPage) -> Response) async -> Response {
    await withWave(context) { wave, language in
      do {
        let list = try await intake.box.countedList(of: wave.served.id)
        return page(CountedPage(site: site, wave: wave.served, language: language, list: list))
      } catch {
        return site.unavailable(language, wave: wave.served)
      }
    }
  }

  // MARK: Answering

  private func post(_ request: Request, _ context: ServeContext) async -> Response {
    guard !crossSite.refuses(request) else {
      return site.message("cross-site", language: site.language(of: request), status: .forbidden)
    }
    return await withWave(context) { wave, language in
      let obstacle = intake.obstacle(to: wave)
      if case .closed = obstacle { return await late(context, wave, language) }
      if let obstacle { return reply(obstacle, language, wave) }
      switch context.body {
      case .tooLarge: return reply(.tooLarge, language, wave)
      case .none: return reply(.malformed(.notAForm), language, wave)
      case .whole(let buffer):
        guard let fields = FormFields(buffer) else { return reply(.malformed(.notAForm), language, wave) }
        return await step(fields, wave, language)
      }
    }
  }

  /// What a form gets in a closed wave: whose answer is counted is told so, the others that it is too late.
  private func late(_ context: ServeContext, _ wave: PreparedWave, _ language: Language) async -> Response {
    guard case .whole(let buffer) = context.body, let fields = FormFields(buffer),
      let carried = CarriedRight(fields, mode: wave.served.mode), let right = carried.right
    else { return reply(.closed, language, wave) }
    switch await intake.replyAfterClosing(to: right, in: wave) {
    case .counted(let receipt):
      return WavePages(site: site, wave: wave, language: language, right: carried)
        .done(receipt, counted: site.text(language)("done.already-counted"), isClosed: true)
    case let other: return reply(other, language, wave)
    }
  }

  /// One step through the form: reads the right and the answers so far, then goes where the pressed button leads.
  private func step(_ fields: FormFields, _ wave: PreparedWave, _ language: Language) async -> Response {
    let text = site.text(language)
    guard let carried = CarriedRight(fields, mode: wave.served.mode) else {
      return reply(.malformed(.noRight), language, wave)
    }
    let owner = fields[CarriedRight.ownerField] ?? carried.owner
    var step = FormStep(fields, in: wave)
    let pages = WavePages(site: site, wave: wave, language: language, right: carried)
    guard let right = carried.right else {
      if case .nonce = carried { return reply(.malformed(.noRight), language, wave) }
      return pages.start(
        state: step.state, of: owner,
        problem: text("error.\(carried.kind)-\(carried.isEmpty ? "missing" : "format")"),
        status: .unprocessableContent)
    }
    switch await intake.obstacle(to: right, in: wave) {
    case nil: break
    case .unknownRight:
      return pages.start(
        state: step.state, of: owner, problem: text("error.\(carried.kind)-unknown"), status: .notFound)
    case .counted(let receipt):
      let isFresh = step.action == .send || wave.served.mode == .open
      return pages.done(receipt, counted: text(isFresh ? "done.already-counted" : "error.\(carried.kind)-used"))
    case .some(let other): return reply(other, language, wave)
    }
    // Another person's code on a start page that carries answers begins anew.
    if owner != carried.owner { step = step.forgetting() }
    switch step.outcome(in: wave) {
    case .show(.start, _): return pages.start(state: step.state)
    case .show(.check, let flow): return pages.check(flow: flow, state: step.state)
    case .show(.page(let number), let flow):
      return pages.page(number, flow: flow, state: step.state, returnsToCheck: step.returnsToCheck)
    case .correct(let number, let flow, let problems):
      return pages.page(
        number, flow: flow, state: step.state, problems: words(problems, language),
        returnsToCheck: step.returnsToCheck || step.action == .send, status: .unprocessableContent)
    case .send(let answers):
      switch await intake.submit(answers, under: right, in: wave) {
      case .counted(let receipt):
        return pages.done(receipt, counted: text(receipt.repeated ? "done.already-counted" : "done.counted-once"))
      case .unknownRight:
        return pages.start(state: step.state, problem: text("error.\(carried.kind)-unknown"), status: .notFound)
      case let other: return reply(other, language, wave)
      }
    }
  }

  private func words(_ problems: [AnswerProblems.Entry], _ language: Language) -> [String: String] {
    let text = site.text(language)
    return Dictionary(
      problems.map { ($0.item, ProblemText.words(for: $0.problem, text)) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: Replies in words

  private func reply(_ reply: AnswerReply, _ language: Language, _ wave: PreparedWave) -> Response {
    let served = wave.served
    switch reply {
    case .notOpen:
      let opens = DateText.moment(served.opens, in: language, timeZone: site.timeZone)
      return site.message("not-open", ["date": opens], language: language, wave: served, status: reply.status)
    case .closed: return site.message("closed", language: language, wave: served, status: reply.status)
    case .tooLarge: return site.message("too-large", language: language, wave: served, status: reply.status)
    case .crossSite: return site.message("cross-site", language: language, wave: served, status: reply.status)
    case .unknownWave, .unknownRight: return site.message("not-found", language: language, status: .notFound)
    case .unavailable, .counted, .invalid: return site.unavailable(language, wave: served)
    case .malformed: return site.message("malformed", language: language, wave: served, status: .badRequest)
    }
  }

  /// The page of a closed wave, with the list of counted answers as soon as there is one.
  private func closed(_ language: Language, _ wave: ServedWave) async -> Response {
    let (text, path) = (site.text(language), WavePath(wave.id, language))
    let list = try? await intake.box.countedList(of: wave.id)
    let reports = try? await intake.box.publishedReports(of: wave.id)
    var links: [Link] = []
    if reports?.isEmpty == false { links.append(Link(href: path.results, text: text("results.link"))) }
    if list != nil { links.append(Link(href: path.counted, text: text("closed.list-link"))) }
    return site.message("closed", language: language, wave: wave, status: .gone, links: links)
  }

  // MARK: Paths

  private func withWave(
    _ context: ServeContext, _ page: (PreparedWave, Language) async -> Response
  ) async -> Response {
    let language = context.parameters.get("lang").flatMap { Language(rawValue: String($0)) }
    do {
      guard let language, let id = context.parameters.get("wave"), let wave = try await catalogue.wave(id),
        site.languages(of: wave.served).contains(language)
      else { return site.message("not-found", language: site.known(language), status: .notFound) }
      return await page(wave, language)
    } catch {
      return site.unavailable(site.known(language), wave: nil)
    }
  }
}
