/// What an analyst looks up without a plan; the name stands as the plan's id in what is released.
enum LookUp: String, CaseIterable {
  case compare, drivers, trend
}
