package dev.waymark.bench;

import java.io.IOException;

/**
 * Something of ours, measured against a reference. Prepared once, then measured in rounds, ours and
 * the reference one after the other, so that both see the same machine.
 */
interface Benchmark extends AutoCloseable {
  /** The promise that it measures, such as {@code P1}. */
  String id();

  /** What is measured against what, in one line. */
  String title();

  Target target();

  /**
   * Brings both sides to a steady state.
   *
   * @throws Exception where something that is needed can't be had: the run is then told as failed
   */
  void prepare() throws Exception;

  /** One round: our figure divided by the reference's, in the sense of the {@link #target()}. */
  double round() throws Exception;

  @Override
  void close() throws IOException;
}
