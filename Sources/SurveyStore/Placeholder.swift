enum PlaceholderSurveyStore {}
