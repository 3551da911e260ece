# Writing of reference values; sourced by the other scripts of this folder.
library(jsonlite)

write_values <- function(values, name) {
  values <- c(list(made = paste(R.version.string, "psych", packageVersion("psych"))), values)
  # 15 significant digits are the most that jsonlite writes.
  writeLines(toJSON(values, auto_unbox = TRUE, digits = NA, null = "null", na = "null"),
             file.path("..", "values", paste0(name, ".json")))
}

read_lq2002 <- function() read.csv(file.path("..", "..", "..", "Fixtures", "lq2002", "lq2002.csv"))

describe_values <- function(x) list(
  n = length(x), mean = mean(x), sd = sd(x), median = median(x),
  skew = psych::skew(x, type = 3), kurtosis = psych::kurtosi(x, type = 3),
  minimum = min(x), maximum = max(x))

wilson <- function(k, n, level = 0.95) {
  limits <- suppressWarnings(prop.test(k, n, correct = FALSE, conf.level = level))$conf.int
  list(low = limits[1], high = limits[2])
}

# Limits of the net share: the differences d that the score test of d doesn't reject. The nuisance share q (unfavourable,
# with favourable q + d) is found from the likelihood itself: the root of its derivative, not a closed form.
net_limits <- function(favourable, unfavourable, n, level = 0.95) {
  z <- qnorm(1 - (1 - level) / 2)
  rest <- n - favourable - unfavourable
  nuisance <- function(d) {
    slope <- function(q) {
      (if (favourable > 0) favourable / (q + d) else 0) + (if (unfavourable > 0) unfavourable / q else 0) -
        (if (rest > 0) 2 * rest / (1 - 2 * q - d) else 0)
    }
    from <- max(0, -d); to <- (1 - d) / 2
    at <- function(share) slope(from + share * (to - from))
    if (rest == 0) return(to)
    if (at(1e-15) <= 0) return(from)
    from + uniroot(at, c(1e-15, 1 - 1e-12), tol = 1e-16, maxiter = 10000)$root * (to - from)
  }
  statistic <- function(d) {
    (favourable - unfavourable - n * d) / sqrt(n * (2 * nuisance(d) + d - d^2))
  }
  observed <- (favourable - unfavourable) / n
  root <- function(target, from, to) {
    uniroot(function(d) statistic(d) - target, c(from, to), tol = 1e-16, maxiter = 10000)$root
  }
  near <- 1e-12
  list(low = if (unfavourable == n) -1 else root(z, -1 + near, observed - near),
       high = if (favourable == n) 1 else root(-z, observed + near, 1 - near))
}

feldt <- function(alpha, cases, items, level = 0.95) {
  interval <- psych::alpha.ci(alpha, cases, items, p.val = 1 - level)
  list(low = interval$lower.ci, high = interval$upper.ci)
}

bonett <- function(alpha, cases, items, level = 0.95) {
  margin <- qnorm(1 - (1 - level) / 2) * sqrt(2 * items / ((items - 1) * (cases - 2)))
  list(low = 1 - exp(log(1 - alpha) + margin), high = 1 - exp(log(1 - alpha) - margin))
}

# Reliability of keyed items on complete cases. `check.keys = FALSE`: nothing is reversed because of the data.
reliability_values <- function(items, level = 0.95) {
  complete <- na.omit(as.data.frame(items))
  result <- suppressWarnings(psych::alpha(complete, check.keys = FALSE, warnings = FALSE))
  alpha <- result$total$raw_alpha
  k <- ncol(complete)
  list(
    cases = nrow(complete), incomplete = nrow(as.data.frame(items)) - nrow(complete),
    alpha = c(list(value = alpha), feldt(alpha, nrow(complete), k, level)),
    alphaStandardised = result$total$std.alpha, averageInterItem = result$total$average_r,
    items = lapply(seq_len(k), function(i) c(
      list(itemRest = result$item.stats$r.drop[i]),
      if (k > 2) list(alphaIfDropped = result$alpha.drop$raw_alpha[i]))))
}

# Scores: the mean of the answered items times `times`, for people with at least `minimum` answers.
scores <- function(items, minimum, times = 1) {
  items <- as.matrix(items)
  (rowMeans(items, na.rm = TRUE) * times)[rowSums(!is.na(items)) >= minimum]
}
