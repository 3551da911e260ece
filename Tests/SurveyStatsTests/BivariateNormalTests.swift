import Foundation
import Testing

@testable import SurveyStats

@Suite("Bivariate normal distribution")
struct BivariateNormalTests {
  @Test func `agrees with an integral in R`() {
    for example in PolychoricReferences.all.normal {
      let p = bivariateNormal(example.x, example.y, correlation: example.r)
      #expect(agrees(p, example.p, relative: 0, absolute: 1e-13), "\(example)")
    }
  }

  // Sheppard's formula: P(X < 0, Y < 0) = 1/4 + asin(r) / 2π.
  @Test func `the quarter at the origin is Sheppard's`() {
    for r in stride(from: -0.99, through: 0.99, by: 0.03) {
      #expect(abs(bivariateNormal(0, 0, correlation: r) - (0.25 + asin(r) / (2 * .pi))) < 1e-14)
    }
  }

  @Test func `is symmetric, and the sum over a cut is the margin`() {
    for r in stride(from: -0.98, through: 0.98, by: 0.07) {
      #expect(abs(bivariateNormal(0.4, -1.1, correlation: r) - bivariateNormal(-1.1, 0.4, correlation: r)) < 1e-15)
      // Y below b, and minus Y below −b, beside X below a.
      let sum = bivariateNormal(0.7, 0.2, correlation: r) + bivariateNormal(0.7, -0.2, correlation: -r)
      #expect(abs(sum - bivariateNormal(0.7, .infinity, correlation: r)) < 1e-14)
    }
  }

  @Test func `limits are probabilities of one variable`() {
    #expect(bivariateNormal(.infinity, .infinity, correlation: 0.5) == 1)
    #expect(bivariateNormal(-.infinity, 3, correlation: 0.5) == 0)
    #expect(bivariateNormal(0, .infinity, correlation: 0.5) == 0.5)
    #expect(abs(bivariateNormal(0.3, 1, correlation: 1) - bivariateNormal(0.3, .infinity, correlation: 0)) < 1e-15)
    #expect(bivariateNormal(-0.3, 0.1, correlation: -1) == 0)
  }
}
