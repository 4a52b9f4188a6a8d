// swift-tools-version: 6.2
import PackageDescription

// What is fuzzed is built here again from the project's own files (links in Sources), because the rooms' interfaces are for their own
// package only. README.md tells how it is run.
let package = Package(
    name: "fuzz",
    targets: [
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CNumberingPlan", exclude: ["numbering-plan.bin"]),
        .target(name: "PhoneNumbers", dependencies: ["CNumberingPlan"]),
        .target(name: "Lists", dependencies: ["CZlib"]),
        .executableTarget(name: "NumberFuzz", dependencies: ["PhoneNumbers"]),
        .executableTarget(name: "PlanFuzz", dependencies: ["PhoneNumbers", "CNumberingPlan"]),
        .executableTarget(name: "ListFuzz", dependencies: ["Lists", "CZlib"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
