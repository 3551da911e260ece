import ArgumentParser
@main struct SurveyServe: ParsableCommand {}
