# Partial pooling of group means by lme4, and rank probabilities by numerical integration.
source("common.R")
suppressMessages(library(lme4))
set.seed(20260304)

lq <- read_lq2002()
draw <- function(sizes, tau, sigma) {
  group <- rep(seq_along(sizes), sizes)
  data.frame(group = group, y = round(4 + rnorm(length(sizes), 0, tau)[group] + rnorm(length(group), 0, sigma), 1))
}
data <- list(
  list(source = "lq2002, leadership by company", d = data.frame(
    group = as.integer(factor(lq$COMPID)), y = rowMeans(lq[, grep("^LEAD", names(lq))]))),
  list(source = "lq2002, hostility by company", d = data.frame(
    group = as.integer(factor(lq$COMPID)), y = rowMeans(lq[, grep("^HOSTIL", names(lq))]))),
  list(source = "small teams", d = draw(c(3, 5, 4, 12, 7, 2, 9, 1), 0.6, 0.8)),
  list(source = "two groups", d = draw(c(10, 40), 2, 1)),
  list(source = "large differences", d = draw(c(4, 60, 15, 8, 30), 5, 0.5)),
  list(source = "no differences", d = data.frame(group = rep(1:4, each = 4), y = rep(c(1, 2, 3, 4), 4))))
cases <- lapply(data, function(case) {
  fit <- suppressMessages(lmer(y ~ 1 + (1 | group), data = case$d, REML = TRUE,
                               control = lmerControl(optCtrl = list(xtol_abs = 1e-12, ftol_abs = 1e-14))))
  effects <- ranef(fit, condVar = TRUE)$group
  variances <- as.data.frame(VarCorr(fit))$vcov
  deviations <- sqrt(as.numeric(attr(effects, "postVar")))
  means <- as.numeric(fixef(fit)) + effects[, 1]
  groups <- lapply(sort(unique(case$d$group)), function(g) {
    counts <- table(case$d$y[case$d$group == g])
    list(values = as.list(sort(unique(case$d$y[case$d$group == g]))), counts = as.list(as.integer(counts)))
  })
  # Expected ranks (1 is the highest mean) and the chance of being first or last.
  k <- length(means)
  ranks <- if (variances[1] == 0) NULL else list(
    mean = sapply(1:k, function(i) 1 + sum(pnorm((means[-i] - means[i]) / sqrt(deviations[-i]^2 + deviations[i]^2)))),
    first = sapply(1:k, function(i) integrate(function(x) sapply(x, function(v)
      dnorm(v) * prod(pnorm((means[i] + v * deviations[i] - means[-i]) / deviations[-i]))),
      -10, 10, rel.tol = 1e-8, subdivisions = 1000)$value),
    last = sapply(1:k, function(i) integrate(function(x) sapply(x, function(v)
      dnorm(v) * prod(pnorm((means[-i] - means[i] - v * deviations[i]) / deviations[-i]))),
      -10, 10, rel.tol = 1e-8, subdivisions = 1000)$value))
  list(source = case$source, groups = groups, mean = as.numeric(fixef(fit)),
       se = as.numeric(sqrt(vcov(fit)[1, 1])), between = variances[1], within = variances[2],
       pooled = means, deviations = deviations, ranks = ranks)
})
write_values(list(lme4 = as.character(packageVersion("lme4")), cases = cases), "pooling")
