// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "symbolon",
    dependencies: [
        // Each with its reason in docs/decisions/0002-dependencies.md.
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
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "CPhoneNumbers",
            linkerSettings: [.linkedLibrary("phonenumber"), .linkedLibrary("geocoding"), .linkedLibrary("icuuc")]),

        // MARK: - Pure rooms
        .target(name: "Vocabulary"),
        .target(name: "Columns", dependencies: ["Vocabulary", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Secrets", dependencies: ["CSodium"], swiftSettings: [.strictMemorySafety()]),
        .target(
            name: "Ristretto",
            dependencies: ["Columns", "Secrets", "CSodium", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: [.strictMemorySafety()]),
        .target(name: "PhoneNumbers", dependencies: ["CPhoneNumbers"]),
        .target(name: "Lists", dependencies: ["CZlib"]),
        .target(name: "Signing", dependencies: ["Vocabulary", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Agreements",
            dependencies: [
                "Vocabulary", "Signing", "Yams", .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "Messages",
            dependencies: ["Vocabulary", "Columns", "Signing", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "Matching", dependencies: ["Messages", "Agreements", "Signing", "Columns", "Vocabulary"]),
        .target(
            name: "Enrolment",
            dependencies: [
                "Vocabulary", "Signing", .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"), .product(name: "Crypto", package: "swift-crypto"),
            ]),

        .target(
            name: "Blinding",
            dependencies: [
                "Ristretto", "Secrets", "PhoneNumbers", "Messages", "Agreements", "Signing", "Columns", "Vocabulary",
            ]),
        .target(
            name: "Home",
            dependencies: [
                "Vocabulary", "Signing", "Secrets", "Columns", "Messages", "Agreements",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(
            name: "CoordinatorClient",
            dependencies: [
                "Messages", "Agreements", "Columns", "Enrolment", "Signing", "Vocabulary",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        .target(
            name: "Joining",
            dependencies: [
                "Blinding", "Home", "Lists", "CoordinatorClient", "Agreements", "Messages", "Signing", "PhoneNumbers",
                "Ristretto", "Secrets", "Columns", "Vocabulary", .product(name: "Crypto", package: "swift-crypto"),
            ]),

        // MARK: - Tests
        .target(name: "TestSupport", dependencies: ["Agreements", "Signing", "Vocabulary"], path: "Tests/TestSupport"),
        .testTarget(name: "ColumnsTests", dependencies: ["Columns", .product(name: "Crypto", package: "swift-crypto")]),
        .testTarget(name: "SecretsTests", dependencies: ["Secrets"]),
        .testTarget(
            name: "RistrettoTests",
            dependencies: ["Ristretto", "Columns", "Secrets", .product(name: "Crypto", package: "swift-crypto")]),
        .testTarget(
            name: "ProtocolVectorTests",
            dependencies: [
                "TestSupport", "Agreements", "Blinding", "Columns", "Matching", "Messages", "PhoneNumbers", "Ristretto",
                "Secrets", "Signing", "Vocabulary",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.name != "CPhoneNumbers" {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),  // SE-0335
            .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
            .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
            .treatAllWarnings(as: .error),  // SE-0480
        ]
}
