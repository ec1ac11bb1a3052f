package dev.waymark.kql.function;

import dev.waymark.kql.value.Refusal;
import org.jspecify.annotations.Nullable;

/** The gamma function, by Lanczos' approximation, the error function and the beta distribution. */
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

  /** How probable a value up to x is; not a number outside of the distribution. */
  static double betaCdf(double x, double alpha, double beta) {
    if (!isDistribution(alpha, beta) || !(x >= 0 && x <= 1)) {
      return Double.NaN;
    }
    if (x == 0 || x == 1) {
      return x;
    }
    double front = Math.exp(alpha * Math.log(x) + beta * Math.log1p(-x) - logBeta(alpha, beta));
    // The fraction converges quickly on this side of the mean, and its mirror image on the other.
    return x < (alpha + 1) / (alpha + beta + 2)
        ? front * betaFraction(x, alpha, beta) / alpha
        : 1 - front * betaFraction(1 - x, beta, alpha) / beta;
  }

  /** The value up to which a probability lies; null for what is no probability. */
  static @Nullable Double betaInverse(double probability, double alpha, double beta) {
    if (!isDistribution(alpha, beta) || Double.isNaN(probability)) {
      return Double.NaN;
    }
    if (probability < 0 || probability > 1) {
      return null;
    }
    if (probability == 0 || probability == 1) {
      return probability;
    }
    double low = 0;
    double high = 1;
    double middle = 0.5;
    while (middle > low && middle < high) {
      if (betaCdf(middle, alpha, beta) < probability) {
        low = middle;
      } else {
        high = middle;
      }
      middle = (low + high) / 2;
    }
    return high;
  }

  static double betaPdf(double x, double alpha, double beta) {
    if (!isDistribution(alpha, beta) || !(x >= 0 && x <= 1)) {
      return Double.NaN;
    }
    if (x == 0 || x == 1) {
      throw Refusal.unsupported("beta_pdf at the ends of the distribution");
    }
    return Math.exp((alpha - 1) * Math.log(x) + (beta - 1) * Math.log1p(-x) - logBeta(alpha, beta));
  }

  private static boolean isDistribution(double alpha, double beta) {
    return alpha > 0 && beta > 0 && Double.isFinite(alpha) && Double.isFinite(beta);
  }

  private static double logBeta(double alpha, double beta) {
    return logGamma(alpha) + logGamma(beta) - logGamma(alpha + beta);
  }

  /** By Lentz's method, which works from the outside. */
  private static double betaFraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
    double fraction = d;
    for (int m = 1; m < 10_000; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / nonZero(1 + even * d);
      c = nonZero(1 + even / c);
      fraction *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / nonZero(1 + odd * d);
      c = nonZero(1 + odd / c);
      fraction *= d * c;
      if (Math.abs(d * c - 1) < 1e-15) {
        return fraction;
      }
    }
    throw Refusal.unsupported("a beta distribution so narrow");
  }

  private static double nonZero(double x) {
    return Math.abs(x) < 1e-300 ? 1e-300 : x;
  }
}
