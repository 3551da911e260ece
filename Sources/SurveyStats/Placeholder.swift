enum PlaceholderSurveyStats {}
