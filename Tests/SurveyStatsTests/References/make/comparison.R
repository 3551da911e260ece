# Comparisons of two and of several groups, given as distinct values with one count per group.
source("common.R")
suppressMessages(library(coin))

answers <- read_lq2002()
leadership <- rowSums(answers[, grep("^LEAD", names(answers))])
by_company <- function(x, companies, source) {
  kept <- answers$COMPID %in% companies
  counts <- table(x[kept], factor(answers$COMPID[kept], levels = companies))
  list(source = source, values = as.numeric(rownames(counts)), counts = unname(lapply(companies, function(id) {
    as.integer(counts[, as.character(id)])
  })))
}
made <- function(source, values, ...) list(source = source, values = values, counts = list(...))
companies <- sort(unique(answers$COMPID))

two <- list(
  made("seven and nine answers", 1:5, c(1, 0, 2, 3, 1), c(3, 2, 3, 1, 0)),
  made("no ties", c(0.5, 1, 1.5, 2, 3, 4, 7), c(1, 0, 1, 0, 0, 1, 1), c(0, 1, 0, 1, 1, 0, 0)),
  made("equal groups", 1:4, c(3, 2, 1, 4), c(3, 2, 1, 4)),
  made("fifteen and fifteen", 1:7, c(0, 1, 1, 2, 4, 5, 2), c(2, 3, 3, 4, 1, 1, 1)),
  made("three and twenty-seven", 1:5, c(2, 1, 0, 0, 0), c(1, 5, 9, 7, 5)),
  made("large and small", 1:5, c(400, 900, 1500, 800, 210), c(3, 1, 2, 0, 7)),
  made("far from zero", 1e6 + 1:5, c(14, 20, 31, 12, 2), c(22, 24, 19, 5, 1)),
  by_company(answers$LEAD01, companies[1:2], "an item in two companies"),
  by_company(leadership, companies[c(3, 7)], "a scale in two companies"))

several <- list(
  made("three small groups", 1:5, c(1, 0, 2, 3, 1), c(3, 2, 3, 1, 0), c(0, 1, 1, 4, 2)),
  made("four groups", 1:7, c(4, 5, 9, 12, 6, 2, 1), c(1, 2, 8, 15, 9, 6, 2), c(0, 3, 4, 4, 9, 8, 7), c(2, 2, 2, 2, 2, 2, 2)),
  made("alike", 1:3, c(5, 6, 7), c(10, 12, 14), c(5, 6, 7)),
  by_company(answers$TSIG02, companies[1:6], "an item in six companies"),
  by_company(leadership, companies, "a scale in all companies"))

groups <- function(case) lapply(case$counts, function(counts) rep(case$values, counts))
members <- function(case) factor(rep(seq_along(case$counts), sapply(case$counts, sum)))

# z of wilcox.test from its own p; the sign from U.
mann_whitney <- function(x, y) {
  test <- function(correct) suppressWarnings(wilcox.test(x, y, exact = FALSE, correct = correct))
  group <- factor(rep(1:2, c(length(x), length(y))))
  z <- function(y) as.numeric(statistic(wilcox_test(y ~ group), type = "standardized"))
  small <- length(group) <= 30
  list(u = unname(test(FALSE)$statistic), z = z(c(x, y)), p = test(FALSE)$p.value, continuityP = test(TRUE)$p.value,
       exactP = if (small) as.numeric(pvalue(wilcox_test(c(x, y) ~ group, distribution = "exact"))))
}

# Every pair, as written in the article; no package.
cliff <- function(x, y, level) {
  pairs <- sign(outer(x, y, "-")); d <- mean(pairs); m <- length(x); n <- length(y)
  s2 <- (n^2 * sum((rowMeans(pairs) - d)^2) + m^2 * sum((colMeans(pairs) - d)^2) - sum((pairs - d)^2)) /
    (m * n * (m - 1) * (n - 1))
  t <- qt(1 - (1 - level) / 2, m + n - 2)
  limit <- function(sign) (d - d^3 + sign * t * sqrt(s2) * sqrt((1 - d^2)^2 + t^2 * s2)) / (1 - d^2 + t^2 * s2)
  list(level = level, value = d, low = max(-1, limit(-1)), high = min(1, limit(1)))
}

