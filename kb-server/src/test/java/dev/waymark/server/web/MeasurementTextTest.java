package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.incident.Measurement;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31.5 | 25 | GreaterThan | 'CPU 31.5, greater than 25'",
        "2 | 10000 | Less Than | 'CPU 2, less than 10,000'",
        "78.0912345 | 0.3 | > | 'CPU 78.0912, > 0.3'",
        "1e15 | | | 'CPU 1,000,000,000,000,000'",
        "0.00001 | 1 | | 'CPU 0.00001, threshold 1'",
        " | 2 | GreaterThanOrEqual | CPU greater than or equal 2",
      })
  void tellsWhatWasMeasured(Double value, Double threshold, String operator, String text) {
    assertThat(
            MeasurementText.of(
                new Measurement(
                    "CPU",
                    Optional.ofNullable(value),
                    Optional.ofNullable(threshold),
                    Optional.ofNullable(operator))))
        .isEqualTo(text);
  }
}
