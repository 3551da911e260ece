enum PlaceholderSurveyServer {}
