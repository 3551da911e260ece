# The bivariate normal distribution, polychoric correlations and ordinal alpha.
source("common.R")
suppressMessages({library(polycor); library(lavaan)})

# One dimension conditional on the other, integrated: no bivariate routine involved.
bivariate <- function(x, y, r) {
  integrate(function(z) dnorm(z) * pnorm((y - r * z) / sqrt(1 - r^2)), -Inf, x, rel.tol = 1e-13,
            subdivisions = 2000)$value
}
normal_cases <- expand.grid(x = c(-2.5, -0.4, 0, 1.3), y = c(-1.7, 0, 0.6, 2.2),
                            r = c(-0.99, -0.93, -0.8, -0.5, -0.1, 0.2, 0.6, 0.9, 0.95))
normal <- lapply(seq_len(nrow(normal_cases)), function(i) with(normal_cases[i, ], list(
  x = x, y = y, r = r, p = bivariate(x, y, r),
  pmvnorm = as.vector(mvtnorm::pmvnorm(upper = c(x, y), corr = matrix(c(1, r, r, 1), 2),
                                       algorithm = mvtnorm::TVPACK(1e-15))))))

# The maximum of the two-step likelihood, closer than polychor itself goes.
precise <- function(table) {
  rows <- qnorm(cumsum(rowSums(table)) / sum(table)); columns <- qnorm(cumsum(colSums(table)) / sum(table))
  rows <- c(-Inf, rows[-length(rows)], Inf); columns <- c(-Inf, columns[-length(columns)], Inf)
  negative <- function(r) {
    cell <- function(i, j) mvtnorm::pmvnorm(c(rows[i], columns[j]), c(rows[i + 1], columns[j + 1]),
                                            corr = matrix(c(1, r, r, 1), 2))
    p <- outer(seq_len(nrow(table)), seq_len(ncol(table)), Vectorize(cell))
    -sum(ifelse(table > 0, table * log(p), 0))
  }
  optimise(negative, c(-0.9999, 0.9999), tol = 1e-9)$minimum
}

counts <- function(table) lapply(seq_len(nrow(table)), function(i) as.list(as.integer(unname(table[i, ]))))
tables <- list(
  list("three by three", rbind(c(20, 8, 2), c(9, 25, 10), c(1, 7, 18))),
  list("negative", rbind(c(2, 8, 20), c(9, 25, 10), c(18, 7, 1))),
  list("two by two", rbind(c(40, 15), c(12, 33))),
  list("two by five", rbind(c(10, 20, 15, 5, 2), c(2, 6, 18, 22, 16))),
  list("empty cells", rbind(c(12, 4, 0, 0), c(5, 20, 3, 0), c(0, 6, 15, 2), c(0, 0, 3, 9))),
  list("an empty answer in between", rbind(c(20, 0, 8, 2), c(0, 0, 0, 0), c(9, 0, 25, 10), c(1, 0, 7, 18))),
  list("independent", rbind(c(10, 20, 30), c(20, 40, 60))))
table_values <- lapply(tables, function(entry) {
  table <- entry[[2]]
  kept <- table[rowSums(table) > 0, colSums(table) > 0]
  list(source = entry[[1]], table = counts(table), polychor = suppressWarnings(polychor(table, ML = FALSE)),
       precise = precise(kept),
       rows = as.list(head(qnorm(cumsum(rowSums(kept)) / sum(kept)), -1)),
       columns = as.list(head(qnorm(cumsum(colSums(kept)) / sum(kept)), -1)))
})

scale_values <- function(source, items, prefix = NULL, columns = NULL, options = 5) {
  complete <- na.omit(setNames(as.data.frame(items), paste0("x", seq_len(ncol(items)))))
  r <- unclass(lavCor(complete, ordered = names(complete), estimator = "two.step", zero.add = c(0, 0)))
  k <- ncol(complete); average <- mean(r[lower.tri(r)])
  pairs <- outer(seq_len(k), seq_len(k), Vectorize(function(i, j)
    if (i == j) 1 else polychor(complete[[i]], complete[[j]], ML = FALSE)))
  list(source = source, prefix = prefix, columns = columns, options = options, n = nrow(complete),
       lavCor = lapply(seq_len(k), function(i) as.list(unname(r[i, ]))),
       polychor = lapply(seq_len(k), function(i) as.list(pairs[i, ])),
       alpha = k * average / (1 + (k - 1) * average))
}

set.seed(20240625)
answers <- read_lq2002()
trait <- rnorm(250)
seeded <- sapply(c(.7, .5, .8, .6), function(l)
  findInterval(l * trait + sqrt(1 - l^2) * rnorm(250), c(-0.3, 0.8, 1.5)) + 1)
seeded[matrix(runif(length(seeded)) < .05, ncol = 4)] <- NA
write_values(list(
  polycor = as.character(packageVersion("polycor")), lavaan = as.character(packageVersion("lavaan")),
  normal = normal, tables = table_values, scales = list(
    scale_values("leadership climate, real answers", answers[grep("^LEAD", names(answers))], "LEAD"),
    scale_values("hostility, real answers from 0", answers[grep("^HOSTIL", names(answers))], "HOSTIL"),
    scale_values("task significance, real answers", answers[grep("^TSIG", names(answers))], "TSIG"),
    scale_values("skewed answers with holes", seeded, options = 4,
                 columns = apply(ifelse(is.na(seeded), 0, seeded), 2, identity, simplify = FALSE)))), "polychoric")
