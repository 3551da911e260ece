# Covariances, omega total, pairwise alpha, KMO and Bartlett of seeded scales with holes and of real answers.
source("common.R")
suppressMessages({library(psych); library(lavaan); library(semTools)})

matrix_rows <- function(m) lapply(seq_len(nrow(m)), function(i) as.list(unname(m[i, ])))

omega <- function(items) {
  data <- setNames(as.data.frame(items), paste0("x", seq_len(ncol(items))))
  model <- paste("f =~", paste(names(data), collapse = " + "))
  # Tight tolerances: the default optimiser stops at 1e-6 or so.
  fit <- suppressWarnings(cfa(model, data = data, std.lv = TRUE, missing = "listwise",
                              control = list(rel.tol = 1e-15, eval.max = 100000, iter.max = 100000)))
  estimates <- lavInspect(fit, "est")
  lambda <- as.vector(estimates$lambda); theta <- diag(estimates$theta)
  if (sum(lambda) < 0) lambda <- -lambda
  n <- lavInspect(fit, "nobs")
  result <- list(cases = n, loadings = lambda * sqrt(n / (n - 1)), residuals = unname(theta) * n / (n - 1),
                 formula = sum(lambda)^2 / (sum(lambda)^2 + sum(theta)))
  # compRelSEM refuses a Heywood case; there the formula stands alone.
  reliability <- function(obs) tryCatch(unname(suppressWarnings(compRelSEM(fit, obs.var = obs))[[1]]), error = function(e) NULL)
  result$modelImplied <- reliability(FALSE); result$observed <- reliability(TRUE)
  result
}

values <- function(source, items, options, reversed = integer(), lowest = 1, prefix = NULL) {
  items <- unname(as.matrix(items))
  keyed <- items
  keyed[, reversed] <- 2 * lowest + options - 1 - keyed[, reversed]
  complete <- na.omit(keyed)
  pairwise <- suppressWarnings(psych::alpha(as.data.frame(keyed), check.keys = FALSE, warnings = FALSE, use = "pairwise"))
  people <- crossprod(!is.na(keyed))
  kmo <- psych::KMO(cor(complete))
  bartlett <- psych::cortest.bartlett(cor(complete), n = nrow(complete))
  list(source = source, options = options, lowest = lowest, reversed = as.list(reversed),
    # Real answers are named by the start of their columns; elsewhere 0 stands for a missing answer.
    prefix = prefix,
    columns = if (is.null(prefix)) apply(ifelse(is.na(items), 0, items - lowest + 1), 2, identity, simplify = FALSE),
    listwise = list(n = nrow(complete), covariance = matrix_rows(cov(complete)), correlation = matrix_rows(cor(complete))),
    pairwise = list(n = sum(rowSums(!is.na(keyed)) > 0), smallestPair = min(people),
                    covariance = matrix_rows(cov(keyed, use = "pairwise.complete.obs")),
                    correlation = matrix_rows(cor(keyed, use = "pairwise.complete.obs"))),
    omega = if (ncol(items) > 2) omega(keyed),
    alphaPairwise = list(
      alpha = c(list(value = pairwise$total$raw_alpha), feldt(pairwise$total$raw_alpha, min(people), ncol(keyed))),
      alphaStandardised = pairwise$total$std.alpha, averageInterItem = pairwise$total$average_r,
      itemRest = as.list(pairwise$item.stats$r.drop),
      alphaIfDropped = if (ncol(items) > 2) as.list(pairwise$alpha.drop$raw_alpha)),
    adequacy = list(kmo = kmo$MSA, items = as.list(unname(kmo$MSAi)), chiSquare = bartlett$chisq, df = bartlett$df,
                    p = bartlett$p.value))
}

real <- function(source, prefix, lowest = 1) {
  values(source, answers[grep(paste0("^", prefix), names(answers))], 5, lowest = lowest, prefix = prefix)
}

make <- function(source, n, loadings, options, holes = 0, reversed = integer(), lowest = 1) {
  trait <- rnorm(n)
  items <- sapply(loadings, function(l) findInterval(l * trait + sqrt(1 - l^2) * rnorm(n),
                                                    qnorm(seq_len(options - 1) / options)) + lowest)
  items[matrix(runif(length(items)) < holes, nrow = n)] <- NA
  values(source, items, options, reversed, lowest)
}

# The first sample with a negative residual variance; far below 0 there is no maximum and no answer to compare with.
heywood <- function() repeat {
  sample <- make("a Heywood case", 80, c(.95, .4, .5, .3), 5)
  if (min(sample$omega$residuals) < 0 && min(sample$omega$residuals) > -2) return(sample)
}

set.seed(20240611)
answers <- read_lq2002()
scales <- list(
  make("five items of five options", 200, c(.7, .6, .8, .5, .65), 5),
  make("three items: no degree of freedom", 150, c(.7, .6, .8), 5),
  make("holes in every item", 300, c(.7, .6, .8, .5), 7, holes = .1),
  make("opposite wording, declared reversed", 150, c(.7, -.6, .8, -.5), 5, reversed = c(2, 4)),
  make("an item against the others", 250, c(.7, .6, .8, -.5), 5),
  make("codes from 0, two options, holes", 400, c(.6, .6, .7, .7, .5, .4), 2, holes = .03, lowest = 0),
  make("weak loadings, many items", 120, rep(c(.3, .5), 6), 4, holes = .02),
  make("few people, one strong item", 60, c(.97, .4, .3), 7),
  heywood(),
  real("leadership climate, real answers", "LEAD"),
  real("hostility, real answers from 0", "HOSTIL", 0),
  real("task significance, real answers", "TSIG"))

write_values(list(lavaan = as.character(packageVersion("lavaan")), semTools = as.character(packageVersion("semTools")),
                  scales = scales), "structure")
