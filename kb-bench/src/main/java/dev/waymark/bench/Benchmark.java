package dev.waymark.bench;

import java.io.IOException;

/** Something of ours, measured against a reference. */
interface Benchmark {
  /** The promise that it measures, such as {@code P1}. */
  String id();

  /** What is measured against what, in one line. */
  String title();

  Target target();

  /** How many rounds bring both sides to a steady state. */
  int warmUps();

  /**
   * Brings up what is measured.
   *
   * @throws Exception if something that is needed can't be had: the run is then told as failed
   */
  Rounds prepare() throws Exception;

  /**
   * What is measured in rounds, ours and the reference in turn, so that both see the same machine.
   */
  interface Rounds extends AutoCloseable {
    /** One round: our figure divided by the reference's, in the sense of the target. */
    double round() throws Exception;

    @Override
    default void close() throws IOException {}
  }
}
