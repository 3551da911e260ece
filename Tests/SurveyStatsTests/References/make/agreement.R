# Agreement within groups, intraclass correlations and design effects: real companies, and seeded groups with holes.
source("common.R")
suppressMessages(library(multilevel))

index <- function(values, groups, sizes, all) {
  kept <- !is.na(values)
  list(groups = as.list(as.integer(as.character(groups[kept]))), n = as.list(unname(sizes[kept])),
       values = as.list(unname(values[kept])),
       mean = mean(values[kept]), median = median(values[kept]), without = all - sum(kept))
}

deff <- function(icc, sizes) list(
  meanSize = 1 + (mean(sizes) - 1) * icc, weightedSize = 1 + (sum(sizes^2) / sum(sizes) - 1) * icc)

# `items` are keyed; `groups` are codes; a score needs `minimum` answers.
values <- function(source, items, groups, codes, minimum = ncol(items), extra = list()) {
  options <- length(codes)
  all <- length(unique(na.omit(groups)))
  nulls <- c(list(uniform = (options^2 - 1) / 12),
             if (options == 5) list(`slight-skew` = 1.34, `moderate-skew` = 0.90, `heavy-skew` = 0.44))
  agreement <- lapply(nulls, function(null) {
    result <- if (ncol(items) > 1) rwg.j(items, groups, null) else rwg(items[[1]], groups, null)
    index(result[[2]], result$grpid, result$gsize, all)
  })
  x <- if (ncol(items) > 1) items else items[[1]]
  deviation <- function(type) { result <- ad.m(x, groups, type); index(result$AD.M, result$grpid, result$gsize, all) }
  bounded <- suppressWarnings(awg(x, groups, range(codes)))
  score <- ifelse(rowSums(!is.na(items)) >= minimum, rowMeans(items, na.rm = TRUE), NA)
  known <- !is.na(score) & !is.na(groups)
  model <- aov(score ~ factor(groups), subset = known)
  table <- summary(model)[[1]]
  sizes <- as.vector(table(groups[known]))
  n0 <- (sum(sizes) - sum(sizes^2) / sum(sizes)) / (length(sizes) - 1)
  between <- table[1, 3]; within <- table[2, 3]
  c(list(source = source, options = options, lowest = min(codes), minimum = minimum), extra, list(
    agreement = agreement, adMean = deviation("mean"), adMedian = deviation("median"),
    awg = index(bounded$a.wg, bounded$grpid, bounded$nraters, all),
    icc = list(icc1 = ICC1(model), icc2 = ICC2(model), icc1n0 = (between - within) / (between + (n0 - 1) * within),
               n0 = n0, f = table[1, 4], p = table[1, 5], df1 = table[1, 1], df2 = table[2, 1],
               between = between, within = within, n = sum(sizes)),
    designEffect = deff(ICC1(model), sizes)))
}

real <- function(source, prefix, codes) {
  columns <- answers[grep(paste0("^", prefix), names(answers))]
  values(source, columns, answers$COMPID, codes, extra = list(prefix = prefix))
}

make <- function(source, sizes, items, options, spread, holes = 0, lowest = 1, minimum = items) {
  groups <- rep(seq_along(sizes), sizes)
  level <- rnorm(length(sizes), sd = spread)[groups] + rnorm(length(groups))
  columns <- as.data.frame(sapply(seq_len(items), function(i)
    findInterval(level + rnorm(length(groups)), 1.6 * qnorm(seq_len(options - 1) / options)) + lowest))
  columns[matrix(runif(length(groups) * items) < holes, ncol = items)] <- NA
  # 0 stands for a missing answer or no group.
  coded <- unname(lapply(columns, function(x) ifelse(is.na(x), 0, x - lowest + 1)))
  given <- groups
  groups[runif(length(groups)) < holes / 2] <- NA
  values(source, columns, groups, seq_len(options) + lowest - 1, minimum,
         list(columns = coded, groups = ifelse(is.na(groups), 0, groups)))
}

set.seed(20240618)
answers <- read_lq2002()
write_values(list(multilevel = as.character(packageVersion("multilevel")), companies = answers$COMPID, cases = list(
  real("leadership climate, real answers", "LEAD", 1:5),
  real("hostility, real answers from 0", "HOSTIL", 0:4),
  real("task significance, real answers", "TSIG", 1:5),
  real("one item, real answers", "TSIG01", 1:5),
  make("groups of one size", rep(8, 12), 4, 5, .5),
  make("unequal groups, holes, some groups of one", c(1, 2, 3, 30, 12, 7, 1, 5, 9), 4, 5, .6, holes = .08, minimum = 3),
  make("seven options, no difference between groups", rep(c(4, 9), 10), 3, 7, 0),
  make("strong differences, codes from 0", rep(c(3, 6, 15), 5), 3, 5, 2.5, lowest = 0))), "agreement")
