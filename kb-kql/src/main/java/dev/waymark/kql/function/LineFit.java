package dev.waymark.kql.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The line nearest to a series, by least squares. */
public record LineFit(
    double rsquare,
    double slope,
    double variance,
    double rvariance,
    double interception,
    List<Double> line) {
  static LineFit of(double[] y) {
    int n = y.length;
    double meanX = (n - 1) / 2.0;
    double meanY = java.util.Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      xy += (i - meanX) * (y[i] - meanY);
      xx += (i - meanX) * (i - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    double slope = xx == 0 ? 0 : xy / xx;
    double start = meanY - slope * meanX;
    var line = new ArrayList<Double>();
    double residue = 0;
    for (int i = 0; i < n; i++) {
      double fitted = start + slope * i;
      line.add(fitted);
      residue += (y[i] - fitted) * (y[i] - fitted);
    }
    double degrees = Math.max(1, n - 1);
    return new LineFit(
        yy == 0 ? 0 : 1 - residue / yy, slope, yy / degrees, residue / degrees, start, line);
  }

  /** Of an array, as it stands in a {@code dynamic}. */
  public static LineFit of(Object array) {
    return of(SeriesFunctions.present(array));
  }

  Map<String, Object> bag() {
    var bag = new LinkedHashMap<String, Object>();
    bag.put("rsquare", rsquare);
    bag.put("slope", slope);
    bag.put("variance", variance);
    bag.put("rvariance", rvariance);
    bag.put("interception", interception);
    bag.put("line_fit", line);
    return bag;
  }
}
