enum PlaceholderSurveyTestSupport {}
