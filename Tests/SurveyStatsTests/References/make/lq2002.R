# Every statistic of the first report on 2,042 real answers.
source("common.R")

answers <- read_lq2002()
item_values <- function(x, codes, favourable, unfavourable) {
  share <- function(set) {
    k <- sum(x %in% set)
    c(list(count = k, share = k / length(x)), wilson(k, length(x)))
  }
  c(describe_values(x), list(
    counts = as.list(table(factor(x, levels = codes))),
    favourable = share(favourable), unfavourable = share(unfavourable),
    net = c(list(value = mean(x %in% favourable) - mean(x %in% unfavourable)),
            net_limits(sum(x %in% favourable), sum(x %in% unfavourable), length(x)))))
}

families <- list(
  leadership = list(prefix = "^LEAD", codes = 1:5, favourable = 4:5, unfavourable = 1:2),
  `task-significance` = list(prefix = "^TSIG", codes = 1:5, favourable = 4:5, unfavourable = 1:2),
  hostility = list(prefix = "^HOSTIL", codes = 0:4, favourable = 3:4, unfavourable = 0:1))

named <- function(values, names) setNames(values, names)
items <- list(); scales <- list()
for (id in names(families)) {
  family <- families[[id]]
  columns <- grep(family$prefix, names(answers), value = TRUE)
  for (column in columns) {
    items[[column]] <- item_values(answers[[column]], family$codes, family$favourable, family$unfavourable)
  }
  keyed <- answers[, columns]
  turned <- keyed
  turned[[2]] <- min(family$codes) + max(family$codes) - turned[[2]]
  entry <- function(x) {
    result <- reliability_values(x)
    result$items <- named(result$items, columns)
    result
  }
  scales[[id]] <- c(
    list(items = columns), describe_values(scores(keyed, length(columns))),
    list(reliability = entry(keyed), reliabilitySecondReversed = entry(turned),
         bonett = bonett(reliability_values(keyed)$alpha$value, nrow(keyed), length(columns))))
}

write_values(list(respondents = nrow(answers), items = items, scales = scales), "lq2002")
