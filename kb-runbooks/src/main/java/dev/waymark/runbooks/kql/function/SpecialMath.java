package dev.waymark.runbooks.kql.function;

/** The gamma function, by Lanczos' approximation, and the error function. */
final class SpecialMath {
  private static final double[] COEFFICIENTS = {
    0.9999999999998099,
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-6,
    1.5056327351493116e-7
  };

  private SpecialMath() {}

  static double gamma(double x) {
    if (x == Math.rint(x) && x > 0 && x < 20) {
      double product = 1;
      for (int i = 2; i < x; i++) {
        product *= i;
      }
      return product;
    }
    if (x < 0.5) {
      return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
    }
    return Math.exp(logGamma(x));
  }

  static double logGamma(double x) {
    if (x < 0.5) {
      return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
    }
    double shifted = x - 1;
    double sum = COEFFICIENTS[0];
    for (int i = 1; i < COEFFICIENTS.length; i++) {
      sum += COEFFICIENTS[i] / (shifted + i);
    }
    double t = shifted + 7.5;
    return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
  }

  static double erf(double x) {
    double size = Math.abs(x);
    if (Double.isNaN(x)) {
      return x;
    }
    double value = size < 2 ? series(size) : 1 - fraction(size);
    return Math.copySign(value, x);
  }

  static double erfc(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (x < 0) {
      return 2 - erfc(-x);
    }
    return x < 2 ? 1 - series(x) : fraction(x);
  }

  /** By the series, whose terms are all positive. */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-18; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /** The complement by its continued fraction, from the inside. */
  private static double fraction(double x) {
    if (x > 27) {
      return 0;
    }
    double inner = x;
    for (int n = 120; n > 0; n--) {
      inner = x + n / 2.0 / inner;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / inner;
  }
}
