import ArgumentParser
@main struct SurveyCLI: ParsableCommand {}
