package dev.waymark.server.question.page;

import dev.waymark.model.value.ReadableValue;
import dev.waymark.server.question.AnswerColumn;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cells of answers in words. */
final class CellText {
  private CellText() {}

  static String of(AnswerColumn column, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    return switch (column.type()) {
      case TEXT, ENTRY, DAY -> value.toString();
      case COUNT, ALERTS -> format("#,##0", (Number) value);
      case NUMBER -> format("#,##0.###", (Number) value);
      case SHARE -> format("0.#", ((Number) value).doubleValue() * 100) + " %";
      case SECONDS -> length(((Number) value).doubleValue());
      case MILLISECONDS -> milliseconds(((Number) value).doubleValue());
    };
  }

  private static String length(double seconds) {
    return ReadableValue.roughly(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private static String milliseconds(double value) {
    return value < 1000 ? format("0", value) + " ms" : format("0.0", value / 1000) + " s";
  }

  private static String format(String pattern, Number value) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }
}
