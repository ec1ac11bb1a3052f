package dev.waymark.kql.bind;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows around the current one, for functions such as {@code prev()}. */
public final class RowWindow {
  private List<@Nullable Object[]> rows = List.of();
  private int index;
  private boolean used;

  void use() {
    used = true;
  }

  /** Whether a bound expression looks at other rows. */
  public boolean isUsed() {
    return used;
  }

  public void start(List<@Nullable Object[]> newRows) {
    rows = newRows;
    index = 0;
  }

  public void move(int newIndex) {
    index = newIndex;
  }

  int index() {
    return index;
  }

  @Nullable Object @Nullable [] row(long offset) {
    long at = index + offset;
    return at >= 0 && at < rows.size() ? rows.get((int) at) : null;
  }
}
