import CRmath
import Glibc

/// The probability that two standard normal variables with a correlation lie below two limits, to about 1e-15.
///
/// - Parameters:
///   - x: The upper limit of the first, possibly infinite.
///   - y: The upper limit of the second, possibly infinite.
///   - correlation: The correlation, from −1 to 1.
///
/// Reference: Drezner & Wesolowsky (1990) with the changes of Genz (2004), *Statistics and Computing* 14, 251–260.
func bivariateNormal(_ x: Double, _ y: Double, correlation: Double) -> Double {
  if x == -.infinity || y == -.infinity { return 0 }
  if x == .infinity { return y == .infinity ? 1 : normal(y) }
  if y == .infinity { return normal(x) }
  if correlation == 0 { return normal(x) * normal(y) }
  let result =
    abs(correlation) < 0.925
    ? moderate(-x, -y, correlation: correlation) : strong(-x, -y, correlation: correlation)
  return max(0, min(1, result))
}

/// The density of two standard normal variables with a correlation between −1 and 1.
func bivariateNormalDensity(_ x: Double, _ y: Double, correlation: Double) -> Double {
  guard x.isFinite, y.isFinite else { return 0 }
  let rest = (1 - correlation) * (1 + correlation)
  return exp(-(x * x - 2 * correlation * x * y + y * y) / (2 * rest)) / (2 * Double.pi * rest.squareRoot())
}

/// The probability above both limits by an integral over the arcsine of the correlation.
private func moderate(_ h: Double, _ k: Double, correlation: Double) -> Double {
  let halfSquares = (h * h + k * k) / 2
  let half = asin(correlation) / 2
  let sum = nodes(for: correlation).reduce(0.0) { total, node in
    [1 - node.place, 1 + node.place].reduce(total) { total, place in
      let sine = sin(half * place)
      return total + node.weight * exp((sine * h * k - halfSquares) / (1 - sine * sine))
    }
  }
  return sum * half / (2 * Double.pi) + normal(-h) * normal(-k)
}

/// The probability above both limits around the limit of a perfect correlation.
private func strong(_ h: Double, _ otherLimit: Double, correlation: Double) -> Double {
  let k = correlation < 0 ? -otherLimit : otherLimit
  let product = h * k
  var correction = 0.0
  if abs(correlation) < 1 {
    let rest = (1 - correlation) * (1 + correlation)
    let a = rest.squareRoot()
    let square = (h - k) * (h - k)
    let c = (4 - product) / 8
    let d = (12 - product) / 80
    let exponent = -(square / rest + product) / 2
    if exponent > -100 {
      correction = a * exp(exponent) * (1 - c * (square - rest) * (1 - d * square) / 3 + c * d * rest * rest)
    }
    if product > -100 {
      let b = square.squareRoot()
      correction -=
        exp(-product / 2) * (2 * Double.pi).squareRoot() * normal(-b / a) * b
        * (1 - c * square * (1 - d * square) / 3)
    }
    let half = a / 2
    let sum = nodes(for: correlation).reduce(0.0) { total, node in
      [1 - node.place, 1 + node.place].reduce(total) { total, place in
        let x = half * place * half * place
        let exponent = -(square / x + product) / 2
        guard exponent > -100 else { return total }
        let root = (1 - x).squareRoot()
        let series = 1 + c * x * (1 + 5 * d * x)
        let exact = exp(-(product / 2) * x / ((1 + root) * (1 + root))) / root
        return total + node.weight * exp(exponent) * (series - exact)
      }
    }
    correction = (half * sum - correction) / (2 * Double.pi)
  }
  if correlation > 0 { return correction + normal(-max(h, k)) }
  if h >= k { return -correction }
  return (h < 0 ? normal(k) - normal(h) : normal(-h) - normal(-k)) - correction
}

private func normal(_ x: Double) -> Double { pnorm5(x, 0, 1, 1, 0) }

/// Places and weights of Gauss–Legendre quadrature; half of them, the others lie opposite.
private func nodes(for correlation: Double) -> [(place: Double, weight: Double)] {
  switch abs(correlation) {
  case ..<0.3: sixNodes
  case ..<0.75: twelveNodes
  default: twentyNodes
  }
}

private let sixNodes = [
  (place: 0.9324695142031522, weight: 0.1713244923791705), (0.6612093864662647, 0.3607615730481384),
  (0.2386191860831970, 0.4679139345726904),
]

private let twelveNodes = [
  (place: 0.9815606342467191, weight: 0.04717533638651177), (0.9041172563704750, 0.1069393259953183),
  (0.7699026741943050, 0.1600783285433464), (0.5873179542866171, 0.2031674267230659),
  (0.3678314989981802, 0.2334925365383547), (0.1252334085114692, 0.2491470458134029),
]

private let twentyNodes = [
  (place: 0.9931285991850949, weight: 0.01761400713915212), (0.9639719272779138, 0.04060142980038694),
  (0.9122344282513259, 0.06267204833410906), (0.8391169718222188, 0.08327674157670475),
  (0.7463319064601508, 0.1019301198172404), (0.6360536807265150, 0.1181945319615184),
  (0.5108670019508271, 0.1316886384491766), (0.3737060887154196, 0.1420961093183821),
  (0.2277858511416451, 0.1491729864726037), (0.07652652113349733, 0.1527533871307259),
]