hedges <- function(x, y, level) {
  m <- length(x); n <- length(y); df <- m + n - 2
  d <- (mean(x) - mean(y)) / sqrt(((m - 1) * var(x) + (n - 1) * var(y)) / df)
  scale <- sqrt(1 / m + 1 / n)
  ncp <- function(p) uniroot(function(ncp) pt(d / scale, df, ncp) - p, d / scale + c(-8, 8) * (1 + abs(d / scale)),
                             tol = 1e-14, maxiter = 10000)$root
  g <- suppressWarnings(effectsize::hedges_g(x, y, ci = level))
  correction <- exp(lgamma(df / 2) - lgamma((df - 1) / 2) - log(df / 2) / 2)
  list(level = level, d = d, correction = correction, exact = d * correction,
       approximate = d * (1 - 3 / (4 * (m + n) - 9)),
       low = suppressWarnings(ncp(1 - (1 - level) / 2)) * scale, high = suppressWarnings(ncp((1 - level) / 2)) * scale,
       effectsize = list(value = g$Hedges_g, low = g$CI_low, high = g$CI_high))
}

two_cases <- lapply(two, function(case) {
  x <- groups(case)[[1]]; y <- groups(case)[[2]]
  welch <- t.test(x, y)
  c(case, list(
    mannWhitney = mann_whitney(x, y),
    welch = list(difference = mean(x) - mean(y), low = welch$conf.int[1], high = welch$conf.int[2],
                 t = unname(welch$statistic), df = unname(welch$parameter), p = welch$p.value),
    cliff = lapply(c(0.9, 0.95), function(level) cliff(x, y, level)),
    hedges = lapply(c(0.9, 0.95), function(level) hedges(x, y, level)),
    superiority = list(lower = mean(outer(x, y, "<")), tied = mean(outer(x, y, "==")), higher = mean(outer(x, y, ">")))))
})

several_cases <- lapply(several, function(case) {
  x <- unlist(groups(case)); g <- members(case)
  kruskal <- kruskal.test(x, g); welch <- oneway.test(x ~ g, var.equal = FALSE); n <- length(x)
  kendall <- cor.test(x, as.integer(g), method = "kendall", exact = FALSE)
  j <- sum(sapply(combn(length(case$counts), 2, simplify = FALSE), function(pair) {
    a <- groups(case)[[pair[1]]]; b <- groups(case)[[pair[2]]]
    sum(outer(a, b, "<")) + sum(outer(a, b, "==")) / 2
  }))
  c(case, list(
    kruskal = list(h = unname(kruskal$statistic), df = unname(kruskal$parameter), p = kruskal$p.value,
                   epsilonSquared = unname(kruskal$statistic) * (n + 1) / (n^2 - 1)),
    welch = list(f = unname(welch$statistic), df1 = unname(welch$parameter[1]), df2 = unname(welch$parameter[2]),
                 p = welch$p.value),
    # Kendall's S has twice the variance root of Jonckheere's J, so that both have the same z.
    jonckheere = list(j = j, z = unname(kendall$statistic), p = kendall$p.value)))
})

families <- list(c(0.01, 0.02, NA, 0.03, 0.04), c(0.04, 0.001, 0.04, 0.5, NA, 1, 0), c(NA, NA), 0.2,
                 c(0.9, 0.8, 0.7), (1:30)^2 / 1000)
family_cases <- lapply(families, function(p) list(
  given = I(p), holm = I(p.adjust(p, "holm")), benjaminiHochberg = I(p.adjust(p, "BH"))))

write_values(list(two = two_cases, several = several_cases, families = family_cases), "comparison")
