package dev.waymark.kql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cell of the H3 grid as its number says: a base cell, and a digit of 0 to 6 a level. */
record H3Cell(long id) {
  static final int DEEPEST = 15;
  private static final int BITS = 3;
  private static final int NONE = 7;
  private static final int MOST_LEVELS = 5;

  /** Base cells with five sides. Their subdivision has no digit 1. */
  private static final List<Long> PENTAGONS =
      List.of(4L, 14L, 24L, 38L, 49L, 58L, 63L, 72L, 83L, 97L, 107L, 117L);

  private static final int BASE_CELLS = 122;

  /** The cell that a text names; nothing where it names none. */
  static Optional<H3Cell> parse(String text) {
    if (!text.matches("[0-9a-fA-F]{15}")) {
      return Optional.empty();
    }
    var cell = new H3Cell(Long.parseLong(text, 16));
    return cell.isValid() ? Optional.of(cell) : Optional.empty();
  }

  /** A cell of level 0. */
  static H3Cell ofBase(long number) {
    return new H3Cell((8L << 56) | (number << 45) | ((1L << 45) - 1));
  }

  /** The cell within this one that has a digit more. */
  H3Cell child(int digit) {
    return with(level() + 1, digit).atLevel(level() + 1);
  }

  private boolean isValid() {
    boolean first = true;
    for (int level = 1; level <= DEEPEST; level++) {
      int digit = digit(level);
      if (level <= level() ? digit == NONE : digit != NONE) {
        return false;
      }
      if (first && level <= level() && digit != 0) {
        first = false;
        if (digit == 1 && PENTAGONS.contains(baseCell())) {
          return false;
        }
      }
    }
    return id >>> 56 == 8 && baseCell() < BASE_CELLS;
  }

  int level() {
    return (int) ((id >>> 52) & 15);
  }

  long baseCell() {
    return (id >>> 45) & 127;
  }

  int digit(int level) {
    return (int) (id >>> (BITS * (DEEPEST - level))) & NONE;
  }

  private H3Cell with(int level, long digit) {
    int shift = BITS * (DEEPEST - level);
    return new H3Cell((id & ~((long) NONE << shift)) | (digit << shift));
  }

  private H3Cell atLevel(int level) {
    return new H3Cell((id & ~(15L << 52)) | ((long) level << 52));
  }

  /** Nothing where that level is no coarser one. */
  Optional<H3Cell> parent(long level) {
    if (level < 0 || level >= level()) {
      return Optional.empty();
    }
    H3Cell cell = this;
    for (int i = (int) level + 1; i <= level(); i++) {
      cell = cell.with(i, NONE);
    }
    return Optional.of(cell.atLevel((int) level));
  }

  /** Nothing where that level is no finer one, or beyond five levels finer. */
  Optional<List<Object>> children(long level) {
    if (level <= level() || level > DEEPEST || level > level() + MOST_LEVELS) {
      return Optional.empty();
    }
    List<H3Cell> cells = List.of(this);
    for (int i = level() + 1; i <= level; i++) {
      var finer = new ArrayList<H3Cell>();
      for (H3Cell cell : cells) {
        for (int digit = 0; digit < NONE; digit++) {
          H3Cell child = cell.child(digit);
          if (child.isValid()) {
            finer.add(child);
          }
        }
      }
      cells = finer;
    }
    return Optional.of(List.copyOf(cells.stream().map(H3Cell::name).toList()));
  }

  String name() {
    return Long.toHexString(id);
  }
}
