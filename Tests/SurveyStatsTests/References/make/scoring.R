# Scale scores with the missing rule: lq2002 with seeded holes. The holes are stored: item (from 0), row (from 0), code.
source("common.R")

answers <- read_lq2002()
set.seed(20240503)
scale <- function(id, prefix, options, offset, reversed, minimums) {
  items <- as.matrix(answers[, grep(prefix, names(answers))])
  hole <- which(matrix(runif(length(items)) < .04, nrow = nrow(items)), arr.ind = TRUE)
  # A few people with nearly nothing, so that the rule bites.
  bare <- as.matrix(expand.grid(row = sample(nrow(items), 25), col = seq_len(ncol(items) - 1)))
  hole <- unique(rbind(hole, bare))
  items[hole] <- NA
  keyed <- items
  keyed[, reversed] <- offset * 2 + options - 1 - keyed[, reversed]
  list(
    id = id, prefix = prefix, lowest = offset, options = options, reversed = as.list(reversed),
    holes = unname(cbind(hole[, 2] - 1, hole[, 1] - 1, sample(c(0, 253, 254, 255), nrow(hole), replace = TRUE))),
    complete = sum(complete.cases(keyed)),
    scores = do.call(c, lapply(minimums, function(minimum) lapply(c("mean", "sum"), function(scoring) {
      x <- scores(keyed, minimum, if (scoring == "sum") ncol(keyed) else 1)
      c(list(scoring = scoring, minimumAnswered = minimum, withoutScore = nrow(items) - length(x)), describe_values(x))
    }))),
    reliability = reliability_values(keyed))
}

write_values(list(scales = list(
  scale("leadership", "^LEAD", 5, 1, integer(), c(1, 6, 11)),
  scale("task-significance", "^TSIG", 5, 1, 2, c(1, 2, 3)),
  scale("hostility", "^HOSTIL", 5, 0, c(1, 4), c(1, 3, 5)))), "scoring")
