# Johnson's relative weights and LMG by all subsets, from correlation matrices.
source("common.R")
set.seed(20260303)

johnson <- function(R, r) {
  e <- eigen(R)
  root <- e$vectors %*% diag(sqrt(e$values), length(r)) %*% t(e$vectors)
  as.numeric(root^2 %*% solve(root, r)^2)
}

# The mean gain of R-squared over all orders, each subset's R-squared by solve().
lmg <- function(R, r) {
  p <- length(r)
  fit <- sapply(0:(2^p - 1), function(s) {
    inside <- which(bitwAnd(s, 2^(0:(p - 1))) > 0)
    if (length(inside) == 0) 0 else sum(r[inside] * solve(R[inside, inside, drop = FALSE], r[inside]))
  })
  sapply(1:p, function(j) {
    without <- which(bitwAnd(0:(2^p - 1), 2^(j - 1)) == 0) - 1
    sizes <- sapply(without, function(s) sum(bitwAnd(s, 2^(0:(p - 1))) > 0))
    sum(factorial(sizes) * factorial(p - 1 - sizes) / factorial(p) * (fit[without + 2^(j - 1) + 1] - fit[without + 1]))
  })
}

lq <- read_lq2002()
items <- as.matrix(lq[, c(grep("^LEAD", names(lq)), grep("^TSIG", names(lq)))])
hostility <- rowMeans(lq[, grep("^HOSTIL", names(lq))])
common <- matrix(rnorm(80 * 4), 80) %*% matrix(c(1, .5, .2, 0, 0, 1, .6, .3, 0, 0, 1, .4, 0, 0, 0, 1), 4)
suppressed <- cbind(common, rowSums(common[, 1:2]) - 0.8 * common[, 3] + rnorm(80))

data <- list(
  list(source = "lq2002, items of leadership and task significance on hostility", x = items, y = hostility),
  list(source = "lq2002, three items", x = items[, 1:3], y = hostility),
  list(source = "one predictor", x = items[, 1, drop = FALSE], y = hostility),
  list(source = "four with suppression", x = suppressed[, 1:4], y = suppressed[, 5]))
cases <- lapply(data, function(d) {
  R <- cor(d$x); r <- as.numeric(cor(d$x, d$y))
  # R-squared by lm, apart from both formulas.
  list(source = d$source, n = nrow(d$x), predictors = lapply(1:ncol(R), function(i) as.list(as.numeric(R[i, ]))),
       outcome = as.list(r), r2 = summary(lm(d$y ~ d$x))$r.squared,
       johnson = as.list(johnson(R, r)), lmg = as.list(lmg(R, r)))
})

# Bootstrap intervals: R's own percentile interval, to compare within simulation error.
boot <- replicate(4000, { i <- sample(80, replace = TRUE)
  c(johnson(cor(suppressed[i, 1:4]), as.numeric(cor(suppressed[i, 1:4], suppressed[i, 5])))) })
bootstrap <- list(columns = lapply(1:5, function(j) suppressed[, j]), correlations = cases[[4]]$predictors,
                  low = as.numeric(apply(boot, 1, quantile, 0.025)), high = as.numeric(apply(boot, 1, quantile, 0.975)))

write_values(list(cases = cases, bootstrap = bootstrap), "drivers")
