# Proportional odds models by ordinal::clm, checked by MASS::polr.
source("common.R")
suppressMessages({library(ordinal); library(MASS)})

answers <- read_lq2002()
set.seed(11)
patterns_of <- function(people, covariates, levels) {
  keys <- unique(people[, covariates, drop = FALSE])
  lapply(seq_len(nrow(keys)), function(i) {
    same <- Reduce(`&`, lapply(covariates, function(name) people[[name]] == keys[i, name]))
    list(covariates = I(as.numeric(keys[i, ])), counts = as.integer(table(factor(people$y[same], levels = levels))))
  })
}
made <- function(n, slope, thresholds) {
  x <- round(rnorm(n), 1); g <- rbinom(n, 1, 0.4)
  data.frame(y = findInterval(slope * x + 0.5 * g + rlogis(n), thresholds) + 1, x = x, g = g)
}
companies <- answers[answers$COMPID %in% sort(unique(answers$COMPID))[1:4], ]
dummies <- data.frame(y = pmin(companies$LEAD03, 4))
for (i in 2:4) dummies[[paste0("c", i)]] <- as.numeric(companies$COMPID == sort(unique(companies$COMPID))[i])

cases <- list(
  list(source = "two covariates", people = made(300, 0.8, c(-1.5, -0.2, 0.6, 2)), levels = 1:5, terms = list("x", "g")),
  list(source = "strong slope", people = made(120, 3, c(-2, 0, 1)), levels = 1:4, terms = list("x", "g")),
  list(source = "four companies", people = dummies, levels = 1:4, terms = list(c("c2", "c3", "c4"))),
  list(source = "two real items", people = data.frame(y = answers$LEAD01, x = answers$LEAD05), levels = 1:5,
       terms = list("x")),
  list(source = "yes or no", people = transform(made(90, 0.5, 0.3), y = y), levels = 1:2, terms = list()))

precise <- clm.control(gradTol = 1e-10, maxIter = 200)
case_values <- lapply(cases, function(case) {
  covariates <- setdiff(names(case$people), "y")
  data <- case$people; data$y <- factor(data$y, levels = case$levels, ordered = TRUE)
  formula <- as.formula(paste("y ~", paste(covariates, collapse = " + ")))
  fit <- if (length(case$levels) > 2) clm(formula, data = data, control = precise)
  if (is.null(fit)) {
    # glm models the probability of the higher answer: its intercept is the threshold with the other sign.
    plain <- glm(formula, family = binomial, data = data, control = glm.control(epsilon = 1e-15, maxit = 100))
    estimates <- c(-coef(plain)[1], coef(plain)[-1]); errors <- sqrt(diag(vcov(plain))); value <- as.numeric(logLik(plain))
  } else {
    estimates <- coef(fit); errors <- sqrt(diag(vcov(fit))); value <- as.numeric(logLik(fit))
    other <- polr(formula, data = data)
    stopifnot(max(abs(other$coefficients - coef(fit)[covariates])) < 1e-3)
  }
  baseline <- sum(table(data$y) * log(table(data$y) / nrow(data)), na.rm = TRUE)
  list(source = case$source, patterns = patterns_of(case$people, covariates, case$levels),
       estimates = unname(estimates), errors = unname(errors), logLikelihood = value,
       likelihoodRatio = 2 * (value - baseline),
       terms = lapply(case$terms, function(term) {
         rest <- setdiff(covariates, term)
         nominal <- clm(formula, nominal = as.formula(paste("~", paste(term, collapse = " + "))), data = data,
                        control = precise)
         list(covariates = I(match(term, covariates) - 1), likelihoodRatio = 2 * (as.numeric(logLik(nominal)) - value),
              df = length(term) * (length(case$levels) - 2))
       }))
})
write_values(list(models = case_values), "ordinal")
