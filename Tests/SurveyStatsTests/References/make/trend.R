# Trends over waves: prop.trend.test, Kendall's test against time, and Sen's slope.
source("common.R")
set.seed(20260302)

shares <- list(
  list(times = c(1, 2, 3, 4), k = c(83, 90, 129, 70), n = c(86, 93, 136, 82)),
  list(times = c(0, 7, 10, 25, 31), k = c(10, 14, 0, 31, 40), n = c(44, 51, 12, 60, 61)),
  list(times = c(2021.25, 2022.5, 2023.75), k = c(611, 640, 702), n = c(1100, 1080, 1203)),
  list(times = c(1, 2), k = c(56, 48), n = c(70, 80)))
share_cases <- lapply(shares, function(x) {
  test <- prop.trend.test(x$k, x$n, x$times)
  c(x, list(chiSquare = as.numeric(test$statistic), p = test$p.value,
            slope = as.numeric(coef(lm(k / n ~ times, data = as.data.frame(x), weights = n))[2])))
})

series <- list(
  list(source = "rising", values = c(3.1, 3.0, 3.3, 3.4, 3.2, 3.6, 3.7, 3.9)),
  list(source = "ties", values = c(2, 2, 3, 2, 3, 3, 4, 3, 4, 2)),
  list(source = "falling with one tie", values = c(0.9, 0.85, 0.8, 0.8, 0.7, 0.75, 0.6, 0.5, 0.4)),
  list(source = "as many up as down", values = c(1, 2, 3, 4, 4, 3, 2, 1)),
  list(source = "random", values = round(rnorm(24, 3.5, 0.2), 2)))
series_cases <- lapply(series, function(x) {
  n <- length(x$values)
  times <- cumsum(c(0, sample(c(0.5, 1, 1.25), n - 1, TRUE)))
  test <- suppressWarnings(cor.test(times, x$values, method = "kendall", exact = FALSE, continuity = TRUE))
  # Sen (1968), limits as in scipy.stats.theilslopes: ranks from the tie-corrected variance, rounded half to even.
  pairs <- which(upper.tri(diag(n)), arr.ind = TRUE)
  slopes <- sort((x$values[pairs[, 2]] - x$values[pairs[, 1]]) / (times[pairs[, 2]] - times[pairs[, 1]]))
  ties <- table(x$values)
  sigma <- sqrt((n * (n - 1) * (2 * n + 5) - sum(ties * (ties - 1) * (2 * ties + 5))) / 18)
  width <- qnorm(0.975) * sigma
  low <- max(round((length(slopes) - width) / 2), 1)
  high <- min(round((length(slopes) + width) / 2) + 1, length(slopes))
  c(x, list(times = times, z = as.numeric(test$statistic), p = test$p.value, tau = as.numeric(test$estimate),
            variance = sigma^2, slope = median(slopes), low = slopes[low], high = slopes[high]))
})

write_values(list(shares = share_cases, series = series_cases), "trend")
