# Distributions of many shapes: as values with counts, beside base R and psych on the expanded observations.
source("common.R")

set.seed(20240501)
shapes <- list(
  list(source = "five options, skewed", values = 1:5, counts = c(312, 205, 88, 31, 7)),
  list(source = "five options, symmetric", values = 1:5, counts = c(10, 25, 40, 25, 10)),
  list(source = "one empty category", values = 1:5, counts = c(4, 0, 9, 2, 5)),
  list(source = "codes from 0", values = 0:4, counts = c(1200, 400, 250, 130, 62)),
  list(source = "0 to 10, polarised", values = 0:10, counts = c(90, 3, 2, 1, 1, 4, 1, 2, 5, 7, 84)),
  list(source = "two observations", values = c(2, 5), counts = c(1, 1)),
  list(source = "even n, median between two values", values = c(1, 2, 4, 5), counts = c(1, 2, 1, 2)),
  list(source = "negative and large values", values = c(-250, 0, 17, 1e6), counts = c(3, 2, 8, 1)),
  list(source = "scores with thirds", values = (3:15) / 3, counts = rpois(13, 6) + 1),
  list(source = "a million observations", values = 1:7, counts = c(100001, 99999, 150000, 250000, 200000, 150000, 50000)))

write_values(list(distributions = lapply(shapes, function(shape) c(
  shape, describe_values(rep(as.numeric(shape$values), shape$counts))))), "descriptive")
