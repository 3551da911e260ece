enum PlaceholderSurveyNotify {}
