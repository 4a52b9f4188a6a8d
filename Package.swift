// swift-tools-version: 6.2
import PackageDescription

// What each dependency is for: docs/decisions/0002-dependencies.md.
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let swiftASN1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")

let package = Package(
    name: "symbolon",
    products: [
        .executable(name: "symbolon", targets: ["symbolon"]),
        .executable(name: "symbolond", targets: ["symbolond"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["JSON", "YAML", "Reloading"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // MARK: - Foreign code
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CMerkle"),
        .target(name: "CNumberingPlan", exclude: ["numbering-plan.bin"]),
        .target(name: "CRistrettoLanes"),
        .target(name: "CPolicies"),
        .target(name: "CPresets"),

        // MARK: - Pure rooms
        .target(name: "Vocabulary"),
        .target(name: "Columns", dependencies: ["CMerkle", "Vocabulary", crypto]),
        .target(name: "Secrets", dependencies: ["CSodium"], swiftSettings: [.strictMemorySafety()]),
        .target(
            name: "Ristretto", dependencies: ["Columns", "Secrets", "CSodium", "CRistrettoLanes"],
            swiftSettings: [.strictMemorySafety()]),
        .target(name: "PhoneNumbers", dependencies: ["CNumberingPlan"]),
        .target(name: "Lists", dependencies: ["CZlib"]),
        .target(name: "Hygiene", dependencies: ["PhoneNumbers", "Signing", "Spilling", "Vocabulary"]),
        .target(name: "Signing", dependencies: ["Vocabulary", crypto]),
        .target(name: "Documents", dependencies: ["Signing", "Yams"]),
        .target(name: "Agreements", dependencies: ["Vocabulary", "Signing", "Documents"]),
        .target(name: "Messages", dependencies: ["Vocabulary", "Columns", "Signing", crypto]),
        .target(
            name: "Consent",
            dependencies: [
                "CPolicies", "Agreements", "Messages", "Documents", "Signing", "Columns", "Vocabulary", crypto,
            ]),
        .target(name: "Segmentation", dependencies: ["Agreements", "Documents", "Signing", "Vocabulary"]),
        .target(name: "Enrolment", dependencies: ["Vocabulary", "Signing", crypto, swiftASN1, x509]),
        .target(
            name: "Blinding",
            dependencies: [
                "Ristretto", "Secrets", "PhoneNumbers", "Spilling", "Messages", "Agreements", "Signing", "Columns",
                "Vocabulary",
            ]),
        .target(name: "Matching", dependencies: ["Messages", "Agreements", "Signing", "Columns", "Vocabulary"]),

        // MARK: - Rooms with input and output
        .target(name: "Spilling"),
        .target(
            name: "Home",
            dependencies: ["Vocabulary", "Signing", "Secrets", "Columns", "Messages", "Agreements", grdb]),
        .target(
            name: "CoordinatorClient",
            dependencies: [
                "Consent", "Segmentation", "Messages", "Agreements", "Columns", "Enrolment", "Signing", "Vocabulary",
                asyncHTTPClient, nioCore, nioHTTP1, nioSSL,
            ]),
        .target(
            name: "Joining",
            dependencies: [
                "CPresets", "Blinding", "Home", "Lists", "Spilling", "CoordinatorClient", "Consent", "Segmentation",
                "Agreements",
                "Documents",
                "Messages", "Signing", "PhoneNumbers", "Ristretto", "Secrets", "Columns", "Vocabulary", crypto,
            ]),
        .target(
            name: "Commands",
            dependencies: [
                "Joining", "Blinding", "Home", "Lists", "PhoneNumbers", "CoordinatorClient", "Consent", "Segmentation",
                "Enrolment", "Agreements", "Documents", "Hygiene", "Spilling", "Matching", "Messages", "Ristretto",
                "Signing",
                "Secrets", "Columns", "Vocabulary", argumentParser,
            ]),
        .target(
            name: "Storage",
            dependencies: [
                "Matching", "Consent", "Segmentation", "Enrolment", "Agreements", "Messages", "Signing", "Spilling",
                "Columns", "Vocabulary", grdb,
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "Coordinator",
            dependencies: [
                "Matching", "Consent", "Segmentation", "Enrolment", "Messages", "Agreements", "Signing", "Columns",
                "Vocabulary", logging, nioCore, nioPosix, nioSSL, serviceLifecycle,
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
            ]),

        // MARK: - Programs
        .executableTarget(name: "symbolon", dependencies: ["Commands"]),
        .executableTarget(
            name: "symbolond",
            dependencies: [
                "Coordinator", "Storage", "Matching", "Consent", "Segmentation", "Enrolment", "Agreements", "Documents",
                "Messages", "Signing", "Vocabulary", argumentParser, logging, nioCore, serviceLifecycle,
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),

        // MARK: - Tests
        .target(
            name: "TestSupport",
            dependencies: [
                "Agreements", "Blinding", "Columns", "PhoneNumbers", "Ristretto", "Segmentation", "Signing", "Spilling",
                "Vocabulary",
            ],
            path: "Tests/TestSupport"),
        .target(
            name: "ScriptedCoordinator",
            dependencies: [
                "TestSupport", "CoordinatorClient", "Columns", "Enrolment", "Messages", "Signing", "Vocabulary",
                nioCore,
                nioHTTP1, nioPosix, nioSSL,
            ],
            path: "Tests/ScriptedCoordinator"),
        .testTarget(name: "VocabularyTests", dependencies: ["Vocabulary"]),
        .testTarget(name: "ColumnsTests", dependencies: ["CMerkle", "Columns", "Vocabulary", crypto]),
        .testTarget(name: "SecretsTests", dependencies: ["Secrets"]),
        .target(
            name: "CLaneProbes", path: "Tests/CLaneProbes",
            cSettings: [.headerSearchPath("../../Sources/CRistrettoLanes")]),
        .testTarget(
            name: "RistrettoTests",
            dependencies: [
                "TestSupport", "Ristretto", "CRistrettoLanes", "CLaneProbes", "Columns", "Secrets", "Vocabulary",
                crypto,
            ]),
        .testTarget(name: "PhoneNumbersTests", dependencies: ["TestSupport", "PhoneNumbers"]),
        .testTarget(
            name: "HygieneTests",
            dependencies: ["TestSupport", "Hygiene", "Spilling", "PhoneNumbers", "Signing", "Vocabulary"]),
        .testTarget(name: "ListsTests", dependencies: ["Lists", "CZlib"]),
        .testTarget(name: "SigningTests", dependencies: ["TestSupport", "Signing", "Vocabulary"]),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents", "Signing"]),
        .testTarget(
            name: "AgreementsTests", dependencies: ["TestSupport", "Agreements", "Documents", "Signing", "Vocabulary"]),
        .testTarget(
            name: "ConsentTests",
            dependencies: ["TestSupport", "Consent", "Messages", "Documents", "Signing", "Columns", "Vocabulary"]),
        .testTarget(
            name: "SegmentationTests",
            dependencies: ["TestSupport", "Segmentation", "Agreements", "Documents", "Signing", "Vocabulary"]),
        .testTarget(
            name: "EnrolmentTests",
            dependencies: ["TestSupport", "Enrolment", "Signing", "Vocabulary", crypto, swiftASN1, x509]),
        .testTarget(
            name: "MatchingTests",
            dependencies: ["TestSupport", "Matching", "Messages", "Agreements", "Signing", "Columns", "Vocabulary"]),
        .testTarget(
            name: "StorageTests",
            dependencies: [
                "TestSupport", "Storage", "Consent", "Segmentation", "Enrolment", "Matching", "Messages", "Agreements",
                "Signing", "Columns", "Vocabulary", grdb,
            ]),
        .testTarget(
            name: "CoordinatorTests",
            dependencies: [
                "TestSupport", "Consent", "Segmentation", "Coordinator", "Storage", "Matching", "Enrolment", "Messages",
                "Agreements", "Signing", "Columns", "Vocabulary", "Yams", asyncHTTPClient, crypto, logging, nioCore,
                nioHTTP1, nioSSL, serviceLifecycle,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        .testTarget(
            name: "MessagesTests", dependencies: ["TestSupport", "Messages", "Columns", "Signing", "Vocabulary"]),
        .testTarget(
            name: "BlindingTests",
            dependencies: [
                "TestSupport", "Blinding", "Ristretto", "Secrets", "PhoneNumbers", "Spilling", "Messages", "Agreements",
                "Signing",
                "Columns", "Vocabulary",
            ]),
        .testTarget(
            name: "JoiningTests",
            dependencies: [
                "TestSupport", "ScriptedCoordinator", "Joining", "Blinding", "Home", "Lists", "PhoneNumbers",
                "CoordinatorClient", "Consent", "Segmentation", "Messages", "Agreements", "Documents", "Signing",
                "Columns", "Vocabulary", "Ristretto", "Secrets",
            ]),
        .testTarget(
            name: "CoordinatorClientTests",
            dependencies: [
                "TestSupport", "ScriptedCoordinator", "CoordinatorClient", "Consent", "Segmentation", "Enrolment",
                "Messages", "Agreements",
                "Signing", "Columns", "Vocabulary", nioCore, nioHTTP1, nioPosix, nioSSL,
            ]),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "TestSupport", "ScriptedCoordinator", "Commands", "Joining", "Blinding", "Home", "Lists",
                "PhoneNumbers", "CoordinatorClient", "Consent",
                "Segmentation", "Spilling", "Columns", "Documents", "Enrolment", "Messages", "Agreements", "Ristretto",
                "Secrets", "Signing",
                "Vocabulary", argumentParser,
            ]),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "TamperTests",
            dependencies: [
                "TestSupport", "Joining", "Blinding", "Ristretto", "Secrets", "Home", "Lists", "PhoneNumbers",
                "CoordinatorClient", "Consent", "Segmentation", "Coordinator", "Storage", "Matching", "Enrolment",
                "Messages",
                "Agreements", "Signing", "Columns", "Vocabulary", logging, nioCore, nioPosix, nioSSL, serviceLifecycle,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "TestSupport", "Consent", "Segmentation", "Columns", "Coordinator", "CoordinatorClient", "Storage",
                "Matching", "Home",
                "Enrolment", "Messages", "Agreements", "Signing", "Vocabulary", crypto, logging, nioCore, nioSSL,
                serviceLifecycle,
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
            ]),
        .testTarget(
            name: "ProtocolVectorTests",
            dependencies: [
                "TestSupport", "Agreements", "Blinding", "Columns", "Consent", "Matching", "Messages", "PhoneNumbers",
                "Ristretto", "Secrets", "Segmentation", "Signing", "Vocabulary",
            ]),
        .testTarget(
            name: "HomeTests",
            dependencies: ["Home", "Agreements", "Columns", "Messages", "Secrets", "Signing", "Vocabulary", grdb]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),  // SE-0335
            .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
            .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
            .treatAllWarnings(as: .error),  // SE-0480
        ]
}
