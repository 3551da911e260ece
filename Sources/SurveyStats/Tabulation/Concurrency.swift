import Dispatch
import Synchronization

/// Divides rows into one part per thread and works on all parts at once.
func forEachPart(of rows: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void) {
  let parts = max(1, min(threads, rows))
  DispatchQueue.concurrentPerform(iterations: parts) { body(partition(rows, into: parts, $0)) }
}

/// One of several parts of rows, all as long as each other but for one row.
func partition(_ rows: Int, into parts: Int, _ part: Int) -> Range<Int> {
  (rows * part / parts)..<(rows * (part + 1) / parts)
}

/// Computes a value per number on several threads, each of which takes the next number that is left.
///
/// - Returns: The values in the order of the numbers, whatever the number of threads.
/// - Throws: The error of the lowest number that has one.
func concurrentMap<Value: Sendable, Failure: Error>(
  _ count: Int, threads: Int, _ body: @Sendable (Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  let next = Atomic<Int>(0)
  let results = Mutex<[Result<Value, Failure>?]>([Result<Value, Failure>?](repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
    while true {
      let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard number < count else { return }
      let result = Result { () throws(Failure) in try body(number) }
      results.withLock { $0[number] = result }
    }
  }
  var values: [Value] = []
  for result in results.withLock({ $0.compactMap(\.self) }) { values.append(try result.get()) }
  return values
}
