# Intervals of proportions, means and net shares.
source("common.R")

proportions <- expand.grid(n = c(1, 2, 5, 12, 30, 118, 2042, 1000000), part = c(0, 0.03, 0.25, 0.5, 0.8, 1),
                           level = c(0.9, 0.95, 0.99))
proportions$k <- round(proportions$n * proportions$part)
proportions <- unique(proportions[, c("k", "n", "level")])

wilson_cases <- lapply(seq_len(nrow(proportions)), function(i) with(proportions[i, ], c(
  list(k = k, n = n, level = level), wilson(k, n, level))))

exact_cases <- lapply(seq_len(nrow(proportions)), function(i) with(proportions[i, ], {
  limits <- binom.test(k, n, conf.level = level)$conf.int
  list(k = k, n = n, level = level, low = limits[1], high = limits[2])
}))

# Wilson with n(N-1)/(N-n) in place of n, written out.
finite <- expand.grid(population = c(13, 20, 119, 150, 4000), n = c(12, 118), part = c(0, 0.25, 0.7, 1))
finite <- finite[finite$population > finite$n, ]
finite_cases <- lapply(seq_len(nrow(finite)), function(i) with(finite[i, ], {
  k <- round(n * part); p <- k / n; z <- qnorm(0.975)
  m <- n * (population - 1) / (population - n)
  margin <- z * sqrt(p * (1 - p) / m + z^2 / (4 * m^2))
  list(k = k, n = n, population = population,
       low = if (k == 0) 0 else (p + z^2 / (2 * m) - margin) / (1 + z^2 / m),
       high = if (k == n) 1 else (p + z^2 / (2 * m) + margin) / (1 + z^2 / m))
}))

means <- list(
  list(values = 1:5, counts = c(312, 205, 88, 31, 7)), list(values = 1:5, counts = c(0, 1, 0, 0, 1)),
  list(values = 0:10, counts = c(90, 3, 2, 1, 1, 4, 1, 2, 5, 7, 84)))
mean_cases <- do.call(c, lapply(means, function(case) lapply(c(0.9, 0.95, 0.99), function(level) {
  limits <- t.test(rep(case$values, case$counts), conf.level = level)$conf.int
  c(case, list(level = level, low = limits[1], high = limits[2]))
})))

nets <- list(c(40, 20, 160), c(1, 0, 44), c(0, 1, 44), c(0, 0, 12), c(12, 0, 12), c(0, 12, 12), c(7, 5, 12), c(6, 6, 12),
             c(1, 1, 2), c(61, 9, 118), c(1500, 212, 2042), c(3, 1900, 2042), c(400000, 350000, 1000000))
net_cases <- do.call(c, lapply(nets, function(x) lapply(c(0.9, 0.95, 0.99), function(level) c(
  list(favourable = x[1], unfavourable = x[2], n = x[3], level = level), net_limits(x[1], x[2], x[3], level)))))

write_values(list(wilson = wilson_cases, wilsonFinite = finite_cases, clopperPearson = exact_cases, mean = mean_cases,
                  net = net_cases), "intervals")
