// swift-tools-version: 6.2
import PackageDescription

// What is measured is built here again from the project's own files (links in Sources), because the rooms' interfaces are for their own
// package only. README.md tells how it is run.
let package = Package(
    name: "benchmarks",
    targets: [
        .target(name: "CNumberingPlan", exclude: ["numbering-plan.bin"]),
        .target(name: "PhoneNumbers", dependencies: ["CNumberingPlan"]),
        .target(
            name: "CLibphonenumber",
            linkerSettings: ["phonenumber", "geocoding", "protobuf", "icuuc"].map { .linkedLibrary($0) }),
        .target(name: "CMeasuring"),
        .target(name: "Vocabulary"),
        .target(name: "Columns", dependencies: ["Vocabulary"]),
        .target(name: "Spilling"),
        .target(name: "Matching", dependencies: ["Columns"]),
        .executableTarget(
            name: "benchmarks",
            dependencies: ["PhoneNumbers", "CLibphonenumber", "CMeasuring", "Matching", "Spilling"]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)

for target in package.targets
where ["PhoneNumbers", "Vocabulary", "Columns", "Spilling", "Matching", "benchmarks"].contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
