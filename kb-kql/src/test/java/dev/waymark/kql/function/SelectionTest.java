package dev.waymark.kql.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.value.Values;
import dev.waymark.model.table.ColumnType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Comparator<Object> ORDER = Values.order(ColumnType.LONG);

  @Test
  void findsWhatSortingWouldPutThere() {
    var random = new SplittableRandom(18);
    List<IntFunction<Object>> shapes =
        List.of(
            i -> (long) i,
            i -> (long) -i,
            i -> 7L,
            i -> (long) (i % 3),
            i -> (long) Math.abs(i - 500),
            i -> (long) (i % 2 == 0 ? i : 1_000 - i),
            i -> (long) random.nextInt(50),
            i -> random.nextLong());
    for (IntFunction<Object> shape : shapes) {
      for (int count : List.of(1, 2, 3, 10, 1_000)) {
        Object[] values = new Object[count];
        Arrays.setAll(values, shape);
        Object[] sorted = values.clone();
        Arrays.sort(sorted, ORDER);
        for (int index = 0; index < count; index += Math.max(1, count / 37)) {
          assertThat(Selection.at(index, values.clone(), ORDER)).isEqualTo(sorted[index]);
        }
      }
    }
  }

  /** Median of three leaves out two values a round here, so that plain quickselect is quadratic. */
  @Test
  void comparesFewTimesWhateverTheOrderBefore() {
    int half = 100_000;
    Object[] values = new Object[2 * half];
    for (int i = 0; i < half; i++) {
      values[i] = i % 2 == 0 ? (long) i + 1 : (long) half + i + (half % 2 == 0 ? 0 : 1);
      values[half + i] = (long) (i + 1) * 2;
    }
    long[] compared = {0};
    Object middle =
        Selection.at(
            half,
            values.clone(),
            (a, b) -> {
              compared[0]++;
              return ORDER.compare(a, b);
            });
    Arrays.sort(values, ORDER);
    assertThat(middle).isEqualTo(values[half]);
    assertThat(compared[0]).isLessThan(200L * values.length);
  }
}
