// swift-tools-version: 6.2
import PackageDescription

// What is measured is built here again from the project's own files (links in Sources), because the rooms' interfaces are for their own
// package only. README.md tells how it is run.
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "benchmarks",
    dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.0")],
    targets: [
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CMerkle"),
        .target(name: "CRistrettoLanes"),
        .target(name: "CNumberingPlan", exclude: ["numbering-plan.bin"]),
        .target(name: "PhoneNumbers", dependencies: ["CNumberingPlan"]),
        .target(
            name: "CLibphonenumber",
            linkerSettings: ["phonenumber", "geocoding", "protobuf", "icuuc"].map { .linkedLibrary($0) }),
        .target(name: "CMeasuring"),
        .target(name: "Vocabulary"),
        .target(name: "Columns", dependencies: ["CMerkle", "Vocabulary", crypto]),
        .target(name: "Secrets", dependencies: ["CSodium"], swiftSettings: [.strictMemorySafety()]),
        .target(
            name: "Ristretto", dependencies: ["Columns", "Secrets", "CSodium", "CRistrettoLanes"],
            swiftSettings: [.strictMemorySafety()]),
        .target(name: "Lists", dependencies: ["CZlib"]),
        .target(name: "Signing", dependencies: ["Vocabulary", crypto]),
        .target(name: "Messages", dependencies: ["Vocabulary", "Columns", "Signing", crypto]),
        .target(name: "Spilling"),
        .target(
            name: "Blinding",
            dependencies: ["Ristretto", "PhoneNumbers", "Spilling", "Messages", "Columns", "Vocabulary"]),
        .target(name: "Matching", dependencies: ["Columns"]),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "PhoneNumbers", "CLibphonenumber", "CMeasuring", "Matching", "Spilling", "Blinding", "Columns", "Lists",
                "Ristretto", "Vocabulary",
            ]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

// Names of targets in C begin with C and another capital.
for target in package.targets where target.type != .system && !target.name.prefix(2).allSatisfy(\.isUppercase) {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .treatAllWarnings(as: .error),
        ]
}
