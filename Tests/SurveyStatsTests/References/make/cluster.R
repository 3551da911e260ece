# Differences of two districts' means with standard errors that are robust to teams: sandwich, and Bell and McCaffrey's
# CR2 with Satterthwaite's degrees of freedom by the matrices of their paper.
source("common.R")
suppressMessages(library(sandwich))

root_inverse <- function(m) {
  e <- eigen(m, symmetric = TRUE)
  e$vectors %*% (t(e$vectors) / sqrt(e$values))
}

# Every matrix as in Pustejovsky & Tipton (2018), with the identity as the working model.
cr2 <- function(y, x, cluster, contrast) {
  n <- length(y)
  bread <- solve(crossprod(x))
  hat <- x %*% bread %*% t(x)
  residual <- y - hat %*% y
  meat <- 0
  vectors <- NULL
  for (g in unique(cluster)) {
    own <- cluster == g
    adjust <- root_inverse(diag(sum(own)) - hat[own, own, drop = FALSE])
    score <- t(x[own, , drop = FALSE]) %*% adjust %*% residual[own]
    meat <- meat + score %*% t(score)
    vectors <- cbind(vectors, (diag(n) - hat)[, own, drop = FALSE] %*% adjust %*% x[own, , drop = FALSE] %*% bread %*%
      contrast)
  }
  products <- crossprod(vectors)
  variance <- as.numeric(t(contrast) %*% bread %*% meat %*% bread %*% contrast)
  list(se = sqrt(variance), df = sum(diag(products))^2 / sum(products^2))
}

contrast_values <- function(source, scores, teams, units, level = 0.95) {
  model <- lm(scores ~ I(units == 1))
  estimate <- unname(coef(model)[2])
  result <- function(se, df) {
    margin <- qt(1 - (1 - level) / 2, df) * se
    list(se = se, df = df, t = estimate / se, p = 2 * pt(-abs(estimate / se), df), low = estimate - margin,
         high = estimate + margin)
  }
  sandwich_se <- function(...) sqrt(vcovCL(model, cluster = teams, ...)[2, 2])
  count <- length(unique(teams))
  reduced <- cr2(scores, model.matrix(model), teams, c(0, 1))
  list(source = source, level = level, scores = scores, teams = teams, units = units, estimate = estimate,
       cr0 = result(sandwich_se(type = "HC0", cadjust = FALSE), count - 1),
       cr1 = result(sandwich_se(type = "HC1"), count - 1),
       cr2 = result(reduced$se, reduced$df))
}

# Scores are means of four items of five options; the sizes of each unit's teams are given.
make <- function(source, first, second, between, apart = 0, ...) {
  sizes <- c(first, second)
  units <- rep(rep(1:2, c(length(first), length(second))), sizes)
  teams <- rep(seq_along(sizes), sizes)
  level <- rnorm(length(sizes), sd = between)[teams] + ifelse(units == 1, apart, 0)
  scores <- pmin(5, pmax(1, round(4 * (3 + level + rnorm(length(teams), sd = 0.8))) / 4))
  contrast_values(source, scores, teams, units, ...)
}

set.seed(20260405)
write_values(list(sandwich = as.character(packageVersion("sandwich")), cases = list(
  make("ten teams of eight in each district", rep(8, 10), rep(8, 10), 0.4, 0.5),
  make("unequal teams", c(3, 30, 12, 7, 5), c(9, 4, 25, 6, 14, 8, 3), 0.5, 0.3),
  make("two teams against many", c(6, 9), rep(c(4, 11), 8), 0.3),
  make("two teams against two, 90%", c(5, 8), c(20, 3), 0.3, 0.4, level = 0.9),
  make("teams of one among others", c(1, 1, 6, 10), c(1, 7, 7), 0.4, -0.6),
  make("everybody a team of one", rep(1, 12), rep(1, 9), 0.2, 0.7),
  make("sixty teams, teams all alike", rep(c(5, 9, 14), 10), rep(c(6, 8), 15), 0),
  make("strong differences between teams, 99%", rep(c(4, 15), 5), rep(12, 6), 1.2, 0.2, level = 0.99))), "cluster")
