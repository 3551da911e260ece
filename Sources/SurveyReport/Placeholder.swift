enum PlaceholderSurveyReport {}
