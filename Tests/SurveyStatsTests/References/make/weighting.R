# Raking, and weighted proportions with linearised standard errors.
source("common.R")
suppressMessages(library(survey))
set.seed(20260301)

margin_names <- c("region", "role", "tenure")
tight <- list(maxit = 5000, epsilon = 1e-13)

# Answers in three weighting variables, and one item (1 favourable, 0 not, NA missing) that depends on them.
make_people <- function(n, sizes) {
  people <- as.data.frame(lapply(sizes, function(k) sample(k, n, TRUE, prob = (k:1) / sum(1:k))))
  names(people) <- margin_names[seq_along(sizes)]
  chance <- plogis(-0.4 + 0.5 * people[[1]] - 0.3 * people[[length(sizes)]])
  people$hit <- ifelse(runif(n) < 0.12, NA, rbinom(n, 1, chance))
  people
}

rake_to <- function(people, weights, margins, totals) {
  design <- svydesign(ids = ~1, weights = weights, data = people)
  rake(design, lapply(margins, function(m) reformulate(m)), totals, control = tight)
}

share <- function(design) {
  # Missing answers are a subset of weight 0, not dropped rows: calibration is over everybody.
  design <- update(design, answered = !is.na(hit), hit = ifelse(is.na(hit), 0, hit))
  answered <- subset(design, answered)
  mean <- svymean(~hit, answered)
  limits <- function(method) as.numeric(attr(svyciprop(~hit, answered, method = method), "ci"))
  logit <- limits("logit"); xlogit <- limits("xlogit")
  list(n = sum(design$variables$answered), value = as.numeric(coef(mean)), se = as.numeric(SE(mean)),
       df = degf(answered), low = logit[1], high = logit[2], xlow = xlogit[1], xhigh = xlogit[2])
}

# svyrecvar sweeps the residuals over the margins ten times; this is where the sweeps lead: ordinary least squares.
projected_se <- function(people, w, margins, fpc = 1) {
  p <- sum(w * people$hit, na.rm = TRUE) / sum(w[!is.na(people$hit)])
  e <- ifelse(is.na(people$hit), 0, (people$hit - p)) / sum(w[!is.na(people$hit)])
  x <- w * resid(lm(e ~ ., data = as.data.frame(lapply(people[margins], factor))))
  n <- nrow(people)
  sqrt(fpc * n / (n - 1) * sum((x - mean(x))^2))
}

# Scores 0…20, drawn apart from the rest so that they leave its random numbers as they are; 255 without a score.
scores_of <- function(people) ifelse(is.na(people$hit), 255, (people[[1]] * 7 + seq_len(nrow(people)) * 5) %% 21)
score_mean <- function(design) {
  design <- update(design, answered = score < 255, score = ifelse(score < 255, score / 4, 0))
  mean <- svymean(~score, subset(design, answered))
  limits <- confint(mean, df = degf(subset(design, answered)))
  list(value = as.numeric(coef(mean)), se = as.numeric(SE(mean)), low = limits[1], high = limits[2])
}

cases <- list(list(source = "two margins", n = 60, sizes = c(2, 3), off = 0.2),
              list(source = "three margins", n = 400, sizes = c(4, 3, 5), off = 0.6),
              list(source = "far from the population", n = 250, sizes = c(3, 2, 4), off = 1.6))
rakings <- lapply(cases, function(case) {
  people <- make_people(case$n, case$sizes)
  people$score <- scores_of(people)
  margins <- margin_names[seq_along(case$sizes)]
  total <- case$n * 3
  totals <- lapply(seq_along(margins), function(i) {
    k <- case$sizes[i]
    shares <- as.numeric(prop.table(table(factor(people[[i]], 1:k)))) * exp(rnorm(k, 0, case$off))
    counts <- round(shares / sum(shares) * total)
    counts[1] <- counts[1] + total - sum(counts)
    setNames(data.frame(1:k, counts), c(margins[i], "Freq"))
  })
  raked <- rake_to(people, rep(1, case$n), margins, totals)
  w <- as.numeric(weights(raked))
  bounds <- c(0.5, 2) * mean(w)
  again <- rake_to(people, pmin(pmax(w, bounds[1]), bounds[2]), margins, totals)
  trimmed <- as.numeric(weights(again))
  fixed <- svydesign(ids = ~1, weights = w, data = people)
  people$N <- total
  finite <- rake(svydesign(ids = ~1, fpc = ~N, data = people), lapply(margins, function(m) reformulate(m)),
                 totals, control = tight)
  effective <- sum(w[!is.na(people$hit)])^2 / sum(w[!is.na(people$hit)]^2)
  p <- sum(w * people$hit, na.rm = TRUE) / sum(w[!is.na(people$hit)])
  z <- qnorm(0.975)
  list(source = case$source, margins = margins, sizes = case$sizes,
       columns = unname(lapply(people[margins], as.list)),
       item = ifelse(is.na(people$hit), 254, people$hit + 1), totals = lapply(totals, function(t) t$Freq),
       weights = w, minimum = min(w), maximum = max(w), kish = length(w) * sum(w^2) / sum(w)^2,
       trimmed = trimmed, share = c(share(raked), projected = projected_se(people, w, margins)),
       fixed = share(fixed), finite = share(finite), shareTrimmed = share(again),
       scores = people$score, mean = score_mean(raked), meanFixed = score_mean(fixed),
       wilson = list(effective = effective,
         low = (p + z^2 / (2 * effective) - z * sqrt(p * (1 - p) / effective + z^2 / (4 * effective^2))) /
           (1 + z^2 / effective),
         high = (p + z^2 / (2 * effective) + z * sqrt(p * (1 - p) / effective + z^2 / (4 * effective^2))) /
           (1 + z^2 / effective)))
})
write_values(list(survey = as.character(packageVersion("survey")), rakings = rakings), "weighting")
