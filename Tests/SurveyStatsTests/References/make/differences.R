# Wilson with continuity correction, and Newcombe's method 10 from the limits of prop.test.
source("common.R")

proportions <- expand.grid(n = c(1, 2, 5, 12, 30, 118, 2042, 1000000), part = c(0, 0.03, 0.25, 0.5, 0.8, 1),
                           level = c(0.9, 0.95, 0.99))
proportions$k <- round(proportions$n * proportions$part)
proportions <- unique(proportions[, c("k", "n", "level")])

# A null share far from the observed one: prop.test shrinks the correction near the null share (0.5 by default).
corrected_cases <- lapply(seq_len(nrow(proportions)), function(i) with(proportions[i, ], {
  limits <- suppressWarnings(prop.test(
    k, n, p = if (k / n < 0.5) 0.999999 else 0.000001, correct = TRUE, conf.level = level))$conf.int
  list(k = k, n = n, level = level, low = limits[1], high = limits[2])
}))

pairs <- list(c(56, 70, 48, 80), c(9, 10, 3, 10), c(6, 7, 2, 7), c(5, 56, 0, 29), c(0, 10, 0, 20), c(10, 10, 0, 20),
              c(10, 10, 20, 20), c(1, 1, 0, 1), c(1204, 2042, 611, 1100), c(400000, 1000000, 7, 12))
newcombe_cases <- do.call(c, lapply(pairs, function(x) lapply(c(0.9, 0.95, 0.99), function(level) {
  p <- x[1] / x[2]; q <- x[3] / x[4]
  first <- wilson(x[1], x[2], level); second <- wilson(x[3], x[4], level)
  list(k1 = x[1], n1 = x[2], k2 = x[3], n2 = x[4], level = level,
       low = p - q - sqrt((p - first$low)^2 + (second$high - q)^2),
       high = p - q + sqrt((first$high - p)^2 + (q - second$low)^2))
})))

write_values(list(wilsonCorrected = corrected_cases, newcombe = newcombe_cases), "differences")
