# Alpha of seeded scales with holes and reversed items, and intervals of given coefficients.
source("common.R")

set.seed(20240502)
make <- function(source, n, loadings, options, holes = 0, reversed = integer()) {
  trait <- rnorm(n)
  items <- sapply(loadings, function(l) {
    raw <- l * trait + sqrt(1 - l^2) * rnorm(n)
    findInterval(raw, qnorm(seq_len(options - 1) / options)) + 1
  })
  items[matrix(runif(length(items)) < holes, nrow = n)] <- NA
  keyed <- items
  keyed[, reversed] <- options + 1 - keyed[, reversed]
  list(source = source, options = options, reversed = as.list(reversed),
       # 0 stands for a missing answer.
       columns = apply(ifelse(is.na(items), 0, items), 2, identity, simplify = FALSE),
       expected = reliability_values(keyed))
}

scales <- list(
  make("five items of five options", 200, c(.7, .6, .8, .5, .65), 5),
  make("two items", 60, c(.7, .7), 5),
  make("holes in every item", 300, c(.7, .6, .8, .5), 7, holes = .1),
  make("third item declared reversed though it is not", 150, c(.7, .6, .8, .5), 5, reversed = 3),
  make("opposite wording, declared reversed", 150, c(.7, -.6, .8, -.5), 5, reversed = c(2, 4)),
  make("no common trait, alpha near or below zero", 80, c(0, 0, 0), 4),
  make("twenty items, few people", 12, rep(.5, 20), 5),
  make("two answer options", 400, c(.6, .6, .7, .7, .5, .4), 2, holes = .03))

coefficients <- expand.grid(alpha = c(-0.4, 0, 0.3, 0.7, 0.95, 0.999), items = c(2, 5, 20), cases = c(3, 12, 118, 2042),
                            level = c(0.9, 0.95))
interval_cases <- lapply(seq_len(nrow(coefficients)), function(i) with(coefficients[i, ], list(
  alpha = alpha, items = items, cases = cases, level = level,
  feldt = feldt(alpha, cases, items, level), bonett = bonett(alpha, cases, items, level))))

write_values(list(scales = scales, intervals = interval_cases), "reliability")
