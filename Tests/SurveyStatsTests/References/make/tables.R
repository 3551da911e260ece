# Association in tables of counts.
source("common.R")
suppressMessages({library(coin); library(vcd)})

answers <- read_lq2002()
set.seed(3)
rows_of <- function(x) lapply(seq_len(nrow(x)), function(i) as.integer(x[i, ]))
matrices <- list(
  `two by two` = rbind(c(3, 1), c(1, 3)),
  `two by two, large` = rbind(c(1204, 838), c(611, 489)),
  `item by group` = rbind(c(4, 9, 14, 22, 8), c(7, 12, 18, 9, 3), c(1, 4, 9, 30, 12)),
  `nearly independent` = rbind(c(10, 20, 30), c(11, 19, 31), c(20, 41, 60)),
  `far from independent` = rbind(c(40, 3, 0), c(2, 50, 1), c(0, 6, 33), c(1, 1, 1)),
  `two items of 2,042 people` = unclass(table(answers$LEAD01, answers$LEAD02)),
  `random` = matrix(rpois(35, 6), 5))

table_cases <- lapply(names(matrices), function(source) {
  x <- matrices[[source]]; dimnames(x) <- NULL; n <- sum(x)
  chi <- suppressWarnings(chisq.test(x, correct = FALSE)); associations <- assocstats(as.table(x))
  ratio <- associations$chisq_tests["Likelihood Ratio", ]
  # Bergsma (2013), equations 5 to 7; no package.
  phi2 <- max(0, unname(chi$statistic) / n - (nrow(x) - 1) * (ncol(x) - 1) / (n - 1))
  limits <- c(nrow(x) - (nrow(x) - 1)^2 / (n - 1), ncol(x) - (ncol(x) - 1)^2 / (n - 1))
  people <- as.data.frame(as.table(x)); people <- people[rep(seq_len(nrow(people)), people$Freq), ]
  kendall <- cor.test(as.integer(people$Var1), as.integer(people$Var2), method = "kendall", exact = FALSE)
  linear <- lbl_test(as.table(x), scores = list(Var1 = seq_len(nrow(x)), Var2 = seq_len(ncol(x))))
  uneven <- seq_len(ncol(x))^2
  scored <- lbl_test(as.table(x), scores = list(Var1 = seq_len(nrow(x)), Var2 = uneven))
  # assocstats and lbl_test give 1 less a probability, which is 0 for a small one: their statistics with the upper tail.
  list(source = source, table = rows_of(x),
       x2 = unname(chi$statistic), df = unname(chi$parameter), p = chi$p.value,
       g = unname(ratio["X^2"]), gProbability = pchisq(unname(ratio["X^2"]), ratio["df"], lower.tail = FALSE),
       cramersV = associations$cramer, corrected = sqrt(phi2 / (min(limits) - 1)),
       residuals = lapply(seq_len(nrow(x)), function(i) chi$stdres[i, ]),
       tau = unname(kendall$estimate), tauZ = unname(kendall$statistic), tauP = kendall$p.value,
       m2 = as.numeric(statistic(linear))^2, linearP = pchisq(as.numeric(statistic(linear))^2, 1, lower.tail = FALSE),
       unevenScores = uneven, unevenM2 = as.numeric(statistic(scored))^2)
})

two <- list(rbind(c(3, 1), c(1, 3)), rbind(c(1, 9), c(11, 3)), rbind(c(0, 5), c(4, 6)), rbind(c(7, 0), c(2, 8)),
            rbind(c(10, 20), c(30, 60)), rbind(c(120, 838), c(61, 489)), rbind(c(3, 400), c(21, 350)),
            rbind(c(0, 1), c(1, 0)), rbind(c(2, 2), c(2, 2)))
two_cases <- lapply(two, function(x) list(table = rows_of(x), p = fisher.test(x)$p.value))

larger <- list(rbind(c(3, 1, 2), c(0, 4, 5)), rbind(c(4, 1, 0, 2), c(1, 5, 2, 0), c(0, 1, 6, 3)),
               rbind(c(1, 2, 1, 2, 4), c(3, 3, 2, 1, 1), c(0, 2, 5, 4, 2), c(4, 1, 1, 5, 6)), rbind(c(2, 2), c(2, 2), c(2, 2)),
               matrix(c(3, 0, 1, 2, 1, 4, 0, 1, 2, 2, 3, 1, 0, 2, 1, 5, 1, 1, 2, 0, 3, 4, 2, 1, 1), 5),
               rbind(c(0, 3), c(0, 3), c(4, 0), c(1, 1)), rbind(c(20, 3, 2), c(4, 8, 1), c(2, 9, 10)),
               diag(5) * 3 + 1)
larger_cases <- lapply(larger, function(x) list(table = rows_of(x), p = fisher.test(x, workspace = 2e8)$p.value))

write_values(list(tables = table_cases, two = two_cases, larger = larger_cases), "tables")
