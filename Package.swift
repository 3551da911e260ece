// swift-tools-version: 6.2
import PackageDescription

/// Strict settings of every target: language mode 6 and the upcoming features that keep imports and existentials honest.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "inclusion-survey",
  products: [
    .executable(name: "survey-cli", targets: ["survey-cli"]),
    .executable(name: "survey-serve", targets: ["survey-serve"]),
    .library(name: "SurveyCore", targets: ["SurveyCore"]),
    .library(name: "SurveyStats", targets: ["SurveyStats"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
  ],
  targets: [
    // System libraries
    .systemLibrary(name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CRmath", providers: [.apt(["r-mathlib"])]),
    .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CLapack", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),

    // Libraries
    .target(
      name: "SurveyCore",
      dependencies: ["Yams", crypto, cryptoExtras],
      resources: [.copy("Resources")],
      swiftSettings: strict),
    .target(name: "SurveyStats", dependencies: ["CRmath", "CLapack"], swiftSettings: strict),
    .target(name: "SurveyStore", dependencies: ["SurveyCore", grdb, crypto], swiftSettings: strict),
    .target(name: "SurveyReport", dependencies: ["SurveyCore", "SurveyStats"], swiftSettings: strict),
    .target(name: "SurveyAudit", dependencies: ["SurveyCore"], swiftSettings: strict),
    .target(name: "SurveyNotify", dependencies: ["SurveyCore", "CLibcurl", crypto], swiftSettings: strict),
    .target(
      name: "SurveyServer",
      dependencies: [
        "SurveyCore", crypto, hummingbird,
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.copy("Resources")],
      swiftSettings: strict),
    .target(name: "SurveyTestSupport", dependencies: ["SurveyCore"], swiftSettings: strict),

    // Executables
    .executableTarget(
      name: "survey-cli",
      dependencies: [
        "SurveyCore", "SurveyStats", "SurveyStore", "SurveyReport", "SurveyAudit", "SurveyNotify", "SurveyServer",
        "CQRencode",
        arguments, crypto, grdb,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "survey-serve",
      dependencies: [
        "SurveyCore", "SurveyStore", "SurveyNotify", "SurveyServer", arguments, hummingbird,
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "survey-bench",
      dependencies: [
        "SurveyCore", "SurveyStore", "SurveyServer", arguments, hummingbird,
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "Benchmarks/survey-bench",
      swiftSettings: strict),
    .executableTarget(
      name: "tabulate", dependencies: ["SurveyStats", arguments], path: "Benchmarks/tabulate", swiftSettings: strict),
    .executableTarget(
      name: "disclosure", dependencies: ["SurveyCore", arguments], path: "Benchmarks/disclosure", exclude: ["run"],
      swiftSettings: strict),

    // Tests
    .testTarget(
      name: "SurveyCoreTests", dependencies: ["SurveyCore", "SurveyTestSupport"],
      exclude: ["References/make"], resources: [.copy("References/values")], swiftSettings: strict),
    .testTarget(
      name: "SurveyStatsTests", dependencies: ["SurveyStats", "SurveyTestSupport"],
      exclude: ["References/make"], resources: [.copy("References/values")], swiftSettings: strict),
    .testTarget(
      name: "SurveyStoreTests", dependencies: ["SurveyStore", "SurveyCore", "SurveyTestSupport", grdb],
      swiftSettings: strict),
    .testTarget(
      name: "SurveyReportTests", dependencies: ["SurveyReport", "SurveyCore", "SurveyTestSupport"],
      exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "SurveyAuditTests", dependencies: ["SurveyAudit", "SurveyReport", "SurveyCore", "SurveyTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SurveyNotifyTests", dependencies: ["SurveyNotify", "SurveyCore", "SurveyTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "SurveyServerTests",
      dependencies: [
        "SurveyServer", "SurveyStore", "SurveyCore", "SurveyTestSupport",
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ],
      exclude: ["Golden"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
