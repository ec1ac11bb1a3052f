package dev.waymark.kql.function;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.value.Ticks;
import dev.waymark.model.table.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/** Sums, means, deviations and covariances. */
final class ArithmeticAggregates {
  private ArithmeticAggregates() {}

  static final class Sum implements Accumulator {
    private final Scalar value;
    private final ColumnType type;
    private long whole;
    private double real;
    private BigDecimal decimal = BigDecimal.ZERO;

    Sum(Scalar value, ColumnType type) {
      this.value = value;
      this.type = type;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = value.value(row, frame);
      if (next == NULL) {
        return;
      }
      if (type == ColumnType.REAL) {
        real += ((Number) next).doubleValue();
      } else if (type == ColumnType.TIMESPAN) {
        whole += Ticks.of((Duration) next);
      } else if (next instanceof BigDecimal number) {
        decimal = decimal.add(number);
      } else {
        whole += ((Number) next).longValue();
      }
    }

    @Override
    public Object result() {
      return switch (type) {
        case REAL -> real;
        case TIMESPAN -> Ticks.duration(whole);
        case DECIMAL -> decimal;
        default -> whole;
      };
    }
  }

  /** Mean, variance and deviation, in one pass. */
  static final class Moments implements Accumulator {
    static final int MEAN = 0;
    static final int VARIANCE = 1;
    static final int POPULATION_VARIANCE = 2;
    static final int DEVIATION = 3;
    static final int POPULATION_DEVIATION = 4;

    private final Scalar value;
    private final int wanted;
    private long count;
    private long whole;
    private double real;
    private double mean;
    private double squares;

    Moments(Scalar value, int wanted) {
      this.value = value;
      this.wanted = wanted;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = value.value(row, frame);
      if (next instanceof Number number) {
        double x = number.doubleValue();
        count++;
        if (number instanceof Long || number instanceof Integer) {
          whole += number.longValue();
        } else {
          real += x;
        }
        double delta = x - mean;
        mean += delta / count;
        squares += delta * (x - mean);
      }
    }

    @Override
    public Object result() {
      if (wanted == MEAN) {
        return (whole + real) / count;
      }
      boolean population = wanted == POPULATION_VARIANCE || wanted == POPULATION_DEVIATION;
      double variance =
          count < 2
              ? (count == 0 ? 0 : Double.isNaN(mean) ? mean : 0)
              : squares / (population ? count : count - 1);
      return wanted == VARIANCE || wanted == POPULATION_VARIANCE ? variance : Math.sqrt(variance);
    }
  }

  static final class TimeMean implements Accumulator {
    private final Scalar value;
    private final ColumnType type;
    private BigInteger sum = BigInteger.ZERO;
    private long count;

    TimeMean(Scalar value, ColumnType type) {
      this.value = value;
      this.type = type;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      Object next = value.value(row, frame);
      if (next == NULL) {
        return;
      }
      long ticks = next instanceof Instant instant ? Ticks.of(instant) : Ticks.of((Duration) next);
      sum = sum.add(BigInteger.valueOf(ticks));
      count++;
    }

    @Override
    public Object result() {
      if (count == 0) {
        return NULL;
      }
      long mean = sum.divide(BigInteger.valueOf(count)).longValue();
      return type == ColumnType.DATETIME ? Ticks.instant(mean) : Ticks.duration(mean);
    }
  }

  static final class Covariance implements Accumulator {
    private final Scalar left;
    private final Scalar right;
    private final Scalar condition;
    private final int freedom;
    private long count;
    private double meanX;
    private double meanY;
    private double products;

    Covariance(Scalar left, Scalar right, Scalar condition, int freedom) {
      this.left = left;
      this.right = right;
      this.condition = condition;
      this.freedom = freedom;
    }

    @Override
    public void add(Object[] row, Frame frame) {
      if (Boolean.TRUE.equals(condition.value(row, frame))
          && left.value(row, frame) instanceof Number x
          && right.value(row, frame) instanceof Number y) {
        count++;
        double delta = x.doubleValue() - meanX;
        meanX += delta / count;
        meanY += (y.doubleValue() - meanY) / count;
        products += delta * (y.doubleValue() - meanY);
      }
    }

    @Override
    public Object result() {
      return products / (count - freedom);
    }
  }
}
